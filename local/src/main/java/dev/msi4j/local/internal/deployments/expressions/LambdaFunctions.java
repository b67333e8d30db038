package dev.msi4j.local.internal.deployments.expressions;

import com.fasterxml.jackson.databind.JsonNode;
import dev.msi4j.local.internal.json.Json;
import java.util.ArrayList;
import java.util.List;

/** Functions with lambdas (Microsoft Learn, "Lambda functions for ARM templates"). */
final class LambdaFunctions {
  private LambdaFunctions() {}

  static void define(FunctionTable table) {
    table
        .add("lambdaVariables", 1, LambdaFunctions::variable)
        .add("filter", 2, LambdaFunctions::filter)
        .add("groupBy", 2, LambdaFunctions::groupBy)
        .add("map", 2, LambdaFunctions::map)
        .add("mapValues", 2, LambdaFunctions::mapValues)
        .add("reduce", 3, LambdaFunctions::reduce)
        .add("sort", 2, LambdaFunctions::sort)
        .add("toObject", 2, 3, LambdaFunctions::toObject)
        .add(
            "lambda",
            1,
            FunctionTable.ANY,
            call -> {
              throw call.invalid(
                  "a lambda expression can only be an argument of a lambda function");
            });
  }

  private static JsonNode variable(Arguments call) {
    var name = call.text(0);
    return call.evaluator()
        .variableOfLambda(name)
        .orElseThrow(() -> call.invalid("no lambda expression has the variable '" + name + "'"));
  }

  private static JsonNode filter(Arguments call) {
    var predicate = call.lambda(1, 1, 2);
    var kept = Json.array();
    var index = 0;
    for (var item : call.array(0)) {
      if (isTrue(call, predicate.apply(item, Values.integer(index)))) {
        kept.add(item);
      }
      index++;
    }
    return call.budget().charge(kept);
  }

  private static JsonNode map(Arguments call) {
    var function = call.lambda(1, 1, 2);
    var mapped = Json.array();
    for (var item : call.array(0)) {
      mapped.add(function.apply(item, Values.integer(mapped.size())));
    }
    return call.budget().charge(mapped);
  }

  private static JsonNode mapValues(Arguments call) {
    var function = call.lambda(1, 1, 1);
    var mapped = Json.object();
    for (var member : call.object(0).properties()) {
      mapped.set(member.getKey(), function.apply(member.getValue()));
    }
    return call.budget().charge(mapped);
  }

  private static JsonNode reduce(Arguments call) {
    var function = call.lambda(2, 2, 3);
    var result = call.value(1);
    var index = 0;
    for (var item : call.array(0)) {
      result = function.apply(result, item, Values.integer(index));
      index++;
    }
    return result;
  }

  private static JsonNode groupBy(Arguments call) {
    var key = call.lambda(1, 1, 1);
    var groups = Json.object();
    for (var item : call.array(0)) {
      groups.withArrayProperty(text(call, key.apply(item))).add(item);
    }
    return call.budget().charge(groups);
  }

  private static JsonNode toObject(Arguments call) {
    var key = call.lambda(1, 1, 1);
    var object = Json.object();
    for (var item : call.array(0)) {
      var value = call.has(2) ? call.lambda(2, 1, 1).apply(item) : item;
      object.set(text(call, key.apply(item)), value);
    }
    return call.budget().charge(object);
  }

  private static JsonNode sort(Arguments call) {
    var isLess = call.lambda(1, 2, 2);
    return Json.array().addAll(sorted(Values.items(call.array(0)), isLess, call));
  }

  /** Merge sort: unlike the JDK's, it ends for any lambda, also for an inconsistent order. */
  private static List<JsonNode> sorted(List<JsonNode> items, Lambda isLess, Arguments call) {
    if (items.size() < 2) {
      return items;
    }
    var middle = items.size() / 2;
    var left = sorted(items.subList(0, middle), isLess, call);
    var right = sorted(items.subList(middle, items.size()), isLess, call);
    var merged = new ArrayList<JsonNode>(items.size());
    var i = 0;
    var j = 0;
    while (i < left.size() && j < right.size()) {
      merged.add(
          isTrue(call, isLess.apply(right.get(j), left.get(i))) ? right.get(j++) : left.get(i++));
    }
    merged.addAll(left.subList(i, left.size()));
    merged.addAll(right.subList(j, right.size()));
    return merged;
  }

  private static boolean isTrue(Arguments call, JsonNode value) {
    if (!value.isBoolean()) {
      throw call.invalid(
          "the lambda expression returns a value of type '"
              + Values.type(value)
              + "', not a boolean");
    }
    return value.booleanValue();
  }

  private static String text(Arguments call, JsonNode value) {
    if (!value.isTextual()) {
      throw call.invalid(
          "the lambda expression returns a value of type '"
              + Values.type(value)
              + "', not a string");
    }
    return value.textValue();
  }
}
