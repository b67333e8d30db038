package dev.msi4j.local.internal.deployments.expressions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.arm.ArmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The arguments of a call. Each is evaluated when a function reads it. */
final class Arguments {
  private final String function;
  private final List<Expression> expressions;
  private final Evaluator evaluator;

  Arguments(String function, List<Expression> expressions, Evaluator evaluator) {
    this.function = function;
    this.expressions = expressions;
    this.evaluator = evaluator;
  }

  int size() {
    return expressions.size();
  }

  Evaluator evaluator() {
    return evaluator;
  }

  Budget budget() {
    return evaluator.budget();
  }

  DeploymentFacts facts() {
    return evaluator.facts();
  }

  /** Returns the name of the function as written. */
  String function() {
    return function;
  }

  boolean has(int index) {
    return index < expressions.size();
  }

  JsonNode value(int index) {
    return evaluator.evaluate(expressions.get(index));
  }

  List<JsonNode> values() {
    var values = new ArrayList<JsonNode>();
    for (var expression : expressions) {
      values.add(evaluator.evaluate(expression));
    }
    return values;
  }

  String text(int index) {
    var value = value(index);
    if (!value.isTextual()) {
      throw wrongType(index, "a string", value);
    }
    return value.textValue();
  }

  Optional<String> optionalText(int index) {
    return has(index) ? Optional.of(text(index)) : Optional.empty();
  }

  /** Returns all arguments as strings. */
  List<String> texts() {
    var texts = new ArrayList<String>();
    for (var i = 0; i < size(); i++) {
      texts.add(text(i));
    }
    return texts;
  }

  long integer(int index) {
    var value = value(index);
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw wrongType(index, "an integer", value);
    }
    return value.longValue();
  }

  /** Returns an integer argument that must be in a range. */
  int integer(int index, int minimum, int maximum) {
    var number = integer(index);
    if (number < minimum || number > maximum) {
      throw invalid(
          "argument "
              + (index + 1)
              + " is '"
              + number
              + "': it must be from "
              + minimum
              + " to "
              + maximum);
    }
    return (int) number;
  }

  boolean flag(int index) {
    var value = value(index);
    if (!value.isBoolean()) {
      throw wrongType(index, "a boolean", value);
    }
    return value.booleanValue();
  }

  ArrayNode array(int index) {
    if (value(index) instanceof ArrayNode array) {
      return array;
    }
    throw wrongType(index, "an array", value(index));
  }

  ObjectNode object(int index) {
    if (value(index) instanceof ObjectNode object) {
      return object;
    }
    throw wrongType(index, "an object", value(index));
  }

  /** Returns an argument that must be a lambda expression with a number of parameters. */
  Lambda lambda(int index, int minimum, int maximum) {
    if (expressions.get(index) instanceof Expression.Call call
        && call.name().equalsIgnoreCase("lambda")
        && !call.arguments().isEmpty()) {
      var last = call.arguments().size() - 1;
      var names =
          call.arguments().subList(0, last).stream()
              .map(evaluator::evaluate)
              .map(JsonNode::asText)
              .toList();
      if (names.size() >= minimum && names.size() <= maximum) {
        return new Lambda(names, call.arguments().get(last), evaluator);
      }
    }
    throw invalid(
        "argument "
            + (index + 1)
            + " must be a lambda expression with "
            + (minimum == maximum ? "" : minimum + " to ")
            + maximum
            + " parameter(s)");
  }

  /** Returns the error of an argument with a wrong type. */
  ArmException wrongType(int index, String expected, JsonNode value) {
    return invalid(
        "argument "
            + (index + 1)
            + " must be "
            + expected
            + ", not of type '"
            + Values.type(value)
            + "'");
  }

  /** Returns the error of a call that can't be evaluated. */
  ArmException invalid(String reason) {
    return TemplateErrors.expression(
        "The template language function '" + function + "' has invalid arguments: " + reason + ".");
  }
}
