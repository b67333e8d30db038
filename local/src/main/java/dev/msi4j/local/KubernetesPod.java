package dev.msi4j.local;

import dev.msi4j.local.internal.http.ProxyBypass;
import dev.msi4j.local.internal.imds.ProjectedToken;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A pod with Microsoft Entra Workload ID, as AKS runs it. The service account is annotated with the
 * client id of an identity, and a file holds a token of the account, renewed before it expires. The
 * identity must trust the account: create a federated identity credential for the subject of the
 * account. Thread-safe.
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

  /**
   * Returns the file with the token of the service account.
   *
   * @return the path of the file
   */
  public Path tokenFile() {
    return token.file();
  }

  /**
   * Returns the environment variables that the mutating webhook of AKS adds to containers.
   *
   * @return the variables by name
   */
  public Map<String, String> environment() {
    token.renew();
    var environment = new LinkedHashMap<String, String>();
    environment.put("AZURE_CLIENT_ID", clientId);
    environment.put("AZURE_TENANT_ID", azure.tenantId().toString());
    environment.put("AZURE_FEDERATED_TOKEN_FILE", tokenFile().toString());
    environment.put("AZURE_AUTHORITY_HOST", azure.authorityHost() + "/");
    return ProxyBypass.addTo(environment, System.getenv());
  }

  /** Deletes the token file and stops renewing it. Closing twice has no further effect. */
  @Override
  public void close() {
    token.close();
  }
}
