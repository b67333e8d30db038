package dev.msi4j.local.internal.deployments.expressions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Creates and compares the values of expressions, which are JSON nodes. */
public final class Values {
  private Values() {}

  public static JsonNode text(String text) {
    return TextNode.valueOf(text);
  }

  public static JsonNode flag(boolean flag) {
    return BooleanNode.valueOf(flag);
  }

  public static JsonNode nothing() {
    return NullNode.getInstance();
  }

  /** Returns a number in the representation that the JSON parser uses, so that equal ones match. */
  public static JsonNode integer(long number) {
    return number == (int) number ? IntNode.valueOf((int) number) : LongNode.valueOf(number);
  }

  /** Returns the items of an array. */
  public static List<JsonNode> items(JsonNode array) {
    var items = new ArrayList<JsonNode>(array.size());
    array.forEach(items::add);
    return items;
  }

  /** Finds the member of an object; names are compared ignoring case if no name is equal. */
  public static Optional<JsonNode> member(JsonNode object, String name) {
    var exact = object.get(name);
    if (exact != null) {
      return Optional.of(exact);
    }
    return object.properties().stream()
        .filter(member -> member.getKey().equalsIgnoreCase(name))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  /** Returns the name of a value's type in the wording of templates. */
  public static String type(JsonNode value) {
    return switch (value.getNodeType()) {
      case STRING -> "String";
      case NUMBER -> value.isIntegralNumber() ? "Integer" : "Float";
      case BOOLEAN -> "Boolean";
      case ARRAY -> "Array";
      case OBJECT -> "Object";
      default -> "Null";
    };
  }
}
