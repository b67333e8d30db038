package dev.msi4j.local.internal.deployments.templates;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.deployments.expressions.DefaultValues;
import dev.msi4j.local.internal.deployments.expressions.Evaluator;
import dev.msi4j.local.internal.deployments.expressions.Loop;
import dev.msi4j.local.internal.deployments.expressions.RuntimeValueException;
import dev.msi4j.local.internal.deployments.expressions.Symbols;
import dev.msi4j.local.internal.deployments.expressions.TemplateErrors;
import dev.msi4j.local.internal.deployments.expressions.UserFunction;
import dev.msi4j.local.internal.deployments.expressions.Values;
import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.text.CaseFolding;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The parameters, variables and functions of a template. Default values and variables are evaluated
 * when they are first used, and once. Not thread-safe.
 */
public final class TemplateSymbols implements Symbols {
  private final Template template;
  private final ObjectNode given;
  private final Instant now;
  private final Supplier<UUID> ids;
  private final Map<String, JsonNode> evaluated = new HashMap<>();
  private final Set<String> inEvaluation = new HashSet<>();

  /**
   * @param given the values of parameters by name; the others have their default values. A missing
   *     node is a value that is known only at run time
   * @param now the result of {@code utcNow} in default values
   * @param ids the source of new GUIDs in default values
   */
  public TemplateSymbols(Template template, ObjectNode given, Instant now, Supplier<UUID> ids) {
    this.template = template;
    this.given = given;
    this.now = now;
    this.ids = ids;
  }

  @Override
  public Optional<JsonNode> parameter(String name, Evaluator evaluator) {
    return Values.member(template.parameters(), name)
        .map(declaration ->
            once("parameter '" + name + "'", () -> parameter(name, declaration, evaluator)));
  }

  private JsonNode parameter(String name, JsonNode declaration, Evaluator evaluator) {
    var validator = new TypeValidator(template, evaluator);
    var value = Values.member(given, name);
    if (value.filter(JsonNode::isMissingNode).isPresent()) {
      throw new RuntimeValueException("parameters('" + name + "')");
    }
    if (value.isPresent() && !value.get().isNull()) {
      validator.check(name, declaration, value.get());
      return value.get();
    }
    var defaultValue = declaration.get("defaultValue");
    if (defaultValue != null) {
      var result = DefaultValues.evaluator(evaluator, now, ids.get()).evaluate(defaultValue);
      validator.check(name, declaration, result);
      return result;
    }
    if (validator.isNullable(declaration)) {
      return Values.nothing();
    }
    throw TemplateErrors.invalidTemplate(
        "The value for the template parameter '"
            + name
            + "' is not provided. Please see https://aka.ms/arm-create-parameter-file for usage"
            + " details.");
  }

  @Override
  public Optional<JsonNode> variable(String name, Evaluator evaluator) {
    var variables = template.variables();
    var declared =
        Values.member(variables, name)
            .<Supplier<JsonNode>>map(value -> () -> evaluator.evaluate(value))
            .or(() -> loop(variables, name, evaluator));
    return declared.map(value -> once("variable '" + name + "'", value));
  }

  /** Finds a variable that a loop on the level of the variables declares. */
  private static Optional<Supplier<JsonNode>> loop(
      ObjectNode variables, String name, Evaluator evaluator) {
    for (var declaration : variables.path("copy")) {
      if (declaration.path("name").asText().equalsIgnoreCase(name)) {
        return Optional.of(
            () -> evaluator.items(Loop.of(declaration, evaluator), declaration.path("input")));
      }
    }
    return Optional.empty();
  }

  @Override
  public Optional<UserFunction> function(String qualifiedName) {
    return Optional.ofNullable(template.functions().get(CaseFolding.of(qualifiedName)));
  }

  private JsonNode once(String symbol, Supplier<JsonNode> evaluation) {
    var key = CaseFolding.of(symbol);
    var known = evaluated.get(key);
    if (known != null) {
      return known;
    }
    if (!inEvaluation.add(key)) {
      throw TemplateErrors.expression("The evaluation of the " + symbol + " needs its own value.");
    }
    try {
      var value = evaluation.get();
      evaluated.put(key, value);
      return value;
    } finally {
      inEvaluation.remove(key);
    }
  }

  /**
   * Returns the values of all parameters, given ones and defaults.
   *
   * @throws dev.msi4j.local.internal.arm.ArmException if a value is missing, invalid, or of a
   *     parameter that the template does not declare
   */
  public ObjectNode parameterValues(Evaluator evaluator) {
    var unknown =
        given.properties().stream()
            .map(Map.Entry::getKey)
            .filter(name -> Values.member(template.parameters(), name).isEmpty())
            .toList();
    if (!unknown.isEmpty()) {
      throw TemplateErrors.invalidTemplate(
          "The template parameters '"
              + String.join(", ", unknown)
              + "' in the parameters file are not valid; they are not present in the original"
              + " template and can therefore not be provided at deployment time. The only supported"
              + " parameters for this template are '"
              + String.join(
                  ", ", template.parameters().properties().stream().map(Map.Entry::getKey).toList())
              + "'. Please see https://aka.ms/arm-pass-parameter-values for usage details.");
    }
    var values = Json.object();
    for (var declared : template.parameters().properties()) {
      if (Values.member(given, declared.getKey()).filter(JsonNode::isMissingNode).isPresent()) {
        values.set(declared.getKey(), MissingNode.getInstance());
        continue;
      }
      parameter(declared.getKey(), evaluator)
          .ifPresent(value -> values.set(declared.getKey(), value));
    }
    return values;
  }
}
