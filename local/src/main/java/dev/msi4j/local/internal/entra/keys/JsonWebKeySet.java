package dev.msi4j.local.internal.entra.keys;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.RSAKey;
import dev.msi4j.local.internal.http.StrictBase64;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The keys of an issuer that can verify RS256, by their ids. */
public record JsonWebKeySet(Map<String, RSAPublicKey> byId) {
  /** RFC 7518 (3.3) asks for this much; above the other bound checking a signature takes long. */
  private static final int FEWEST_BITS = 2048;

  private static final int MOST_BITS = 8192;

  /** No keys. */
  static final JsonWebKeySet NONE = new JsonWebKeySet(Map.of());

  /** Reads a JWK set; keys that are for something else are passed over. */
  public static JsonWebKeySet of(JsonNode set) {
    var keys = new HashMap<String, RSAPublicKey>();
    for (var key : set.path("keys")) {
      if (isForSignatures(key)) {
        rsa(key).ifPresent(rsa -> keys.put(key.path("kid").asText(), rsa));
      }
    }
    return new JsonWebKeySet(Map.copyOf(keys));
  }

  /** The key with an id. */
  public Optional<RSAPublicKey> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  private static boolean isForSignatures(JsonNode key) {
    return key.path("kty").asText().equals("RSA")
        && key.path("kid").isTextual()
        && key.path("use").asText("sig").equals("sig")
        && key.path("alg").asText("RS256").equals("RS256")
        && isStrict(key.path("n"))
        && isStrict(key.path("e"));
  }

  /** The library passes over characters that are not base64url, and so reads another number. */
  private static boolean isStrict(JsonNode number) {
    return number.isTextual() && StrictBase64.url(number.asText()).isPresent();
  }

  private static Optional<RSAPublicKey> rsa(JsonNode key) {
    try {
      var rsa = RSAKey.parse(key.toString()).toRSAPublicKey();
      var bits = rsa.getModulus().bitLength();
      return bits >= FEWEST_BITS && bits <= MOST_BITS ? Optional.of(rsa) : Optional.empty();
    } catch (ParseException | JOSEException e) {
      // One bad key must not take the good ones beside it away.
      return Optional.empty();
    }
  }
}
