package dev.msi4j.local.internal.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** Token in the link to the next page of a list: the key of the last item, in base64url. */
public final class SkipToken {
  private SkipToken() {}

  /** Returns the token for the page after a key. */
  public static String of(String key) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(key.getBytes(StandardCharsets.UTF_8));
  }

  /** Returns the key in a token; empty if the text is not base64url. */
  public static Optional<String> parse(String token) {
    try {
      return Optional.of(new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
