package dev.msi4j.local.internal.entra;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/** Parses and formats GUIDs. */
public final class Guids {
  private Guids() {}

  /** Parses the form of 36 characters; unlike {@link UUID#fromString}, rejects shorter forms. */
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

  /** Encodes the bytes of GUIDs in base64url, the form of Azure's opaque claims. */
  public static String opaque(UUID... guids) {
    var bytes = ByteBuffer.allocate(guids.length * 16);
    for (var guid : guids) {
      bytes.putLong(guid.getMostSignificantBits()).putLong(guid.getLeastSignificantBits());
    }
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
  }
}
