package dev.msi4j.local.internal.text;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** Compares secrets in constant time, against timing attacks. */
public final class ConstantTime {
  private ConstantTime() {}

  /** Returns whether two texts are equal, in a time that does not depend on the difference. */
  public static boolean equals(String candidate, String secret) {
    return MessageDigest.isEqual(
        candidate.getBytes(StandardCharsets.UTF_8), secret.getBytes(StandardCharsets.UTF_8));
  }
}
