package dev.msi4j.local;

import dev.msi4j.local.internal.http.ProxyBypass;
import dev.msi4j.local.internal.imds.ProjectedToken;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A pod with workload identity, as AKS runs it: its service account is bound to an identity, and a
 * token of the account is in a file that is kept fresh. That the identity trusts the account is a
 * federated identity credential, which is yours to make. Thread-safe; close it with the pod.
 */
public final class KubernetesPod implements AutoCloseable {
  private final LocalAzure azure;
  private final String clientId;
  private final ProjectedToken token;

  KubernetesPod(LocalAzure azure, String clientId, ProjectedToken token) {
    this.azure = azure;
    this.clientId = clientId;
    this.token = token;
  }

  /** The file with the token of the service account. */
  public Path tokenFile() {
    return token.file();
  }

  /** The environment that the webhook of AKS gives to the pod's containers. */
  public Map<String, String> environment() {
    token.renew();
    var environment = new LinkedHashMap<String, String>();
    environment.put("AZURE_CLIENT_ID", clientId);
    environment.put("AZURE_TENANT_ID", azure.tenantId().toString());
    environment.put("AZURE_FEDERATED_TOKEN_FILE", tokenFile().toString());
    environment.put("AZURE_AUTHORITY_HOST", azure.authorityHost() + "/");
    return ProxyBypass.addTo(environment, System.getenv());
  }

  /** Removes the file. Closing twice does nothing more. */
  @Override
  public void close() {
    token.close();
  }
}
