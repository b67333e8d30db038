package dev.msi4j.local.internal.http;

import java.util.Base64;
import java.util.Optional;

/**
 * Decodes base64 and accepts no other text for the same bytes. The decoders of the JDK ignore bits
 * after the last byte and missing padding, those of JOSE libraries every character that is not in
 * the alphabet; a signed text could then be changed and still be taken (RFC 4648, sections 3.3 and
 * 3.5).
 */
public final class StrictBase64 {
  private StrictBase64() {}

  /** Decodes base64url without padding, as JSON Web Tokens have it; empty for any other text. */
  public static Optional<byte[]> url(String text) {
    return decode(text, Base64.getUrlDecoder(), Base64.getUrlEncoder().withoutPadding());
  }

  /** Decodes base64 with padding, as HTTP has it; empty for any other text. */
  public static Optional<byte[]> padded(String text) {
    return decode(text, Base64.getDecoder(), Base64.getEncoder());
  }

  private static Optional<byte[]> decode(
      String text, Base64.Decoder decoder, Base64.Encoder encoder) {
    try {
      var bytes = decoder.decode(text);
      return encoder.encodeToString(bytes).equals(text) ? Optional.of(bytes) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
