package dev.msi4j.local.internal.arm;

import com.fasterxml.jackson.databind.JsonNode;
import dev.msi4j.local.internal.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * The types of the members that a body may have, given by an example: any object, text, integer or
 * boolean stands for all of its type, the first item of an array for all items. A body may lack
 * members, have them null, and have others. For members that are kept as sent; a member that is
 * read by its name has its type checked there.
 */
public final class JsonShape {
  private final JsonNode example;

  private JsonShape(JsonNode example) {
    this.example = example;
  }

  /** Reads an example, which is a JSON object. */
  public static JsonShape of(String example) {
    try {
      return new JsonShape(Json.parse(example));
    } catch (IOException e) {
      throw new UncheckedIOException("not an example in JSON: " + example, e);
    }
  }

  /**
   * Checks a body.
   *
   * @throws ArmException if a member is of another type than in the example
   */
  public void check(JsonBody body) {
    check(body.path(), example, body.node());
  }

  private static void check(String path, JsonNode example, JsonNode found) {
    if (!isAlike(example, found)) {
      throw JsonBody.wrong(path, expected(example), found);
    }
    for (var member : example.properties()) {
      var name = member.getKey();
      if (found.hasNonNull(name)) {
        var below = path.isEmpty() ? name : path + "." + name;
        check(below, member.getValue(), found.get(name));
      }
    }
    if (example.isArray()) {
      for (var i = 0; i < found.size(); i++) {
        check(path + "[" + i + "]", example.get(0), found.get(i));
      }
    }
  }

  private static boolean isAlike(JsonNode example, JsonNode found) {
    return example.isIntegralNumber()
        ? found.isIntegralNumber()
        : example.getNodeType() == found.getNodeType();
  }

  private static String expected(JsonNode example) {
    return switch (example.getNodeType()) {
      case OBJECT -> "an object";
      case ARRAY -> "an array";
      case BOOLEAN -> "a boolean";
      case NUMBER -> "an integer";
      default -> "a string";
    };
  }
}
