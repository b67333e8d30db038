package dev.msi4j.federation;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import java.util.stream.IntStream;

/** Derives deterministic names for credentials without a given name. */
final class CredentialNames {
  private static final int MAX_LENGTH = 120;
  private static final int MAX_SLUG_LENGTH = 80;
  private static final int HASH_LENGTH = 10;

  private CredentialNames() {}

  /** Returns a readable slug of the subject, followed by a hash of issuer and subject. */
  static String derive(TrustKey trustKey) {
    var text = trustKey.subjectOrExpression().replaceAll("[^a-zA-Z0-9]+", "-").replaceAll("^-", "");
    return truncate(text.isEmpty() ? "credential" : text, MAX_SLUG_LENGTH) + "-" + hash(trustKey);
  }

  /**
   * Returns the name if it is not taken, otherwise the name with a hash of issuer and subject.
   *
   * @param taken the existing names in a case-insensitive set, because Azure's names are
   *     case-insensitive
   */
  static String available(String name, TrustKey trustKey, Set<String> taken) {
    if (!taken.contains(name)) {
      return name;
    }
    var other = truncate(name, MAX_LENGTH - HASH_LENGTH - 4) + "-" + hash(trustKey);
    return IntStream.iterate(1, i -> i + 1)
        .mapToObj(i -> i == 1 ? other : other + "-" + i)
        .filter(candidate -> !taken.contains(candidate))
        .findFirst()
        .orElseThrow();
  }

  private static String truncate(String text, int length) {
    return (text.length() > length ? text.substring(0, length) : text).replaceAll("-+$", "");
  }

  private static String hash(TrustKey trustKey) {
    var text =
        trustKey.issuer()
            + "\n"
            + (trustKey.subject() == null ? "?" : "=")
            + trustKey.subjectOrExpression();
    try {
      var digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, HASH_LENGTH);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is not available", e);
    }
  }
}
