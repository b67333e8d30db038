package dev.msi4j.junit;

import com.azure.json.JsonProviders;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A JSON object that was read completely. Immutable. */
final class JsonObject {
  private final Map<?, ?> members;

  private JsonObject(Map<?, ?> members) {
    this.members = members;
  }

  /**
   * Parses a document.
   *
   * @throws IllegalArgumentException if the text is not a JSON object
   */
  static JsonObject parse(String text) {
    try (var json = JsonProviders.createReader(text)) {
      if (json.readUntyped() instanceof Map<?, ?> map) {
        return new JsonObject(map);
      }
      throw new IllegalArgumentException("not a JSON object: " + text);
    } catch (IOException e) {
      throw new IllegalArgumentException("not a JSON object: " + text, e);
    }
  }

  /** Returns a member as text; empty if the member does not exist. */
  Optional<String> text(String name) {
    return Optional.ofNullable(members.get(name)).map(Object::toString);
  }

  /** Returns a member that must exist. */
  String required(String name) {
    return text(name).orElseThrow(() -> new IllegalArgumentException("no " + name + ": " + this));
  }

  /** Returns the items of an array, or a single value as a list; empty if it does not exist. */
  List<?> list(String name) {
    var value = members.get(name);
    if (value == null) {
      return List.of();
    }
    return value instanceof List<?> list ? list : List.of(value);
  }

  /** Returns the objects of an array. */
  List<JsonObject> objects(String name) {
    return list(name).stream().map(item -> new JsonObject((Map<?, ?>) item)).toList();
  }

  @Override
  public String toString() {
    return members.toString();
  }
}
