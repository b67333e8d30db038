package dev.msi4j.local.internal.deployments.expressions;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.UUID;

/** The hashes of {@code guid} and {@code uniqueString}, with the values of Azure. */
final class Hashes {
  /** The namespace of Azure's GUIDs (Microsoft Learn, "Bicep functions - string", guid). */
  private static final UUID NAMESPACE = UUID.fromString("11fb06fb-712d-4ddd-98c7-e71bbd588830");

  private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
  private static final int UNIQUE_STRING_LENGTH = 13;

  private static final int C1 = 0x239b961b;
  private static final int C2 = 0xab0e9789;

  private Hashes() {}

  /** Returns a name-based UUID of version 5 (RFC 9562, section 5.5). */
  static String guid(List<String> parts) {
    var name = String.join("-", parts).getBytes(StandardCharsets.UTF_8);
    var input =
        ByteBuffer.allocate(Long.BYTES * 2 + name.length)
            .putLong(NAMESPACE.getMostSignificantBits())
            .putLong(NAMESPACE.getLeastSignificantBits())
            .put(name);
    var hash = ByteBuffer.wrap(sha1(input.array()));
    var most = (hash.getLong() & 0xffff_ffff_ffff_0fffL) | 0x5000L;
    var least = (hash.getLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
    return new UUID(most, least).toString();
  }

  private static byte[] sha1(byte[] input) {
    try {
      return MessageDigest.getInstance("SHA-1").digest(input);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-1", e);
    }
  }

  /** Returns 13 characters of a 64-bit MurmurHash3 in Base32. */
  static String uniqueString(List<String> parts) {
    var hash = murmurHash(String.join("-", parts).getBytes(StandardCharsets.UTF_8));
    var text = new StringBuilder();
    for (var i = 0; i < UNIQUE_STRING_LENGTH; i++) {
      text.append(ALPHABET.charAt((int) (hash >>> 59)));
      hash <<= 5;
    }
    return text.toString();
  }

  /** The variant of MurmurHash3 with two lanes of 32 bits. */
  private static long murmurHash(byte[] data) {
    var input = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
    var h1 = 0;
    var h2 = 0;
    while (input.remaining() >= 8) {
      h1 = (Integer.rotateLeft(h1 ^ first(input.getInt()), 19) + h2) * 5 + 0x561ccd1b;
      h2 = (Integer.rotateLeft(h2 ^ second(input.getInt()), 13) + h1) * 5 + 0x0bcaa747;
    }
    var tail = input.remaining();
    if (tail > 0) {
      h1 ^= first(littleEndian(input, Math.min(4, tail)));
    }
    if (tail > 4) {
      h2 ^= second(littleEndian(input, tail - 4));
    }
    h1 ^= data.length;
    h2 ^= data.length;
    h1 += h2;
    h2 += h1;
    h1 = mixed(h1);
    h2 = mixed(h2);
    h1 += h2;
    h2 += h1;
    return ((long) h2 << 32) | (h1 & 0xffff_ffffL);
  }

  private static int littleEndian(ByteBuffer input, int bytes) {
    var value = 0;
    for (var i = 0; i < bytes; i++) {
      value |= (input.get() & 0xff) << (8 * i);
    }
    return value;
  }

  private static int first(int block) {
    return Integer.rotateLeft(block * C1, 15) * C2;
  }

  private static int second(int block) {
    return Integer.rotateLeft(block * C2, 17) * C1;
  }

  private static int mixed(int hash) {
    var mixed = (hash ^ (hash >>> 16)) * 0x85ebca6b;
    mixed = (mixed ^ (mixed >>> 13)) * 0xc2b2ae35;
    return mixed ^ (mixed >>> 16);
  }
}
