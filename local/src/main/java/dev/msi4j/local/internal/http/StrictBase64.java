package dev.msi4j.local.internal.http;

import java.util.Base64;
import java.util.Optional;

/**
 * Decodes base64 and accepts only the canonical encoding of the bytes (RFC 4648, sections 3.3 and
 * 3.5). The JDK's decoders ignore trailing bits and missing padding, and JOSE libraries ignore
 * characters outside of the alphabet, so a signed text could be changed and still be accepted.
 */
public final class StrictBase64 {
  private StrictBase64() {}

  /** Decodes base64url without padding, as in JSON Web Tokens; empty if the text is invalid. */
  public static Optional<byte[]> url(String text) {
    return decode(text, Base64.getUrlDecoder(), Base64.getUrlEncoder().withoutPadding());
  }

  /** Decodes base64 with padding, as in HTTP; empty if the text is invalid. */
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
