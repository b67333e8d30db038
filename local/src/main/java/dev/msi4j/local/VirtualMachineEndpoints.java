package dev.msi4j.local;

import dev.msi4j.local.internal.http.ProxyBypass;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Token endpoints of one virtual machine. In Azure, only the virtual machine itself can reach them.
 * Immutable.
 */
public final class VirtualMachineEndpoints {
  private final String origin;
  private final Map<String, String> azure;

  VirtualMachineEndpoints(String origin, Map<String, String> azure) {
    this.origin = origin;
    this.azure = azure;
  }

  /**
   * Returns the endpoint of the Instance Metadata Service (IMDS).
   *
   * @return the replacement of {@code http://169.254.169.254}, without a slash at the end
   */
  public String imdsEndpoint() {
    return origin;
  }

  /**
   * Returns the endpoint of the managed identity extension. It returns errors until the extension
   * is installed on the virtual machine.
   *
   * @return the replacement of {@code http://localhost:50342}, without a slash at the end
   */
  public String extensionEndpoint() {
    return origin;
  }

  /**
   * Returns the environment variables for a process that runs on the virtual machine: the addresses
   * of IMDS and of this local Azure. They contain no secret.
   *
   * @return the variables by name
   */
  public Map<String, String> environment() {
    var environment = new LinkedHashMap<>(azure);
    environment.put("AZURE_POD_IDENTITY_AUTHORITY_HOST", origin);
    environment.put("MSAL_MANAGED_IDENTITY_ENDPOINT", origin + "/metadata/identity/oauth2/token");
    return ProxyBypass.addTo(environment, System.getenv());
  }
}
