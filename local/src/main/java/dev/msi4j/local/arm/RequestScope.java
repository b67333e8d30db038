package dev.msi4j.local.arm;

import java.util.List;

/**
 * The scope at which a request needs its action: the resource that its path names. A collection,
 * and an action on a resource, are asked for at what they hang on.
 */
final class RequestScope {
  private RequestScope() {}

  /** The scope of a path given by its decoded segments; {@code /} above all subscriptions. */
  static String of(List<String> segments) {
    var namespace = namespace(segments);
    var end = segments.size();
    if (namespace < 0) {
      // Pairs of type and name; what is left over is a collection.
      end -= end % 2;
    } else {
      end -= (end - namespace - 1) % 2;
      if (end == namespace + 1) {
        // A provider by itself is nothing that roles are assigned at.
        end = namespace - 1;
      }
    }
    return "/" + String.join("/", segments.subList(0, end));
  }

  /** Where the last namespace stands, or a negative number. */
  private static int namespace(List<String> segments) {
    for (var i = segments.size() - 2; i >= 0; i--) {
      if (segments.get(i).equalsIgnoreCase("providers")) {
        return i + 1;
      }
    }
    return -1;
  }
}
