package dev.msi4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.azure.core.credential.TokenRequestContext;
import com.azure.core.exception.ClientAuthenticationException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests responses with status 401 and their challenges. */
class ChallengedRequestsTests {
  private static final String CLAIMS = "{\"access_token\":{\"nbf\":{\"essential\":true}}}";

  @ParameterizedTest
  @EnumSource
  void areRetriedOnceWithTheRequestedClaims(ClientMode mode) {
    try (var server = ScriptedServer.of(challenge(), Exchange.json(200, "{\"name\":\"n\"}"))) {
      assertThat(mode.get(server.client()).name()).isEqualTo("n");

      assertThat(server.headers("Authorization"))
          .containsExactly("Bearer token-1", "Bearer token-2");
      assertThat(server.credential().tokenRequests())
          .extracting(TokenRequestContext::getClaims)
          .containsExactly(null, CLAIMS);
    }
  }

  @ParameterizedTest
  @EnumSource
  void requestATokenWithContinuousAccessEvaluation(ClientMode mode) {
    try (var server = ScriptedServer.of(challenge(), Exchange.json(200, "{}"))) {
      mode.get(server.client());

      assertThat(server.credential().tokenRequests())
          .isNotEmpty()
          .allSatisfy(tokenRequest -> {
            assertThat(tokenRequest.isCaeEnabled()).isTrue();
            assertThat(tokenRequest.getScopes())
                .containsExactly("https://management.azure.com/.default");
          });
    }
  }

  @ParameterizedTest
  @EnumSource
  void sendTheirBodyAgain(ClientMode mode) {
    try (var server = ScriptedServer.of(challenge(), Exchange.json(200, "{}"))) {
      mode.put(server.client());

      assertThat(server.requests())
          .extracting(ReceivedRequest::body)
          .containsExactly("{\"location\":\"here\"}", "{\"location\":\"here\"}");
    }
  }

  @Test
  void reuseTheTokenForLaterRequests() {
    try (var server =
        ScriptedServer.of(challenge(), Exchange.json(200, "{}"), Exchange.json(200, "{}"))) {
      var identities = server.client().buildClient().userAssignedIdentities();
      identities.get("group", "name");

      identities.get("group", "name");

      assertThat(server.headers("Authorization").get(2)).isEqualTo("Bearer token-2");
      assertThat(server.credential().tokenRequests()).hasSize(2);
    }
  }

  @ParameterizedTest
  @EnumSource
  void reuseTheTokenForRetries(ClientMode mode) {
    try (var server =
        ScriptedServer.of(challenge(), Exchange.empty(503), Exchange.json(200, "{}"))) {
      mode.get(server.client());

      assertThat(server.headers("Authorization"))
          .containsExactly("Bearer token-1", "Bearer token-2", "Bearer token-2");
    }
  }

  @ParameterizedTest
  @EnumSource
  void failAfterASecondChallenge(ClientMode mode) {
    try (var server = ScriptedServer.of(challenge(), challenge())) {
      assertThatExceptionOfType(ClientAuthenticationException.class)
          .isThrownBy(() -> mode.get(server.client()))
          .withMessageContaining("status 401 InvalidAuthenticationToken: Again");

      assertThat(server.requests()).hasSize(2);
    }
  }

  @ParameterizedTest
  @EnumSource
  void failForA401WithoutClaims(ClientMode mode) {
    try (var server =
        ScriptedServer.of(error().header("WWW-Authenticate", "Bearer error=\"invalid_token\""))) {
      assertThatExceptionOfType(ClientAuthenticationException.class)
          .isThrownBy(() -> mode.get(server.client()));

      assertThat(server.requests()).hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void failForA401WithoutAChallenge(ClientMode mode) {
    try (var server = ScriptedServer.of(error())) {
      assertThatExceptionOfType(ClientAuthenticationException.class)
          .isThrownBy(() -> mode.get(server.client()));

      assertThat(server.requests()).hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void areRetriedForAnyPageOfAList(ClientMode mode) {
    try (var server =
        ScriptedServer.of(
            Exchange.json(200, "{\"value\":[{\"name\":\"a\"}],\"nextLink\":\"/next\"}"),
            challenge(),
            Exchange.json(200, "{\"value\":[{\"name\":\"b\"}]}"))) {
      assertThat(mode.list(server.client())).containsExactly("a", "b");

      assertThat(server.headers("Authorization").get(2)).isEqualTo("Bearer token-2");
    }
  }

  private static Exchange challenge() {
    String claims = Base64.getEncoder().encodeToString(CLAIMS.getBytes(StandardCharsets.UTF_8));
    return error()
        .header(
            "WWW-Authenticate",
            "Bearer realm=\"\", authorization_uri=\"https://login.test/common/oauth2/authorize\","
                + " error=\"insufficient_claims\", claims=\""
                + claims
                + "\"");
  }

  private static Exchange error() {
    return Exchange.json(
        401, "{\"error\":{\"code\":\"InvalidAuthenticationToken\",\"message\":\"Again\"}}");
  }
}
