package dev.msi4j.samples;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.identity.ClientAssertionCredentialBuilder;
import com.azure.identity.WorkloadIdentityCredentialBuilder;
import dev.msi4j.Identity;
import java.nio.file.Path;
import java.util.function.Supplier;

/** How a workload outside Azure becomes an identity: by a token of its own issuer. */
final class WorkloadSignIn {
  private final HttpClient http;
  private final String authority;
  private final boolean authorityKnown;

  /**
   * Prepares it; nothing is sent yet.
   *
   * @param authorityKnown whether the public cloud knows the authority, which else is not asked
   */
  WorkloadSignIn(HttpClient http, String authority, boolean authorityKnown) {
    this.http = http;
    this.authority = authority;
    this.authorityKnown = authorityKnown;
  }

  // @start region=assertion
  /** Signs in with a token that the workload asks for when it is needed, as a pipeline does. */
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
  /** Signs in with a token in a file that somebody else keeps fresh, as a cluster does for pods. */
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
