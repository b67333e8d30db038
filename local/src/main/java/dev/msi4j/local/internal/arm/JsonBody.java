package dev.msi4j.local.internal.arm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.http.Body;
import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.text.CaseFolding;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The JSON object of a request, read member by member. The getters throw an {@link ArmException}
 * that names the member if it has the wrong type. A member that is null counts as missing.
 */
public final class JsonBody {
  private final String path;
  private final ObjectNode object;

  private JsonBody(String path, ObjectNode object) {
    this.path = path;
    this.object = object;
  }

  static JsonBody of(Body body) {
    if (body.isEmpty()) {
      return new JsonBody("", Json.object());
    }
    try {
      return new JsonBody("", object("the body", body.json()));
    } catch (IOException e) {
      throw ArmErrors.invalidRequestContent("it is not a JSON document");
    }
  }

  /**
   * Returns an object that is part of a request body.
   *
   * @param path the position of the object in the body, for error messages
   */
  public static JsonBody at(String path, ObjectNode object) {
    return new JsonBody(path, object);
  }

  /** Returns the position of the object in the body; empty for the whole body. */
  String path() {
    return path;
  }

  /** Returns the object as sent. */
  public ObjectNode node() {
    return object;
  }

  /** Returns whether a member is present and not null. */
  public boolean has(String name) {
    return object.hasNonNull(name);
  }

  /** Returns an object member, or an empty object if it is missing. */
  public JsonBody object(String name) {
    return new JsonBody(at(name), has(name) ? object(at(name), object.get(name)) : Json.object());
  }

  /** Returns an object member, and adds an empty one if it is missing. */
  public JsonBody objectOrNew(String name) {
    return new JsonBody(at(name), has(name) ? object(name).object : object.putObject(name));
  }

  /**
   * Returns a required string member.
   *
   * @throws ArmException if the member is missing or null
   */
  public String required(String name) {
    if (has(name)) {
      return text(at(name), object.get(name));
    }
    throw ArmErrors.requiredProperty(name, path, object.has(name));
  }

  /** Returns a string member. */
  public Optional<String> text(String name) {
    return has(name) ? Optional.of(text(at(name), object.get(name))) : Optional.empty();
  }

  /** Returns an integer member. */
  public Optional<Integer> integer(String name) {
    if (!has(name)) {
      return Optional.empty();
    }
    if (!object.get(name).isInt()) {
      throw wrongType(at(name), "an integer", object.get(name));
    }
    return Optional.of(object.get(name).intValue());
  }

  /** Returns an array member of strings. */
  public Optional<List<String>> texts(String name) {
    if (!has(name)) {
      return Optional.empty();
    }
    if (!object.get(name).isArray()) {
      throw wrongType(at(name), "an array", object.get(name));
    }
    var texts = new ArrayList<String>();
    object.get(name).forEach(item -> texts.add(text(at(name), item)));
    return Optional.of(List.copyOf(texts));
  }

  /** Returns an array member of objects. */
  public Optional<List<JsonBody>> objects(String name) {
    if (!has(name)) {
      return Optional.empty();
    }
    if (!object.get(name).isArray()) {
      throw wrongType(at(name), "an array", object.get(name));
    }
    var objects = new ArrayList<JsonBody>();
    for (var item : object.get(name)) {
      var path = at(name) + "[" + objects.size() + "]";
      objects.add(new JsonBody(path, object(path, item)));
    }
    return Optional.of(List.copyOf(objects));
  }

  /** Returns a boolean member. */
  public Optional<Boolean> flag(String name) {
    if (!has(name)) {
      return Optional.empty();
    }
    if (!object.get(name).isBoolean()) {
      throw wrongType(at(name), "a boolean", object.get(name));
    }
    return Optional.of(object.get(name).booleanValue());
  }

  /**
   * Returns the tags in the order sent.
   *
   * @throws ArmException if the tags exceed a limit
   */
  public Optional<Map<String, String>> tags() {
    if (!has("tags")) {
      return Optional.empty();
    }
    var tags = new LinkedHashMap<String, String>();
    object(at("tags"), object.get("tags"))
        .properties()
        .forEach(tag -> tags.put(tag.getKey(), text("tags." + tag.getKey(), tag.getValue())));
    Tags.check(tags);
    return Optional.of(tags);
  }

  private String at(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  private static ObjectNode object(String path, JsonNode node) {
    if (node instanceof ObjectNode object) {
      return object;
    }
    throw wrongType(path, "an object", node);
  }

  private static String text(String path, JsonNode node) {
    if (!node.isTextual()) {
      throw wrongType(path, "a string", node);
    }
    return node.textValue();
  }

  static ArmException wrongType(String path, String expected, JsonNode found) {
    return ArmErrors.invalidRequestContent(
        path + " must be " + expected + ", not " + CaseFolding.of(found.getNodeType().name()));
  }
}
