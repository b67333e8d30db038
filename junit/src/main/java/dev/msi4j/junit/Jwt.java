package dev.msi4j.junit;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Reads JSON Web Tokens (RFC 7519) without verifying their signature. */
final class Jwt {
  private Jwt() {}

  /**
   * Returns the claims of a token.
   *
   * @throws IllegalArgumentException if the text is not a JSON Web Token
   */
  static JsonObject claims(String token) {
    var parts = token.split("\\.", -1);
    if (parts.length != 3) {
      throw new IllegalArgumentException(
          "token has " + parts.length + " parts: a JSON Web Token has 3");
    }
    var payload = Base64.getUrlDecoder().decode(parts[1]);
    return JsonObject.parse(new String(payload, StandardCharsets.UTF_8));
  }
}
