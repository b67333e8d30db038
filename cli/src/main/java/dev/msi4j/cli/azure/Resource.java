package dev.msi4j.cli.azure;

import com.azure.json.JsonSerializable;
import com.azure.json.JsonWriter;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object of Resource Manager, usually a resource, with all members that the service sent.
 * Immutable.
 */
public final class Resource implements JsonSerializable<Resource> {
  private final Map<String, Object> members;

  private Resource(Map<String, Object> members) {
    this.members = members;
  }

  /** Returns a resource with these members: strings, numbers, Booleans, maps, lists and nulls. */
  public static Resource of(Map<String, Object> members) {
    return new Resource(Collections.unmodifiableMap(new LinkedHashMap<>(members)));
  }

  /** Returns all members in the order of the response. */
  public Map<String, Object> members() {
    return members;
  }

  /** Returns the resource id; empty if the object has none. */
  public String id() {
    return textOr("", "id");
  }

  /** Returns the name; empty if the object has none. */
  public String name() {
    return textOr("", "name");
  }

  /** Returns the value at a path of member names; null if a member is missing. */
  public @Nullable Object value(String... path) {
    Object value = members;
    for (String name : path) {
      value = value instanceof Map<?, ?> map ? map.get(name) : null;
    }
    return value;
  }

  /** Returns the value at a path of member names as text; null if a member is missing. */
  public @Nullable String text(String... path) {
    var value = value(path);
    return value == null ? null : value.toString();
  }

  /** Returns the value at a path of member names as text, or a default if a member is missing. */
  public String textOr(String otherwise, String... path) {
    var text = text(path);
    return text == null ? otherwise : text;
  }

  /** Returns the objects of the array at a path; none if a member is missing. */
  public List<Resource> objects(String... path) {
    return value(path) instanceof List<?> items
        ? items.stream().filter(Map.class::isInstance).map(item -> ofMap((Map<?, ?>) item)).toList()
        : List.of();
  }

  /** Returns the members of the object at a path as texts; none if a member is missing. */
  public Map<String, String> texts(String... path) {
    var texts = new LinkedHashMap<String, String>();
    if (value(path) instanceof Map<?, ?> map) {
      map.forEach((name, value) -> texts.put(String.valueOf(name), String.valueOf(value)));
    }
    return texts;
  }

  private static Resource ofMap(Map<?, ?> map) {
    var members = new LinkedHashMap<String, Object>();
    map.forEach((name, value) -> members.put(String.valueOf(name), value));
    return of(members);
  }

  @Override
  public JsonWriter toJson(JsonWriter writer) throws IOException {
    return writer.writeUntyped(members);
  }

  @Override
  public String toString() {
    return members.toString();
  }
}
