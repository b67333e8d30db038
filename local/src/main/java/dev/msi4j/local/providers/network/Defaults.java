package dev.msi4j.local.providers.network;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What Azure shows where a client has said nothing. */
final class Defaults {
  private Defaults() {}

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
