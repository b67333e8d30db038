package dev.msi4j.local.internal.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.msi4j.local.internal.json.Json;
import java.io.IOException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The JSON object of a request, read member by member. A member that has the wrong type fails with
 * an error of the API that reads the body. A member that is null counts as missing.
 */
public final class JsonBody {
  private final String path;
  private final ObjectNode object;
  private final Errors errors;

  private JsonBody(String path, ObjectNode object, Errors errors) {
    this.path = path;
    this.object = object;
    this.errors = errors;
  }

  /**
   * Parses a body. An empty body counts as an empty object.
   *
   * @throws ErrorResponseException if the body is not a JSON object
   */
  public static JsonBody of(Body body, Errors errors) {
    return of(body, errors, Json::parse);
  }

  /**
   * Parses a body in the relaxed syntax of templates, with comments and line breaks in strings. An
   * empty body counts as an empty object.
   *
   * @throws ErrorResponseException if the body is not an object
   */
  public static JsonBody ofRelaxed(Body body, Errors errors) {
    return of(body, errors, Json::parseRelaxed);
  }

  private static JsonBody of(Body body, Errors errors, DocumentParser parser) {
    if (body.isEmpty()) {
      return at("", Json.object(), errors);
    }
    try {
      return at("", object("", parser.parse(body.bytes()), errors), errors);
    } catch (IOException e) {
      throw errors.notJson();
    }
  }

  /** Parses the bytes of a body. */
  @FunctionalInterface
  private interface DocumentParser {
    JsonNode parse(byte[] bytes) throws IOException;
  }

  /**
   * Returns an object that is part of a request body.
   *
   * @param path the position of the object in the body, for error messages
   */
  public static JsonBody at(String path, ObjectNode object, Errors errors) {
    return new JsonBody(path, object, errors);
  }

  /** Returns the position of the object in the body; empty for the whole body. */
  public String path() {
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

  /** Rejects members that have another name. */
  public void allowOnly(Set<String> names) {
    for (var member : object.properties()) {
      if (!names.contains(member.getKey())) {
        throw errors.invalid(
            "member",
            "one of " + names.stream().sorted().collect(Collectors.joining(", ")),
            TextNode.valueOf(member.getKey()));
      }
    }
  }

  /** Returns an object member, or an empty object if it is missing. */
  public JsonBody object(String name) {
    return member(name, has(name) ? object(at(name), object.get(name), errors) : Json.object());
  }

  /** Returns an object member, and adds an empty one if it is missing. */
  public JsonBody objectOrNew(String name) {
    return has(name) ? object(name) : member(name, object.putObject(name));
  }

  private JsonBody member(String name, ObjectNode value) {
    return at(at(name), value, errors);
  }

  /** Returns a string member, which is required. */
  public String required(String name) {
    if (has(name)) {
      return text(at(name), object.get(name));
    }
    throw errors.missing(name, path, object.has(name));
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
      throw invalid(name, "an integer");
    }
    return Optional.of(object.get(name).intValue());
  }

  /** Returns a boolean member. */
  public Optional<Boolean> flag(String name) {
    if (!has(name)) {
      return Optional.empty();
    }
    if (!object.get(name).isBoolean()) {
      throw invalid(name, "a boolean");
    }
    return Optional.of(object.get(name).booleanValue());
  }

  /** Returns a string member that is an ISO 8601 duration. */
  public Optional<Duration> duration(String name) {
    return text(name)
        .map(text -> {
          try {
            return Duration.parse(text);
          } catch (DateTimeParseException e) {
            throw invalid(name, "a duration such as PT30S");
          }
        });
  }

  /** Returns an array member of strings. */
  public Optional<List<String>> texts(String name) {
    if (!has(name)) {
      return Optional.empty();
    }
    var texts = new ArrayList<String>();
    array(name).forEach(item -> texts.add(text(at(name), item)));
    return Optional.of(List.copyOf(texts));
  }

  /** Returns an array member of objects. */
  public Optional<List<JsonBody>> objects(String name) {
    if (!has(name)) {
      return Optional.empty();
    }
    var objects = new ArrayList<JsonBody>();
    for (var item : array(name)) {
      var itemPath = at(name) + "[" + objects.size() + "]";
      objects.add(at(itemPath, object(itemPath, item, errors), errors));
    }
    return Optional.of(List.copyOf(objects));
  }

  /** Returns an object member whose members are strings, in the order sent. */
  public Optional<Map<String, String>> textsByName(String name) {
    if (!has(name)) {
      return Optional.empty();
    }
    var texts = new LinkedHashMap<String, String>();
    var value = object(name);
    value
        .object
        .properties()
        .forEach(member ->
            texts.put(member.getKey(), text(value.at(member.getKey()), member.getValue())));
    return Optional.of(texts);
  }

  private JsonNode array(String name) {
    if (!object.get(name).isArray()) {
      throw invalid(name, "an array");
    }
    return object.get(name);
  }

  private String text(String valuePath, JsonNode value) {
    if (!value.isTextual()) {
      throw errors.invalid(valuePath, "a string", value);
    }
    return value.textValue();
  }

  private static ObjectNode object(String path, JsonNode value, Errors errors) {
    if (value instanceof ObjectNode object) {
      return object;
    }
    throw errors.invalid(path, "an object", value);
  }

  private ErrorResponseException invalid(String name, String rule) {
    return errors.invalid(at(name), rule, object.get(name));
  }

  private String at(String name) {
    return join(path, name);
  }

  private static String join(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  /** Creates the errors of an API for an invalid body, in its format and wording. */
  public interface Errors {
    /** The body is not a JSON document. */
    ErrorResponseException notJson();

    /**
     * A value breaks a rule, or has the wrong type.
     *
     * @param path the position of the value; empty for the whole body
     * @param rule the rule, such as {@code a string}
     */
    ErrorResponseException invalid(String path, String rule, JsonNode value);

    /**
     * A required member is missing.
     *
     * @param path the position of the object without the member; empty for the whole body
     * @param isNull whether the member is present and null
     */
    default ErrorResponseException missing(String name, String path, boolean isNull) {
      return invalid(join(path, name), "present", MissingNode.getInstance());
    }
  }
}
