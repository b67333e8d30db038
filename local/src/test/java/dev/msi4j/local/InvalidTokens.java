package dev.msi4j.local;

import static dev.msi4j.local.Arm.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** Tokens that were good once, or are good elsewhere, and must not be good here. */
public final class InvalidTokens {
  private static final String REVOKES = "2023-07-31-preview";

  private InvalidTokens() {}

  /**
   * Such tokens by what is wrong with them. All were issued for an audience; the clock is advanced
   * past the end of one of them.
   */
  public static Map<String, String> tokens(LocalAzure azure, TestClock clock, String audience) {
    var tokens = new TreeMap<String, String>();
    tokens.put("garbage", "garbage");
    tokens.put("garbage in three parts", "e30.e30.e30");
    tokens.put("expired", Arm.token(azure, audience));
    clock.advance(Duration.ofHours(2));
    try (var elsewhere = TestAzure.builder().clock(clock).start()) {
      tokens.put("of another tenant", Arm.token(elsewhere, audience));
    }
    tokens.put("for another audience", Arm.token(azure, "https://vault.azure.net"));
    tokens.put("of a deleted principal", ofDeleted(azure, audience));
    tokens.put("revoked", revoked(azure, audience));
    tokens.replaceAll((name, token) -> token.isEmpty() ? failed(name) : token);
    return tokens;
  }

  private static String ofDeleted(LocalAzure azure, String audience) {
    var arm = Arm.signIn(azure);
    var token = token(azure, "gone", audience);
    assertThat(arm.delete(arm.identity("federation", "gone"), Arm.VERSION).status()).isEqualTo(200);
    return token;
  }

  private static String revoked(LocalAzure azure, String audience) {
    var arm = Arm.signIn(azure);
    var token = token(azure, "revoked", audience);
    var revoke = arm.identity("federation", "revoked") + "/revokeTokens";
    assertThat(arm.post(revoke, REVOKES).status()).isEqualTo(200);
    return token;
  }

  private static String token(LocalAzure azure, String name, String audience) {
    var issuer = azure.createIssuer("strangers");
    var workload = Workload.as(azure, name).trust("trust", issuer.url(), name);
    var scope = Map.of("scope", audience + "/.default");
    return json(workload.exchange(issuer.token(TokenClaims.of(name)), scope))
        .path("access_token")
        .asText();
  }

  private static String failed(String name) {
    throw new AssertionError("there is no token that is " + name);
  }
}
