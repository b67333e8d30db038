package dev.msi4j.local.arm;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the path of a request names, whoever serves it. The last provider namespace counts: what
 * stands before it is what the resource hangs on.
 *
 * @param segments decoded
 */
record ResourcePath(List<String> segments) {
  /** Where the last provider namespace stands; negative if there is none. */
  int namespaceAt() {
    for (var i = segments.size() - 2; i >= 0; i--) {
      if (segments.get(i).equalsIgnoreCase("providers")) {
        return i + 1;
      }
    }
    return -1;
  }

  /** The last provider namespace. */
  Optional<String> namespace() {
    var at = namespaceAt();
    return at < 0 ? Optional.empty() : Optional.of(segments.get(at));
  }

  /** The type below the namespace, such as {@code virtualMachines/extensions}. */
  String type() {
    var types = new ArrayList<String>();
    if (namespaceAt() >= 0) {
      for (var i = namespaceAt() + 1; i < segments.size(); i += 2) {
        types.add(segments.get(i));
      }
    }
    return String.join("/", types);
  }

  /**
   * The scope at which a caller needs permission: the resource. A collection, and an action on a
   * resource, are asked for at what they hang on; above all subscriptions it is {@code /}.
   */
  String scope() {
    var namespace = namespaceAt();
    var end = segments.size();
    if (namespace < 0) {
      // Pairs of type and name; what is left over is a collection.
      end -= end % 2;
    } else {
      end -= (end - namespace - 1) % 2;
      if (end == namespace + 1) {
        // Nobody is given a role at a provider.
        end = namespace - 1;
      }
    }
    return "/" + String.join("/", segments.subList(0, end));
  }
}
