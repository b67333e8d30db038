package dev.msi4j.local.internal.providers.compute;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Lays one object over another, as RFC 7396 has it: null takes a member away. */
final class MergePatch {
  private MergePatch() {}

  /** A new object: the target with the patch laid over it. */
  static ObjectNode apply(ObjectNode target, ObjectNode patch) {
    var merged = target.deepCopy();
    merge(merged, patch);
    return merged;
  }

  private static void merge(ObjectNode target, ObjectNode patch) {
    for (var member : patch.properties()) {
      var name = member.getKey();
      var value = member.getValue();
      if (value.isNull()) {
        target.remove(name);
      } else if (value instanceof ObjectNode below) {
        merge(
            target.get(name) instanceof ObjectNode existing ? existing : target.putObject(name),
            below);
      } else {
        target.set(name, value.deepCopy());
      }
    }
  }
}
