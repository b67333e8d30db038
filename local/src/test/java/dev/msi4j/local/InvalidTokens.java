package dev.msi4j.local;

import static dev.msi4j.local.Arm.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** Tokens that a server must reject: expired, revoked, or issued for another tenant or audience. */
public final class InvalidTokens {
  private static final String REVOKES = "2023-07-31-preview";

  private InvalidTokens() {}

  /**
   * Returns invalid tokens for an audience, by the reason they are invalid. Advances the clock past
   * the expiry of one of them.
   */
  public static Map<String, String> tokens(LocalAzure azure, TestClock clock, String audience) {
    var tokens = new TreeMap<String, String>();
    tokens.put("garbage", "garbage");
    tokens.put("garbage in three parts", "e30.e30.e30");
    tokens.put("expired", Arm.token(azure, audience));
    clock.advance(Duration.ofHours(2));
    try (var otherTenant = TestAzure.builder().clock(clock).start()) {
      tokens.put("of another tenant", Arm.token(otherTenant, audience));
    }
    tokens.put("for another audience", Arm.token(azure, "https://vault.azure.net"));
    tokens.put("of a deleted principal", tokenOfDeletedPrincipal(azure, audience));
    tokens.put("revoked", revokedToken(azure, audience));
    tokens.replaceAll((name, token) -> token.isEmpty() ? missing(name) : token);
    return tokens;
  }

  private static String tokenOfDeletedPrincipal(LocalAzure azure, String audience) {
    var arm = Arm.signIn(azure);
    var token = token(azure, "deleted", audience);
    assertThat(arm.delete(arm.identity("federation", "deleted"), Arm.VERSION).status())
        .isEqualTo(200);
    return token;
  }

  private static String revokedToken(LocalAzure azure, String audience) {
    var arm = Arm.signIn(azure);
    var token = token(azure, "revoked", audience);
    var revoke = arm.identity("federation", "revoked") + "/revokeTokens";
    assertThat(arm.post(revoke, REVOKES).status()).isEqualTo(200);
    return token;
  }

  private static String token(LocalAzure azure, String name, String audience) {
    var issuer = azure.createIssuer("invalid-tokens");
    var workload = Workload.as(azure, name).trust("trust", issuer.url(), name);
    var scope = Map.of("scope", audience + "/.default");
    return json(workload.exchange(issuer.token(TokenClaims.of(name)), scope))
        .path("access_token")
        .asText();
  }

  private static String missing(String name) {
    throw new AssertionError("no token: " + name);
  }
}
