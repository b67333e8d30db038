package dev.msi4j.local.internal.deployments.expressions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.json.Json;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * Functions on arrays, and those that take arrays, objects and strings alike (Microsoft Learn,
 * "Array functions for ARM templates").
 */
final class CollectionFunctions {
  private CollectionFunctions() {}

  static void define(FunctionTable table) {
    table
        .add("array", 1, CollectionFunctions::array)
        .add("concat", 1, FunctionTable.ANY, CollectionFunctions::concat)
        .add("contains", 2, CollectionFunctions::contains)
        .add("createArray", 0, FunctionTable.ANY, CollectionFunctions::createArray)
        .add("empty", 1, call -> Values.flag(length(call, call.value(0)) == 0))
        .add("first", 1, call -> end(call, true))
        .add("last", 1, call -> end(call, false))
        .add("flatten", 1, CollectionFunctions::flatten)
        .add("indexFromEnd", 2, CollectionFunctions::indexFromEnd)
        .add("indexOf", 2, call -> indexOf(call, false))
        .add("lastIndexOf", 2, call -> indexOf(call, true))
        .add("intersection", 2, FunctionTable.ANY, CollectionFunctions::intersection)
        .add("length", 1, CollectionFunctions::length)
        .add("skip", 2, call -> part(call, false))
        .add("take", 2, call -> part(call, true))
        .add("tryIndexFromEnd", 2, CollectionFunctions::tryIndexFromEnd)
        .add("union", 2, FunctionTable.ANY, CollectionFunctions::union);
  }

  private static JsonNode array(Arguments call) {
    var value = call.value(0);
    return value.isArray() ? value : call.budget().charge(Json.array().add(value));
  }

  private static JsonNode createArray(Arguments call) {
    return call.budget().charge(Json.array().addAll(call.values()));
  }

  private static JsonNode concat(Arguments call) {
    var values = call.values();
    if (values.get(0).isArray()) {
      var items = Json.array();
      for (var i = 0; i < values.size(); i++) {
        if (!values.get(i).isArray()) {
          throw call.wrongType(i, "an array like the first one", values.get(i));
        }
        values.get(i).forEach(items::add);
      }
      return call.budget().charge(items);
    }
    var text = new StringBuilder();
    for (var i = 0; i < values.size(); i++) {
      if (values.get(i).isContainerNode()) {
        throw call.wrongType(i, "a string", values.get(i));
      }
      var part = StringFunctions.display(values.get(i));
      call.budget().reserve(text.length() + (long) part.length());
      text.append(part);
    }
    return Values.text(text.toString());
  }

  private static JsonNode contains(Arguments call) {
    var container = call.value(0);
    var item = call.value(1);
    if (container.isArray()) {
      return Values.flag(Values.items(container).contains(item));
    }
    if (container.isObject()) {
      return Values.flag(Values.member(container, item.asText()).isPresent());
    }
    if (container.isTextual()) {
      return Values.flag(container.textValue().contains(item.asText()));
    }
    throw call.wrongType(0, "an array, an object or a string", container);
  }

  private static JsonNode length(Arguments call) {
    var value = call.value(0);
    if (value.isNull()) {
      throw call.wrongType(0, "an array, an object or a string", value);
    }
    return Values.integer(length(call, value));
  }

  /** Returns the number of items, members or characters; 0 for null. */
  private static int length(Arguments call, JsonNode value) {
    if (value.isTextual()) {
      return value.textValue().length();
    }
    if (value.isContainerNode()) {
      return value.size();
    }
    if (value.isNull()) {
      return 0;
    }
    throw call.wrongType(0, "an array, an object or a string", value);
  }

  private static JsonNode end(Arguments call, boolean isFirst) {
    var value = call.value(0);
    var size = length(call, value);
    if (value.isTextual()) {
      var at = isFirst ? 0 : size - 1;
      return Values.text(size == 0 ? "" : value.textValue().substring(at, at + 1));
    }
    if (!value.isArray()) {
      throw call.wrongType(0, "an array or a string", value);
    }
    if (size == 0) {
      throw call.invalid("the array is empty");
    }
    return value.get(isFirst ? 0 : size - 1);
  }

  private static JsonNode flatten(Arguments call) {
    var items = Json.array();
    for (var item : call.array(0)) {
      if (!item.isArray()) {
        throw call.wrongType(0, "an array of arrays", item);
      }
      item.forEach(items::add);
    }
    return call.budget().charge(items);
  }

  private static JsonNode indexFromEnd(Arguments call) {
    var array = call.array(0);
    return array.get(array.size() - call.integer(1, 1, array.size()));
  }

  private static JsonNode tryIndexFromEnd(Arguments call) {
    var array = call.array(0);
    var fromEnd = call.integer(1);
    return fromEnd >= 1 && fromEnd <= array.size()
        ? array.get((int) (array.size() - fromEnd))
        : Values.nothing();
  }

  private static JsonNode indexOf(Arguments call, boolean isLast) {
    var container = call.value(0);
    var item = call.value(1);
    if (container.isArray()) {
      var items = Values.items(container);
      return Values.integer(isLast ? items.lastIndexOf(item) : items.indexOf(item));
    }
    // Azure ignores case in strings.
    var text = call.text(0);
    var part = item.asText();
    for (var i = 0; i + part.length() <= text.length(); i++) {
      var at = isLast ? text.length() - part.length() - i : i;
      if (text.regionMatches(true, at, part, 0, part.length())) {
        return Values.integer(at);
      }
      call.budget().reserve(1);
    }
    return Values.integer(-1);
  }

  private static JsonNode intersection(Arguments call) {
    var values = call.values();
    if (values.get(0).isArray()) {
      var common = new LinkedHashSet<>(Values.items(values.get(0)));
      for (var value : arrays(call, values)) {
        common.retainAll(new LinkedHashSet<>(Values.items(value)));
      }
      return Json.array().addAll(common);
    }
    var common = objects(call, values).get(0).deepCopy();
    for (var value : values) {
      common.properties().removeIf(member -> !member.getValue().equals(value.get(member.getKey())));
    }
    return common;
  }

  private static JsonNode union(Arguments call) {
    var values = call.values();
    if (values.get(0).isArray()) {
      var all = new LinkedHashSet<JsonNode>();
      arrays(call, values).forEach(value -> all.addAll(Values.items(value)));
      return call.budget().charge(Json.array().addAll(all));
    }
    var all = Json.object();
    objects(call, values).forEach(value -> ObjectFunctions.merge(all, value));
    return call.budget().charge(all);
  }

  private static List<JsonNode> arrays(Arguments call, List<JsonNode> values) {
    for (var i = 0; i < values.size(); i++) {
      if (!values.get(i).isArray()) {
        throw call.wrongType(i, "an array like the first one", values.get(i));
      }
    }
    return values;
  }

  private static List<ObjectNode> objects(Arguments call, List<JsonNode> values) {
    for (var i = 0; i < values.size(); i++) {
      if (!values.get(i).isObject()) {
        throw call.wrongType(i, "an object or an array", values.get(i));
      }
    }
    return values.stream().map(ObjectNode.class::cast).toList();
  }

  private static JsonNode part(Arguments call, boolean isTaken) {
    var value = call.value(0);
    var size = length(call, value);
    var count = (int) Math.max(0, Math.min(size, call.integer(1)));
    var start = isTaken ? 0 : count;
    var end = isTaken ? count : size;
    if (value.isTextual()) {
      return Values.text(value.textValue().substring(start, end));
    }
    if (!value.isArray()) {
      throw call.wrongType(0, "an array or a string", value);
    }
    return call.budget().charge(Json.array().addAll(Values.items(value).subList(start, end)));
  }
}
