package dev.msi4j.local.internal.deployments.expressions;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A {@code copy} loop (Microsoft Learn, "Resource iteration in ARM templates").
 *
 * @param count the number of iterations
 * @param batchSize the number of resources deployed at a time; 0 for all
 */
public record Loop(String name, int count, int batchSize) {
  private static final int MAX_COUNT = 800;
  private static final String COPY = "copy";

  /** Returns whether a member of an object declares loops that create other members. */
  static boolean isPropertyLoop(String name, JsonNode value) {
    return name.equalsIgnoreCase(COPY) && isLoops(value);
  }

  private static boolean isLoops(JsonNode value) {
    if (!value.isArray() || value.isEmpty()) {
      return false;
    }
    for (var loop : value) {
      if (!loop.has("name") || !loop.has("count") || !loop.has("input")) {
        return false;
      }
    }
    return true;
  }

  /** Evaluates the declaration of a loop. */
  public static Loop of(JsonNode declaration, Evaluator evaluator) {
    var name = evaluator.evaluateText(declaration.path("name"), "copy.name");
    var count = integer(declaration.path("count"), "count", 0, evaluator);
    var batchSize = 0;
    if ("serial".equalsIgnoreCase(declaration.path("mode").asText())) {
      batchSize =
          declaration.has("batchSize")
              ? integer(declaration.path("batchSize"), "batchSize", 1, evaluator)
              : 1;
    }
    return new Loop(name, count, batchSize);
  }

  private static int integer(JsonNode value, String name, int minimum, Evaluator evaluator) {
    var number = evaluator.evaluate(value);
    if (!number.isIntegralNumber()
        || number.longValue() < minimum
        || number.longValue() > MAX_COUNT) {
      throw TemplateErrors.expression(
          "The copy "
              + name
              + " must be an integer from "
              + minimum
              + " to "
              + MAX_COUNT
              + ", not '"
              + number.asText()
              + "'.");
    }
    return number.intValue();
  }
}
