package dev.msi4j.local.internal.deployments.expressions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import dev.msi4j.local.internal.json.Json;
import java.util.Optional;
import java.util.function.LongBinaryOperator;

/** Functions on numbers (Microsoft Learn, "Numeric functions for ARM templates"). */
final class NumericFunctions {
  private static final int MAX_RANGE = 10_000;

  private NumericFunctions() {}

  static void define(FunctionTable table) {
    table
        .add("add", 2, exact(Math::addExact))
        .add("sub", 2, exact(Math::subtractExact))
        .add("mul", 2, exact(Math::multiplyExact))
        .add("div", 2, divisor((left, right) -> left / right))
        .add("mod", 2, divisor((left, right) -> left % right))
        .add("copyIndex", 0, 2, NumericFunctions::copyIndex)
        .add("float", 1, NumericFunctions::toFloat)
        .add("int", 1, NumericFunctions::toInteger)
        .add("max", 1, FunctionTable.ANY, call -> reduced(call, Math::max))
        .add("min", 1, FunctionTable.ANY, call -> reduced(call, Math::min))
        .add("range", 2, NumericFunctions::range);
  }

  private static TemplateFunction exact(LongBinaryOperator operator) {
    return call -> {
      try {
        return Values.integer(operator.applyAsLong(call.integer(0), call.integer(1)));
      } catch (ArithmeticException e) {
        throw call.invalid("the result is not an integer of 64 bits");
      }
    };
  }

  private static TemplateFunction divisor(LongBinaryOperator operator) {
    return call -> {
      var left = call.integer(0);
      var right = call.integer(1);
      if (right == 0) {
        throw call.invalid("the divisor is 0");
      }
      return Values.integer(operator.applyAsLong(left, right));
    };
  }

  /** Takes the name of a loop, an offset, or both. */
  private static JsonNode copyIndex(Arguments call) {
    var first = call.has(0) ? call.value(0) : Values.text("");
    var name = first.isTextual() ? first.textValue() : "";
    var offset = first.isTextual() ? (call.has(1) ? call.integer(1) : 0) : call.integer(0);
    var index = call.evaluator().loopIndex(name.isEmpty() ? Optional.empty() : Optional.of(name));
    return Values.integer(index + offset);
  }

  private static JsonNode toFloat(Arguments call) {
    var value = call.value(0);
    try {
      return DoubleNode.valueOf(
          value.isTextual() ? Double.parseDouble(value.textValue()) : value.doubleValue());
    } catch (NumberFormatException e) {
      throw call.invalid("'" + value.textValue() + "' is not a number");
    }
  }

  private static JsonNode toInteger(Arguments call) {
    var value = call.value(0);
    if (value.isNumber()) {
      return Values.integer(value.longValue());
    }
    if (!value.isTextual()) {
      throw call.wrongType(0, "a string or a number", value);
    }
    try {
      return Values.integer(Long.parseLong(value.textValue().strip()));
    } catch (NumberFormatException e) {
      throw call.invalid("'" + value.textValue() + "' is not an integer of 64 bits");
    }
  }

  private static JsonNode reduced(Arguments call, LongBinaryOperator operator) {
    var values = call.values();
    var numbers =
        values.size() == 1 && values.get(0).isArray() ? Values.items(values.get(0)) : values;
    for (var number : numbers) {
      if (!number.isIntegralNumber()) {
        throw call.wrongType(0, "integers or an array of integers", number);
      }
    }
    var result = numbers.stream().mapToLong(JsonNode::longValue).reduce(operator);
    return Values.integer(result.orElseThrow(() -> call.invalid("the array is empty")));
  }

  private static JsonNode range(Arguments call) {
    var start = call.integer(0, Integer.MIN_VALUE / 2, Integer.MAX_VALUE / 2);
    var count = call.integer(1, 0, MAX_RANGE);
    var items = Json.array();
    for (var i = 0; i < count; i++) {
      items.add(Values.integer(start + i));
    }
    return call.budget().charge(items);
  }
}
