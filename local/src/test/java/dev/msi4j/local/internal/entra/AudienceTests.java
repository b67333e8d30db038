package dev.msi4j.local.internal.entra;

import static dev.msi4j.local.internal.entra.TokenService.TENANT;
import static dev.msi4j.local.internal.entra.TokenService.encode;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.msi4j.local.internal.http.Query;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AudienceTests {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      textBlock =
          """
          https://management.azure.com/.default, https://management.azure.com
          https://management.core.windows.net//.default, https://management.core.windows.net/
          https://vault.azure.net/.default openid profile offline_access, https://vault.azure.net
          "https://vault.azure.net/.default openid offline_access ", https://vault.azure.net
          openid https://vault.azure.net/.default, https://vault.azure.net
          api://AzureADTokenExchange/.default, api://AzureADTokenExchange
          urn:example:resource/.default, urn:example:resource
          https://localhost:8443/.default, https://localhost:8443
          00000003-0000-0000-c000-000000000000/.default, 00000003-0000-0000-c000-000000000000
          """)
  void scopeWithoutDefaultIsTheAudience(String scope, String audience) {
    assertThat(Audience.ofScope(request("scope", scope))).isEqualTo(audience);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          https://management.azure.com/user_impersonation, 1002012
          https://management.azure.com, 1002012
          .default, 1002012
          https://vault.azure.net/.DEFAULT, 1002012
          openid profile, 70011
          https://vault.azure.net/.default https://management.azure.com/.default, 70011
          """)
  void scopeWithoutASingleResourceIsRejected(String scope, int code) {
    var request = request("scope", scope);

    assertThatExceptionOfType(TokenException.class)
        .isThrownBy(() -> Audience.ofScope(request))
        .withMessageStartingWith("AADSTS" + code + ": ");
  }

  @ParameterizedTest
  @CsvSource({
    "https://management.azure.com/",
    "https://management.azure.com",
    "https://vault.azure.net/.default",
    "api://app",
    "00000003-0000-0000-C000-000000000000"
  })
  void resourceIsTheUnchangedAudience(String resource) {
    assertThat(Audience.ofResource(request("resource", resource))).isEqualTo(resource);
  }

  private static TokenRequest request(String name, String value) {
    return new TokenRequest(
        TENANT,
        Query.parse(name + "=" + encode(value)),
        Optional.empty(),
        new CorrelationIds(new UUID(0, 1), new UUID(0, 2), false, Instant.EPOCH));
  }
}
