package dev.msi4j.local.internal.entra;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Computes SHA-256 hashes, so that tokens and secrets need not be stored. */
final class Sha256 {
  private Sha256() {}

  /** Returns the hash of the concatenated texts in UTF-8. */
  static byte[] of(String... texts) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      for (var text : texts) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
      }
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is not available", e);
    }
  }
}
