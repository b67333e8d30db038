package dev.msi4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.azure.core.credential.TokenRequestContext;
import com.azure.core.exception.ClientAuthenticationException;
import com.azure.core.http.HttpHeaderName;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClaimsChallengeTests {
  /** Contains a plus and a slash in base64, a minus and an underscore in base64url. */
  private static final String CLAIMS = "{\"access_token\":{\"nbf\":{\"v\":\"~~>>??\"}}}";

  private final CannedHttpClient http = new CannedHttpClient();
  private final CannedCredential credential = new CannedCredential();

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void isAnsweredOnce(boolean urlAlphabet) {
    byte[] plain = CLAIMS.getBytes(StandardCharsets.UTF_8);
    String claims =
        urlAlphabet
            ? Base64.getUrlEncoder().withoutPadding().encodeToString(plain)
            : Base64.getEncoder().encodeToString(plain);
    http.respond(401, challenge(claims), "").respond(200, "{}").respond(200, "{}");
    var client = http.client().credential(credential);

    client.buildClient().userAssignedIdentities().get("group", "name");

    assertThat(http.requests().get(0).getHeaders().getValue(HttpHeaderName.AUTHORIZATION))
        .isEqualTo("Bearer token-1");
    assertThat(http.requests().get(1).getHeaders().getValue(HttpHeaderName.AUTHORIZATION))
        .isEqualTo("Bearer token-2");
    assertThat(credential.tokenRequests())
        .extracting(TokenRequestContext::getClaims)
        .containsExactly(null, CLAIMS);
  }

  @Test
  void isAnsweredOnceByTheAsynchronousClient() {
    String claims = Base64.getUrlEncoder().encodeToString(CLAIMS.getBytes(StandardCharsets.UTF_8));
    http.respond(401, challenge(claims), "").respond(401, challenge(claims), "");
    var identities =
        http.client().credential(credential).buildAsyncClient().userAssignedIdentities();

    assertThatExceptionOfType(ClientAuthenticationException.class)
        .isThrownBy(() -> identities.get("group", "name").block());
    assertThat(http.requests()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer realm=\"\"", "Bearer claims=\"%%%\"", "Basic claims=\"e30=\""})
  void failsIfItCannotBeAnswered(String header) {
    http.respond(401, Map.of("WWW-Authenticate", header), "");
    var identities = http.client().buildClient().userAssignedIdentities();

    assertThatExceptionOfType(ClientAuthenticationException.class)
        .isThrownBy(() -> identities.get("group", "name"));
    assertThat(http.requests()).hasSize(1);
  }

  private static Map<String, String> challenge(String claims) {
    return Map.of(
        "WWW-Authenticate",
        "Bearer authorization_uri=\"https://login.microsoftonline.com/\","
            + " error=\"insufficient_claims\", claims=\""
            + claims
            + "\"");
  }
}
