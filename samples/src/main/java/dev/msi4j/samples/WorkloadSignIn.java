package dev.msi4j.samples;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.identity.ClientAssertionCredentialBuilder;
import com.azure.identity.WorkloadIdentityCredentialBuilder;
import dev.msi4j.Identity;
import java.nio.file.Path;
import java.util.function.Supplier;

/** Signs workloads outside Azure in as an identity with tokens of an external issuer. */
final class WorkloadSignIn {
  private final HttpClient http;
  private final String authority;
  private final boolean authorityKnown;

  /**
   * Creates the sign-in; sends no request.
   *
   * @param authorityKnown whether the public cloud knows the authority; otherwise instance
   *     discovery is disabled
   */
  WorkloadSignIn(HttpClient http, String authority, boolean authorityKnown) {
    this.http = http;
    this.authority = authority;
    this.authorityKnown = authorityKnown;
  }

  // @start region=assertion
  /** Signs in with a token that the workload requests on demand, such as a pipeline. */
  TokenCredential withAssertion(Identity identity, Supplier<String> assertion) {
    var builder =
        new ClientAssertionCredentialBuilder()
            .tenantId(String.valueOf(identity.tenantId()))
            .clientId(String.valueOf(identity.clientId()))
            .clientAssertion(assertion)
            .authorityHost(authority)
            .httpClient(http);
    return (authorityKnown ? builder : builder.disableInstanceDiscovery()).build();
  }

  // @end

  // @start region=workload
  /** Signs in with a token file that is refreshed externally, as by a cluster for its pods. */
  TokenCredential withTokenFile(Identity identity, Path tokenFile) {
    var builder =
        new WorkloadIdentityCredentialBuilder()
            .tenantId(String.valueOf(identity.tenantId()))
            .clientId(String.valueOf(identity.clientId()))
            .tokenFilePath(tokenFile.toString())
            .authorityHost(authority)
            .httpClient(http);
    return (authorityKnown ? builder : builder.disableInstanceDiscovery()).build();
  }

  // @end
}
