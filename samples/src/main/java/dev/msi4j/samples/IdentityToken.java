package dev.msi4j.samples;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.util.BinaryData;
import com.azure.core.util.serializer.TypeReference;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;

/** An access token of a managed identity and its claims. {@code toString} omits the token. */
final class IdentityToken {
  private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

  private final String value;
  private final Map<String, Object> claims;

  private IdentityToken(String value, Map<String, Object> claims) {
    this.value = value;
    this.claims = claims;
  }

  /** Parses the response of a token endpoint: a JSON object with {@code access_token}. */
  static IdentityToken ofResponse(String response) {
    Object token = BinaryData.fromString(response).toObject(OBJECT).get("access_token");
    if (!(token instanceof String value)) {
      throw new IllegalStateException("the response of the token endpoint has no access_token");
    }
    return of(value);
  }

  /** Parses a token. */
  static IdentityToken of(String value) {
    String payload = value.split("\\.", -1)[1];
    byte[] json = Base64.getUrlDecoder().decode(payload);
    return new IdentityToken(value, BinaryData.fromBytes(json).toObject(OBJECT));
  }

  String claim(String name) {
    return String.valueOf(claims.get(name));
  }

  /** Returns the main claims, one per line. */
  String text() {
    return Stream.of("aud", "iss", "oid", "appid", "xms_mirid")
        .map(name -> line(name, claim(name)))
        .collect(Collectors.joining("\n", "", "\n" + line("exp", expiry())));
  }

  private static String line(String name, Object value) {
    return String.format(Locale.ROOT, "%-10s %s", name, value);
  }

  /** Returns a credential that always provides this token. */
  TokenCredential credential() {
    var token = new AccessToken(value, expiry().atOffset(ZoneOffset.UTC));
    return request -> Mono.just(token);
  }

  private Instant expiry() {
    return claims.get("exp") instanceof Number seconds
        ? Instant.ofEpochSecond(seconds.longValue())
        : Instant.EPOCH;
  }

  @Override
  public String toString() {
    return "IdentityToken[" + claim("oid") + "]";
  }
}
