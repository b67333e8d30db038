package dev.msi4j.local.internal.deployments.expressions;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;

/** A lambda expression with the bindings at the place where it is written. */
record Lambda(List<String> parameters, Expression body, Evaluator evaluator) {
  /** Evaluates the body. Values beyond the number of parameters are ignored. */
  JsonNode apply(JsonNode... values) {
    var variables = new HashMap<String, JsonNode>();
    for (var i = 0; i < parameters.size(); i++) {
      variables.put(parameters.get(i), values[i]);
    }
    return evaluator.withVariables(variables).evaluate(body);
  }
}
