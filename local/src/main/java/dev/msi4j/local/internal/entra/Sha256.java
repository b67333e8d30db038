package dev.msi4j.local.internal.entra;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The hash by which tokens and secrets are compared without being kept. */
final class Sha256 {
  private Sha256() {}

  /** Returns the hash of texts that follow each other, in UTF-8. */
  static byte[] of(String... texts) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      for (var text : texts) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
      }
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
