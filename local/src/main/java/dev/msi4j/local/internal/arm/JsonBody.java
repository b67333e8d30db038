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
 * The JSON object that a client sent, read member by member; a member of the wrong type is refused
 * by name.
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
   * An object that is part of what a client sent.
   *
   * @param path where it was, as refusals name it
   */
  public static JsonBody at(String path, ObjectNode object) {
    return new JsonBody(path, object);
  }

  /** Returns where the object was in what the client sent; empty for the whole body. */
  String path() {
    return path;
  }

  /** The object as sent. */
  public ObjectNode node() {
    return object;
  }

  /** Whether the member is there and not null. */
  public boolean has(String name) {
    return object.hasNonNull(name);
  }

  /** An object under a name; empty where there is none. */
  public JsonBody object(String name) {
    return new JsonBody(at(name), has(name) ? object(at(name), object.get(name)) : Json.object());
  }

  /** The object under a name, put there where there is none. */
  public JsonBody objectOrNew(String name) {
    return new JsonBody(at(name), has(name) ? object(name).object : object.putObject(name));
  }

  /**
   * Returns the text under a name that must be present.
   *
   * @throws ArmException if the member is missing or null
   */
  public String required(String name) {
    if (has(name)) {
      return text(at(name), object.get(name));
    }
    throw ArmErrors.requiredProperty(name, path, object.has(name));
  }

  /** The text under a name. */
  public Optional<String> text(String name) {
    return has(name) ? Optional.of(text(at(name), object.get(name))) : Optional.empty();
  }

  /** The whole number under a name. */
  public Optional<Integer> integer(String name) {
    if (!has(name)) {
      return Optional.empty();
    }
    if (!object.get(name).isInt()) {
      throw wrong(at(name), "an integer", object.get(name));
    }
    return Optional.of(object.get(name).intValue());
  }

  /** The texts of an array under a name. */
  public Optional<List<String>> texts(String name) {
    if (!has(name)) {
      return Optional.empty();
    }
    if (!object.get(name).isArray()) {
      throw wrong(at(name), "an array", object.get(name));
    }
    var texts = new ArrayList<String>();
    object.get(name).forEach(item -> texts.add(text(at(name), item)));
    return Optional.of(List.copyOf(texts));
  }

  /** The objects of an array under a name. */
  public Optional<List<JsonBody>> objects(String name) {
    if (!has(name)) {
      return Optional.empty();
    }
    if (!object.get(name).isArray()) {
      throw wrong(at(name), "an array", object.get(name));
    }
    var objects = new ArrayList<JsonBody>();
    for (var item : object.get(name)) {
      var path = at(name) + "[" + objects.size() + "]";
      objects.add(new JsonBody(path, object(path, item)));
    }
    return Optional.of(List.copyOf(objects));
  }

  /** The truth value under a name. */
  public Optional<Boolean> flag(String name) {
    if (!has(name)) {
      return Optional.empty();
    }
    if (!object.get(name).isBoolean()) {
      throw wrong(at(name), "a boolean", object.get(name));
    }
    return Optional.of(object.get(name).booleanValue());
  }

  /** The tags, in the order sent, within the limits of tags. */
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
    throw wrong(path, "an object", node);
  }

  private static String text(String path, JsonNode node) {
    if (!node.isTextual()) {
      throw wrong(path, "a string", node);
    }
    return node.textValue();
  }

  static ArmException wrong(String path, String expected, JsonNode found) {
    return ArmErrors.invalidRequestContent(
        path + " must be " + expected + ", not " + CaseFolding.of(found.getNodeType().name()));
  }
}
