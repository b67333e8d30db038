package dev.msi4j.local.internal.deployments.expressions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.json.Json;
import java.util.Comparator;
import java.util.Map;

/** Functions on objects (Microsoft Learn, "Object functions for ARM templates"). */
final class ObjectFunctions {
  private ObjectFunctions() {}

  static void define(FunctionTable table) {
    table
        .add("createObject", 0, FunctionTable.ANY, ObjectFunctions::createObject)
        .add("items", 1, ObjectFunctions::items)
        .add("null", 0, call -> Values.nothing())
        .add("objectKeys", 1, ObjectFunctions::objectKeys)
        .add("shallowMerge", 1, ObjectFunctions::shallowMerge)
        .add("tryGet", 2, FunctionTable.ANY, ObjectFunctions::tryGet);
  }

  /** Merges an object into another one; nested objects are merged, other values replaced. */
  static void merge(ObjectNode target, ObjectNode source) {
    for (var member : source.properties()) {
      var existing = target.get(member.getKey());
      if (existing instanceof ObjectNode inner && member.getValue() instanceof ObjectNode more) {
        var merged = inner.deepCopy();
        merge(merged, more);
        target.set(member.getKey(), merged);
      } else {
        target.set(member.getKey(), member.getValue());
      }
    }
  }

  private static JsonNode createObject(Arguments call) {
    if (call.size() % 2 != 0) {
      throw call.invalid("the number of arguments is odd: they must be pairs of key and value");
    }
    var object = Json.object();
    for (var i = 0; i < call.size(); i += 2) {
      object.set(call.text(i), call.value(i + 1));
    }
    return call.budget().charge(object);
  }

  /** Returns the members, sorted by key. */
  private static JsonNode items(Arguments call) {
    var items = Json.array();
    call.object(0).properties().stream()
        .sorted(Map.Entry.comparingByKey(Comparator.naturalOrder()))
        .forEach(member ->
            items.addObject().put("key", member.getKey()).set("value", member.getValue()));
    return call.budget().charge(items);
  }

  private static JsonNode objectKeys(Arguments call) {
    var keys = Json.array();
    call.object(0).properties().stream().map(Map.Entry::getKey).sorted().forEach(keys::add);
    return call.budget().charge(keys);
  }

  private static JsonNode shallowMerge(Arguments call) {
    var merged = Json.object();
    for (var item : call.array(0)) {
      if (!(item instanceof ObjectNode object)) {
        throw call.wrongType(0, "an array of objects", item);
      }
      merged.setAll(object);
    }
    return call.budget().charge(merged);
  }

  /** Follows names and indexes; returns null where the first one is missing. */
  private static JsonNode tryGet(Arguments call) {
    var value = call.value(0);
    for (var i = 1; i < call.size() && !value.isNull(); i++) {
      var key = call.value(i);
      if (key.isTextual() && value.isObject()) {
        value = Values.member(value, key.textValue()).orElse(Values.nothing());
      } else if (key.isIntegralNumber() && value.isArray()) {
        var item = key.canConvertToInt() ? value.get(key.intValue()) : null;
        value = item == null ? Values.nothing() : item;
      } else {
        throw call.wrongType(0, "an object or an array that fits the key", value);
      }
    }
    return value;
  }
}
