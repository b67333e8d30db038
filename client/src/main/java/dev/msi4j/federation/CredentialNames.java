package dev.msi4j.federation;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import java.util.stream.IntStream;

/** Names for credentials that nobody has named: the same for the same trust, everywhere. */
final class CredentialNames {
  private static final int LONGEST = 120;
  private static final int MAX_SLUG_LENGTH = 80;
  private static final int HASH = 10;

  private CredentialNames() {}

  /** Readable words of the subject, and enough of a hash to tell it from all others. */
  static String derived(TrustKey trustKey) {
    var text = trustKey.matched().replaceAll("[^a-zA-Z0-9]+", "-").replaceAll("^-", "");
    return cut(text.isEmpty() ? "credential" : text, MAX_SLUG_LENGTH) + "-" + hash(trustKey);
  }

  /**
   * Returns the name if it is free, and else another for this trust.
   *
   * @param taken a set that does not mind case, since Azure does not
   */
  static String free(String name, TrustKey trustKey, Set<String> taken) {
    if (!taken.contains(name)) {
      return name;
    }
    var other = cut(name, LONGEST - HASH - 4) + "-" + hash(trustKey);
    return IntStream.iterate(1, i -> i + 1)
        .mapToObj(i -> i == 1 ? other : other + "-" + i)
        .filter(candidate -> !taken.contains(candidate))
        .findFirst()
        .orElseThrow();
  }

  private static String cut(String text, int length) {
    return (text.length() > length ? text.substring(0, length) : text).replaceAll("-+$", "");
  }

  private static String hash(TrustKey trustKey) {
    var text =
        trustKey.issuer() + "\n" + (trustKey.subject() == null ? "?" : "=") + trustKey.matched();
    try {
      var digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, HASH);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
