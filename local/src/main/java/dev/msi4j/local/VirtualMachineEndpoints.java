package dev.msi4j.local;

import dev.msi4j.local.internal.http.ProxyBypass;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where one virtual machine finds its identities: what answers it in Azure at addresses that only
 * it can reach.
 */
public final class VirtualMachineEndpoints {
  private final String origin;
  private final Map<String, String> azure;

  VirtualMachineEndpoints(String origin, Map<String, String> azure) {
    this.origin = origin;
    this.azure = azure;
  }

  /** Takes the place of {@code http://169.254.169.254}. */
  public String imdsEndpoint() {
    return origin;
  }

  /**
   * Takes the place of {@code http://localhost:50342}; refuses until the extension is installed.
   */
  public String extensionEndpoint() {
    return origin;
  }

  /**
   * The variables by which a process believes that it runs in this machine: the way to its instance
   * metadata, and to this Azure; no secret.
   */
  public Map<String, String> environment() {
    var environment = new LinkedHashMap<>(azure);
    environment.put("AZURE_POD_IDENTITY_AUTHORITY_HOST", origin);
    environment.put("MSAL_MANAGED_IDENTITY_ENDPOINT", origin + "/metadata/identity/oauth2/token");
    return ProxyBypass.addTo(environment, System.getenv());
  }
}
