package dev.msi4j.local.internal.arm;

import com.fasterxml.jackson.databind.JsonNode;
import dev.msi4j.local.internal.http.JsonBody;
import dev.msi4j.local.internal.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Checks the types of the members of a body against an example. A value in the example stands for
 * all values of its type, and the first item of an array for all items. A body can omit members,
 * set them to null and have others. This check is for members that are stored as sent; {@link
 * JsonBody} checks the types of members that are read by name.
 */
public final class JsonShape {
  private final JsonNode example;

  private JsonShape(JsonNode example) {
    this.example = example;
  }

  /** Parses an example, which is a JSON object. */
  public static JsonShape of(String example) {
    try {
      return new JsonShape(Json.parse(example));
    } catch (IOException e) {
      throw new UncheckedIOException("the example is not valid JSON: " + example, e);
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
    if (!hasSameType(example, found)) {
      throw ArmErrors.invalidType(path, expected(example), found);
    }
    for (var member : example.properties()) {
      var name = member.getKey();
      if (found.hasNonNull(name)) {
        var memberPath = path.isEmpty() ? name : path + "." + name;
        check(memberPath, member.getValue(), found.get(name));
      }
    }
    if (example.isArray()) {
      for (var i = 0; i < found.size(); i++) {
        check(path + "[" + i + "]", example.get(0), found.get(i));
      }
    }
  }

  private static boolean hasSameType(JsonNode example, JsonNode found) {
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
