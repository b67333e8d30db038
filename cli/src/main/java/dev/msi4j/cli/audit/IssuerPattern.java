package dev.msi4j.cli.audit;

import dev.msi4j.cli.estate.Glob;

/**
 * A pattern of issuers, such as {@code https://*.example.com/*}: a star in the host matches no
 * slash, so that {@code https://attacker.test/x.example.com/} does not match. Immutable.
 */
record IssuerPattern(Glob authority, Glob path) {
  private static final String SCHEME = "https://";

  /**
   * Parses a pattern.
   *
   * @throws IllegalArgumentException if the pattern does not start with {@code https://} and a host
   */
  static IssuerPattern parse(String pattern) {
    if (!pattern.startsWith(SCHEME) || pattern.length() == SCHEME.length()) {
      throw new IllegalArgumentException("'" + pattern + "' must start with https:// and a host");
    }
    int end = endOfAuthority(pattern);
    return new IssuerPattern(
        Glob.pattern(pattern.substring(SCHEME.length(), end)),
        Glob.pattern(pattern.substring(end)));
  }

  boolean matches(String issuer) {
    if (!issuer.startsWith(SCHEME)) {
      return false;
    }
    int end = endOfAuthority(issuer);
    var authority = issuer.substring(SCHEME.length(), end);
    // A question mark, a fragment or a user name before the host would hide another host.
    return authority.chars().noneMatch(each -> "?#@\\".indexOf(each) >= 0)
        && this.authority.matches(authority)
        && path.matches(issuer.substring(end));
  }

  private static int endOfAuthority(String url) {
    int slash = url.indexOf('/', SCHEME.length());
    return slash < 0 ? url.length() : slash;
  }
}
