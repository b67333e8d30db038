package dev.msi4j.local.internal.providers.network;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.arm.JsonBody;

/** What Azure shows where a client has said nothing. */
final class Defaults {
  private Defaults() {}

  /** A copy of what a client has said; a member that is null is not said. */
  static ObjectNode withoutNulls(JsonBody sent) {
    var copy = sent.node().deepCopy();
    copy.properties().removeIf(member -> member.getValue().isNull());
    return copy;
  }

  static void text(ObjectNode properties, String name, String value) {
    if (!properties.hasNonNull(name)) {
      properties.put(name, value);
    }
  }

  static void flag(ObjectNode properties, String name, boolean value) {
    if (!properties.hasNonNull(name)) {
      properties.put(name, value);
    }
  }

  static void number(ObjectNode properties, String name, int value) {
    if (!properties.hasNonNull(name)) {
      properties.put(name, value);
    }
  }

  static void array(ObjectNode properties, String name) {
    if (!properties.hasNonNull(name)) {
      properties.putArray(name);
    }
  }
}
