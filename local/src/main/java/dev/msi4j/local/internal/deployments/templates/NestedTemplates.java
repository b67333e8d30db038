package dev.msi4j.local.internal.deployments.templates;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.deployments.expressions.Evaluator;
import dev.msi4j.local.internal.deployments.expressions.Language;
import dev.msi4j.local.internal.deployments.expressions.Loop;
import dev.msi4j.local.internal.deployments.expressions.Values;
import dev.msi4j.local.internal.json.Json;
import java.util.function.Function;

/**
 * Prepares the body of a nested deployment. With the inner scope the nested template evaluates its
 * own expressions; with the outer scope, the default, the outer template evaluates them (Microsoft
 * Learn, "Linked and nested templates").
 */
public final class NestedTemplates {
  private static final String PROPERTIES = "properties";
  private static final String TEMPLATE = "template";

  private NestedTemplates() {}

  /** Returns whether the nested template evaluates its own expressions. */
  static boolean isInner(JsonNode deployment) {
    return deployment
        .path(PROPERTIES)
        .path("expressionEvaluationOptions")
        .path("scope")
        .asText()
        .equalsIgnoreCase("inner");
  }

  /** Returns a deployment without its template. */
  static ObjectNode withoutTemplate(ObjectNode deployment) {
    var copy = deployment.deepCopy();
    if (copy.get(PROPERTIES) instanceof ObjectNode properties) {
      properties.remove(TEMPLATE);
    }
    return copy;
  }

  /**
   * Evaluates the body of a nested deployment.
   *
   * @param evaluation evaluates a value of the outer template
   */
  public static ObjectNode evaluate(
      ObjectNode deployment, Evaluator evaluator, Function<JsonNode, JsonNode> evaluation) {
    var template = deployment.path(PROPERTIES).path(TEMPLATE);
    var result = (ObjectNode) evaluation.apply(withoutTemplate(deployment));
    if (template instanceof ObjectNode object
        && result.get(PROPERTIES) instanceof ObjectNode properties) {
      properties.set(TEMPLATE, isInner(deployment) ? object : outer(object, evaluator));
    }
    return result;
  }

  /** Evaluates all expressions of a template, and expands the loops of its resources. */
  private static ObjectNode outer(ObjectNode template, Evaluator evaluator) {
    var result = Json.object();
    for (var member : template.properties()) {
      result.set(
          member.getKey(),
          member.getKey().equalsIgnoreCase("resources") && member.getValue().isArray()
              ? resources(member.getValue(), evaluator)
              : escaped(evaluator.evaluate(member.getValue())));
    }
    return result;
  }

  private static ArrayNode resources(JsonNode resources, Evaluator evaluator) {
    var result = Json.array();
    for (var resource : resources) {
      if (resource instanceof ObjectNode object && object.get("copy") instanceof ObjectNode copy) {
        var single = object.deepCopy();
        single.remove("copy");
        var loop = Loop.of(copy, evaluator);
        for (var i = 0; i < loop.count(); i++) {
          result.add(resource(single, evaluator.withLoop(loop.name(), i)));
        }
      } else {
        result.add(resource(resource, evaluator));
      }
    }
    return result;
  }

  private static JsonNode resource(JsonNode resource, Evaluator evaluator) {
    var isDeployment =
        resource.path("type").asText().equalsIgnoreCase(PlannedResource.DEPLOYMENT_TYPE);
    return isDeployment && resource instanceof ObjectNode object && isInner(object)
        ? evaluate(object, evaluator, value -> escaped(evaluator.evaluate(value)))
        : escaped(evaluator.evaluate(resource));
  }

  /** Escapes the texts that would otherwise be expressions of the nested template. */
  private static JsonNode escaped(JsonNode value) {
    if (value.isTextual()) {
      var text = value.textValue();
      return Language.isExpression(text) || text.startsWith("[[") ? Values.text("[" + text) : value;
    }
    if (value.isArray()) {
      var items = Json.array();
      value.forEach(item -> items.add(escaped(item)));
      return items;
    }
    if (value.isObject()) {
      var object = Json.object();
      value.properties().forEach(member -> object.set(member.getKey(), escaped(member.getValue())));
      return object;
    }
    return value;
  }
}
