package dev.msi4j.local.internal.deployments.expressions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.json.Json;
import java.util.Optional;

/**
 * Evaluates the parts of a value that are known before the deployment runs. The other expressions
 * stay as they are.
 */
public final class PartialEvaluation {
  private PartialEvaluation() {}

  /** Evaluates a value; empty if a part of it is known only at run time. */
  public static Optional<JsonNode> complete(JsonNode value, Evaluator evaluator) {
    try {
      return Optional.of(evaluator.evaluate(value));
    } catch (RuntimeValueException e) {
      return Optional.empty();
    }
  }

  /** Evaluates a value as far as possible. */
  public static JsonNode evaluate(JsonNode value, Evaluator evaluator) {
    if (value.isTextual()) {
      return complete(value, evaluator).orElse(value);
    }
    if (value.isArray()) {
      var items = Json.array();
      value.forEach(item -> items.add(evaluate(item, evaluator)));
      return items;
    }
    return value instanceof ObjectNode object ? object(object, evaluator) : value;
  }

  private static ObjectNode object(ObjectNode value, Evaluator evaluator) {
    var result = Json.object();
    for (var member : value.properties()) {
      if (Loop.isPropertyLoop(member.getKey(), member.getValue())) {
        member.getValue().forEach(declaration -> addLoop(result, declaration, evaluator));
      } else {
        var name = complete(Values.text(member.getKey()), evaluator);
        result.set(
            name.map(JsonNode::asText).orElse(member.getKey()),
            evaluate(member.getValue(), evaluator));
      }
    }
    return result;
  }

  private static void addLoop(ObjectNode result, JsonNode declaration, Evaluator evaluator) {
    var loop = Loop.of(declaration, evaluator);
    var items = result.putArray(loop.name());
    for (var i = 0; i < loop.count(); i++) {
      items.add(evaluate(declaration.path("input"), evaluator.withLoop(loop.name(), i)));
    }
  }
}
