package dev.msi4j.local.internal.json;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Applies JSON merge patches (RFC 7396): null removes a member. */
public final class MergePatch {
  private MergePatch() {}

  /** Returns a copy of the target with the patch applied. */
  public static ObjectNode apply(ObjectNode target, ObjectNode patch) {
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
      } else if (value instanceof ObjectNode patchObject) {
        merge(
            target.get(name) instanceof ObjectNode existing ? existing : target.putObject(name),
            patchObject);
      } else {
        target.set(name, value.deepCopy());
      }
    }
  }
}
