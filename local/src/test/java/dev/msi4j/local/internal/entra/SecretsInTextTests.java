package dev.msi4j.local.internal.entra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.msi4j.local.internal.http.Body;
import dev.msi4j.local.internal.http.Headers;
import dev.msi4j.local.internal.http.Query;
import dev.msi4j.local.internal.http.Request;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The string forms of the token service's values omit secrets. */
class SecretsInTextTests {
  private static final String SECRET = "the-secret";

  @Test
  void stringFormOfARequestOmitsSecrets() {
    var form = "client_id=a&client_secret=" + SECRET + "&client_assertion=" + SECRET;
    var basic =
        Base64.getEncoder().encodeToString(("a:" + SECRET).getBytes(StandardCharsets.UTF_8));
    var request =
        new Request(
            "POST",
            "https://localhost",
            "/token",
            Query.parse(form),
            Headers.NONE.with("Authorization", "Basic " + basic),
            Body.of(form.getBytes(StandardCharsets.UTF_8)));
    try (var service = new TokenService()) {
      var correlationIds = CorrelationIds.of(request, service.clock, UUID::randomUUID);
      var read = TokenRequest.of(request, TokenService.TENANT, correlationIds);

      assertThat(read.secret()).hasValue(SECRET);
      assertThat(read.basic().orElseThrow().secret()).isEqualTo(SECRET);
      assertThat(request + "" + read + read.basic()).doesNotContain(SECRET, basic);
    }
  }

  @Test
  void stringFormOfATokenOmitsTheToken() {
    var token = new IssuedToken(SECRET, "https://a", Instant.EPOCH, Instant.EPOCH);

    assertThat(token.toString()).doesNotContain(SECRET);
  }

  @Test
  void publicFormOfAKeyOmitsPrivateParts() {
    var key = SigningKeyGenerator.create(Instant.EPOCH);
    var signing = SigningKey.parse(SigningKey.json(key));

    assertThat(signing.publicJson().toString())
        .doesNotContain(key.getPrivateExponent().toString(), key.getFirstPrimeFactor().toString());
  }
}
