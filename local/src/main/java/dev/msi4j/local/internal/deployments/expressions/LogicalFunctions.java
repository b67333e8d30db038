package dev.msi4j.local.internal.deployments.expressions;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.IntPredicate;

/**
 * Logical and comparison functions (Microsoft Learn, "Logical functions for ARM templates" and
 * "Comparison functions for ARM templates").
 */
final class LogicalFunctions {
  private LogicalFunctions() {}

  static void define(FunctionTable table) {
    table
        .add("and", 2, FunctionTable.ANY, call -> Values.flag(!hasFlag(call, false)))
        .add("or", 2, FunctionTable.ANY, call -> Values.flag(hasFlag(call, true)))
        .add("not", 1, call -> Values.flag(!call.flag(0)))
        .add("bool", 1, LogicalFunctions::bool)
        .add("true", 0, call -> Values.flag(true))
        .add("false", 0, call -> Values.flag(false))
        // Only the selected argument is evaluated.
        .add("if", 3, call -> call.value(call.flag(0) ? 1 : 2))
        .add("coalesce", 1, FunctionTable.ANY, LogicalFunctions::coalesce)
        .add("equals", 2, call -> Values.flag(areEqual(call.value(0), call.value(1))))
        .add("less", 2, comparison(sign -> sign < 0))
        .add("lessOrEquals", 2, comparison(sign -> sign <= 0))
        .add("greater", 2, comparison(sign -> sign > 0))
        .add("greaterOrEquals", 2, comparison(sign -> sign >= 0))
        .add("fail", 1, LogicalFunctions::fail);
  }

  private static boolean hasFlag(Arguments call, boolean sought) {
    for (var i = 0; i < call.size(); i++) {
      if (call.flag(i) == sought) {
        return true;
      }
    }
    return false;
  }

  private static JsonNode bool(Arguments call) {
    var value = call.value(0);
    if (value.isBoolean()) {
      return value;
    }
    if (value.isIntegralNumber()) {
      return Values.flag(value.longValue() != 0);
    }
    var text = value.asText();
    if (text.equalsIgnoreCase("true") || text.equals("1")) {
      return Values.flag(true);
    }
    if (text.equalsIgnoreCase("false") || text.equals("0")) {
      return Values.flag(false);
    }
    throw call.invalid("'" + text + "' is neither true nor false");
  }

  private static JsonNode coalesce(Arguments call) {
    for (var i = 0; i < call.size(); i++) {
      var value = call.value(i);
      if (!value.isNull()) {
        return value;
      }
    }
    return Values.nothing();
  }

  private static boolean areEqual(JsonNode left, JsonNode right) {
    if (left.isNumber() && right.isNumber()) {
      return left.decimalValue().compareTo(right.decimalValue()) == 0;
    }
    return left.equals(right);
  }

  private static TemplateFunction comparison(IntPredicate accepted) {
    return call -> {
      var left = call.value(0);
      var right = call.value(1);
      if (left.isNumber() && right.isNumber()) {
        return Values.flag(accepted.test(left.decimalValue().compareTo(right.decimalValue())));
      }
      if (left.isTextual() && right.isTextual()) {
        return Values.flag(accepted.test(compare(left.textValue(), right.textValue())));
      }
      throw call.wrongType(1, "a number or a string like the first argument", right);
    };
  }

  /** Compares as .NET's invariant culture does for letters: a lower-case letter comes first. */
  private static int compare(String left, String right) {
    var ignoringCase = left.compareToIgnoreCase(right);
    return ignoringCase == 0 ? right.compareTo(left) : ignoringCase;
  }

  private static JsonNode fail(Arguments call) {
    throw TemplateErrors.expression(call.text(0));
  }
}
