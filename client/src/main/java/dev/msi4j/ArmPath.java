package dev.msi4j;

import java.nio.charset.StandardCharsets;

/** A path of Resource Manager, percent-encoded as it grows, so that no name can leave its place. */
record ArmPath(String encoded) {
  private static final ArmPath ROOT = new ArmPath("");
  private static final String PLAIN = "-._~()";

  static ArmPath subscription(String subscriptionId) {
    return ROOT.slash("subscriptions", subscriptionId);
  }

  static ArmPath resourceGroup(String subscriptionId, String resourceGroup) {
    return subscription(subscriptionId).slash("resourceGroups", resourceGroup);
  }

  static ArmPath provider() {
    return ROOT.managedIdentity();
  }

  /** A scope is a path itself; only what is between its slashes is encoded. */
  static ArmPath scope(String scope) {
    return ROOT.slash(scope.split("/"));
  }

  ArmPath managedIdentity() {
    return slash("providers", "Microsoft.ManagedIdentity");
  }

  ArmPath identities() {
    return managedIdentity().slash("userAssignedIdentities");
  }

  ArmPath slash(String... segments) {
    var path = new StringBuilder(encoded);
    for (String segment : segments) {
      path.append('/').append(encode(segment));
    }
    return new ArmPath(path.toString());
  }

  static String encode(String text) {
    var encoded = new StringBuilder(text.length());
    for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (octet & 0xff);
      if (isPlain(c)) {
        encoded.append(c);
      } else {
        encoded.append('%').append(hex(octet >> 4)).append(hex(octet));
      }
    }
    return encoded.toString();
  }

  private static boolean isPlain(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || PLAIN.indexOf(c) >= 0;
  }

  private static char hex(int value) {
    return Character.toUpperCase(Character.forDigit(value & 0xf, 16));
  }
}
