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

/** The keys of a JSON Web Key Set (RFC 7517) that can verify RS256, by their ids. */
public record JsonWebKeySet(Map<String, RSAPublicKey> byId) {
  /** RFC 7518, section 3.3, requires 2048 bits; keys above the maximum slow down verification. */
  private static final int MIN_BITS = 2048;

  private static final int MAX_BITS = 8192;

  /** A set without keys. */
  static final JsonWebKeySet NONE = new JsonWebKeySet(Map.of());

  /** Parses a JWK set; skips keys with another type, use or algorithm. */
  public static JsonWebKeySet of(JsonNode set) {
    var keys = new HashMap<String, RSAPublicKey>();
    for (var key : set.path("keys")) {
      if (isForSignatures(key)) {
        rsa(key).ifPresent(rsa -> keys.put(key.path("kid").asText(), rsa));
      }
    }
    return new JsonWebKeySet(Map.copyOf(keys));
  }

  /** Returns the key with an id. */
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

  /** Rejects invalid characters, which the JWK library would ignore. */
  private static boolean isStrict(JsonNode number) {
    return number.isTextual() && StrictBase64.url(number.asText()).isPresent();
  }

  private static Optional<RSAPublicKey> rsa(JsonNode key) {
    try {
      var rsa = RSAKey.parse(key.toString()).toRSAPublicKey();
      var bits = rsa.getModulus().bitLength();
      return bits >= MIN_BITS && bits <= MAX_BITS ? Optional.of(rsa) : Optional.empty();
    } catch (ParseException | JOSEException e) {
      // An invalid key must not make the valid keys of the set unusable.
      return Optional.empty();
    }
  }
}
