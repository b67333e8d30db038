package dev.msi4j;

import java.nio.charset.StandardCharsets;

/**
 * A request path of Resource Manager. Each segment is percent-encoded when it is added, so that a
 * name cannot change the structure of the path.
 */
record ArmPath(String encoded) {
  private static final ArmPath ROOT = new ArmPath("");
  private static final String UNRESERVED = "-._~()";

  static ArmPath subscription(String subscriptionId) {
    return ROOT.slash("subscriptions", subscriptionId);
  }

  static ArmPath provider() {
    return ROOT.managedIdentity();
  }

  /**
   * Returns the path of a scope, which is a path itself: only the text between its slashes is
   * encoded.
   */
  static ArmPath scope(String scope) {
    return ROOT.slash(scope.split("/"));
  }

  ArmPath managedIdentity() {
    return slash("providers", "Microsoft.ManagedIdentity");
  }

  ArmPath slash(String... segments) {
    var length = encoded.length();
    for (String segment : segments) {
      length += 1 + segment.length();
    }
    var path = new StringBuilder(length).append(encoded);
    for (String segment : segments) {
      append(path.append('/'), segment);
    }
    return new ArmPath(path.toString());
  }

  static String encode(String text) {
    return append(new StringBuilder(text.length()), text).toString();
  }

  private static StringBuilder append(StringBuilder path, String text) {
    if (isUnreserved(text)) {
      return path.append(text);
    }
    for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (octet & 0xff);
      if (isUnreserved(c)) {
        path.append(c);
      } else {
        path.append('%').append(hex(octet >> 4)).append(hex(octet));
      }
    }
    return path;
  }

  private static boolean isUnreserved(String text) {
    for (var index = 0; index < text.length(); index++) {
      if (!isUnreserved(text.charAt(index))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isUnreserved(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || UNRESERVED.indexOf(c) >= 0;
  }

  private static char hex(int value) {
    return Character.toUpperCase(Character.forDigit(value & 0xf, 16));
  }
}
