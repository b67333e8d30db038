package dev.msi4j.local.internal.deployments.expressions;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;

/** The symbols inside a user-defined function: its parameters and the functions of the template. */
record FunctionSymbols(Map<String, JsonNode> parameters, Symbols template) implements Symbols {
  @Override
  public Optional<JsonNode> parameter(String name, Evaluator evaluator) {
    return parameters.entrySet().stream()
        .filter(each -> each.getKey().equalsIgnoreCase(name))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  @Override
  public Optional<JsonNode> variable(String name, Evaluator evaluator) {
    throw TemplateErrors.expression(
        "The variable '" + name + "' can't be used: a user-defined function sees no variables.");
  }

  @Override
  public Optional<UserFunction> function(String qualifiedName) {
    return template.function(qualifiedName);
  }
}
