package dev.msi4j.local.internal.entra;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/** The text forms of GUIDs. */
public final class Guids {
  private Guids() {}

  /** Reads the usual form of 36 characters; {@link UUID#fromString} takes shorter ones too. */
  public static Optional<UUID> parse(String text) {
    if (text.length() != 36) {
      return Optional.empty();
    }
    try {
      var guid = UUID.fromString(text);
      return guid.toString().equalsIgnoreCase(text) ? Optional.of(guid) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The bytes of GUIDs in base64url, as Azure has them in its opaque claims. */
  static String opaque(UUID... guids) {
    var bytes = ByteBuffer.allocate(guids.length * 16);
    for (var guid : guids) {
      bytes.putLong(guid.getMostSignificantBits()).putLong(guid.getLeastSignificantBits());
    }
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
  }
}
