package dev.msi4j.local.internal.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.jwk.RSAKey;
import dev.msi4j.local.internal.json.Json;
import java.text.ParseException;
import java.util.List;
import java.util.stream.Stream;

/**
 * A stored issuer. {@link #toString} omits the keys.
 *
 * @param url the value of the claim {@code iss}
 * @param keys the JWKs with their private parts, newest first; the newest signs
 */
record IssuerRow(String name, String url, List<String> keys) {
  /** The previous key stays published for the tokens that it signed. */
  private static final int MAX_KEYS = 2;

  RSAKey newest() {
    return key(keys.get(0));
  }

  IssuerRow rotated(RSAKey key) {
    return new IssuerRow(
        name,
        url,
        Stream.concat(Stream.of(key.toJSONString()), keys.stream()).limit(MAX_KEYS).toList());
  }

  /** Returns the JWK set without the private parts. */
  ObjectNode publicSet() {
    var set = Json.object();
    var array = set.putArray("keys");
    for (var json : keys) {
      var key = key(json);
      array
          .addObject()
          .put("kty", "RSA")
          .put("use", "sig")
          .put("alg", "RS256")
          .put("kid", key.getKeyID())
          .put("n", key.getModulus().toString())
          .put("e", key.getPublicExponent().toString());
    }
    return set;
  }

  private static RSAKey key(String json) {
    try {
      return RSAKey.parse(json);
    } catch (ParseException e) {
      throw new IllegalStateException("can't parse a stored key of the issuer", e);
    }
  }

  @Override
  public String toString() {
    return "IssuerRow[" + name + ", " + url + "]";
  }
}
