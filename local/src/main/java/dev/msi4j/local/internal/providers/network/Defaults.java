package dev.msi4j.local.internal.providers.network;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.http.JsonBody;

/** Sets the defaults of properties that a request does not set. */
final class Defaults {
  private Defaults() {}

  /** Returns a copy of a request body without members that are null. */
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
