package dev.msi4j.local.internal.text;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** The one place where secrets are compared. */
public final class ConstantTime {
  private ConstantTime() {}

  /** Whether two are the same; takes as long for a near miss as for a far one. */
  public static boolean equals(String given, String secret) {
    return MessageDigest.isEqual(
        given.getBytes(StandardCharsets.UTF_8), secret.getBytes(StandardCharsets.UTF_8));
  }
}
