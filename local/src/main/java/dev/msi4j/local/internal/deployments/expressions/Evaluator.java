package dev.msi4j.local.internal.deployments.expressions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.arm.ArmException;
import dev.msi4j.local.internal.json.Json;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates expressions and the JSON values that contain them. Immutable except for its budget: a
 * lambda or a loop evaluates with a copy that has more bindings.
 */
public final class Evaluator {
  private final Language language;
  private final Symbols symbols;
  private final DeploymentFacts facts;
  private final DeployedResources resources;
  private final Bindings bindings;

  Evaluator(
      Language language, Symbols symbols, DeploymentFacts facts, DeployedResources resources) {
    this(language, symbols, facts, resources, Bindings.NONE);
  }

  private Evaluator(
      Language language,
      Symbols symbols,
      DeploymentFacts facts,
      DeployedResources resources,
      Bindings bindings) {
    this.language = language;
    this.symbols = symbols;
    this.facts = facts;
    this.resources = resources;
    this.bindings = bindings;
  }

  /**
   * The values that lambdas and loops bind.
   *
   * @param innermost the name of the innermost loop, or null outside of loops
   */
  private record Bindings(
      Map<String, JsonNode> variables, Map<String, Integer> loops, @Nullable String innermost) {
    static final Bindings NONE = new Bindings(Map.of(), Map.of(), null);

    /** Returns names only: a value can come from a secure parameter. */
    @Override
    public String toString() {
      return "Bindings" + variables.keySet() + loops;
    }
  }

  /** Returns an evaluator in which lambdas see more variables. */
  Evaluator withVariables(Map<String, JsonNode> more) {
    var variables = new HashMap<>(bindings.variables);
    variables.putAll(more);
    return with(new Bindings(variables, bindings.loops, bindings.innermost));
  }

  /** Returns an evaluator for one iteration of a loop. */
  public Evaluator withLoop(String name, int index) {
    var loops = new HashMap<>(bindings.loops);
    loops.put(name, index);
    return with(new Bindings(bindings.variables, loops, name));
  }

  /** Returns an evaluator without the bindings of lambdas and loops. */
  public Evaluator withoutBindings() {
    return with(Bindings.NONE);
  }

  /** Returns an evaluator that reads the properties of resources from another source. */
  public Evaluator withResources(DeployedResources other) {
    return new Evaluator(language, symbols, facts, other, bindings);
  }

  private Evaluator with(Bindings newBindings) {
    return new Evaluator(language, symbols, facts, resources, newBindings);
  }

  public DeploymentFacts facts() {
    return facts;
  }

  public Language language() {
    return language;
  }

  DeployedResources resources() {
    return resources;
  }

  Budget budget() {
    return language.budget();
  }

  Optional<JsonNode> variableOfLambda(String name) {
    return Optional.ofNullable(bindings.variables.get(name));
  }

  JsonNode parameter(String name) {
    return symbols
        .parameter(name, withoutBindings())
        .orElseThrow(
            () -> TemplateErrors.expression("The template parameter '" + name + "' is not found."));
  }

  JsonNode variable(String name) {
    return symbols
        .variable(name, withoutBindings())
        .orElseThrow(
            () -> TemplateErrors.expression("The template variable '" + name + "' is not found."));
  }

  /** Returns the index of the current iteration of a loop; of the innermost one without a name. */
  int loopIndex(Optional<String> name) {
    var loop = name.orElse(bindings.innermost);
    if (loop != null) {
      for (var each : bindings.loops.entrySet()) {
        if (each.getKey().equalsIgnoreCase(loop)) {
          return each.getValue();
        }
      }
    }
    throw TemplateErrors.expression(
        "The template function 'copyIndex' is not expected at this location"
            + name.map(each -> ": no loop has the name '" + each + "'").orElse("")
            + ".");
  }

  /** Evaluates a value: expressions in its texts and member names, and loops in its objects. */
  public JsonNode evaluate(JsonNode value) {
    if (value.isTextual()) {
      return text(value.textValue(), value);
    }
    if (!value.isContainerNode()) {
      return value;
    }
    budget().enter();
    try {
      return value instanceof ObjectNode object ? object(object) : array(value);
    } finally {
      budget().leave();
    }
  }

  private ArrayNode array(JsonNode value) {
    var items = Json.array();
    value.forEach(item -> items.add(evaluate(item)));
    return items;
  }

  /** Evaluates a value that must be a string. */
  public String evaluateText(JsonNode value, String place) {
    var result = evaluate(value);
    if (!result.isTextual()) {
      throw TemplateErrors.expression(
          "The value of '" + place + "' must be a string, not '" + Values.type(result) + "'.");
    }
    return result.textValue();
  }

  private JsonNode text(String text, JsonNode literal) {
    if (Language.isExpression(text)) {
      return evaluate(language.parse(text));
    }
    return text.startsWith("[[") ? Values.text(text.substring(1)) : literal;
  }

  private ObjectNode object(ObjectNode value) {
    var result = Json.object();
    for (var member : value.properties()) {
      if (Loop.isPropertyLoop(member.getKey(), member.getValue())) {
        member.getValue().forEach(loop -> addLoop(result, loop));
      } else {
        var name = text(member.getKey(), Values.text(member.getKey()));
        result.set(name.asText(), evaluate(member.getValue()));
      }
    }
    return result;
  }

  private void addLoop(ObjectNode result, JsonNode declaration) {
    var loop = Loop.of(declaration, this);
    result.set(loop.name(), items(loop, declaration.path("input")));
  }

  /** Evaluates a value once for each iteration of a loop. */
  public ArrayNode items(Loop loop, JsonNode input) {
    var items = Json.array();
    for (var i = 0; i < loop.count(); i++) {
      items.add(withLoop(loop.name(), i).evaluate(input));
    }
    return items;
  }

  /** Evaluates an expression. */
  JsonNode evaluate(Expression expression) {
    budget().enter();
    try {
      if (expression instanceof Expression.Literal literal) {
        return literal.value();
      }
      if (expression instanceof Expression.Call call) {
        return call(call);
      }
      if (expression instanceof Expression.Member member) {
        return member(evaluate(member.target()), member.name());
      }
      var element = (Expression.Element) expression;
      return element(evaluate(element.target()), evaluate(element.index()));
    } finally {
      budget().leave();
    }
  }

  private JsonNode call(Expression.Call call) {
    var name = call.name();
    if (name.indexOf('.') >= 0) {
      return userFunction(call);
    }
    var definition =
        language
            .functions()
            .find(name)
            .or(() -> ResourceFunctions.listFunction(name))
            .orElseThrow(() ->
                TemplateErrors.expression("The template function '" + name + "' is not valid."));
    var count = call.arguments().size();
    if (count < definition.minimum() || count > definition.maximum()) {
      throw TemplateErrors.expression(
          "Unable to evaluate template language function '"
              + name
              + "': function requires "
              + expected(definition)
              + " argument(s) while "
              + count
              + " are provided.");
    }
    return definition.function().apply(new Arguments(name, call.arguments(), this));
  }

  private static String expected(FunctionTable.Definition definition) {
    if (definition.maximum() == FunctionTable.ANY) {
      return "at least " + definition.minimum();
    }
    return definition.minimum() == definition.maximum()
        ? Integer.toString(definition.minimum())
        : definition.minimum() + " to " + definition.maximum();
  }

  /** Calls a function of the template, which sees its own parameters only. */
  private JsonNode userFunction(Expression.Call call) {
    var function =
        symbols
            .function(call.name())
            .orElseThrow(() ->
                TemplateErrors.expression(
                    "The template function '" + call.name() + "' is not found."));
    if (function.parameters().size() != call.arguments().size()) {
      throw TemplateErrors.expression(
          "The template function '"
              + call.name()
              + "' requires "
              + function.parameters().size()
              + " argument(s) while "
              + call.arguments().size()
              + " are provided.");
    }
    var values = new HashMap<String, JsonNode>();
    for (var i = 0; i < call.arguments().size(); i++) {
      values.put(function.parameters().get(i), evaluate(call.arguments().get(i)));
    }
    var inner = new FunctionSymbols(values, symbols);
    return new Evaluator(language, inner, facts, resources).evaluate(function.output());
  }

  static JsonNode member(JsonNode target, String name) {
    if (!target.isObject()) {
      throw TemplateErrors.expression(
          "The language expression property '"
              + name
              + "' can't be evaluated: the value is not an object but '"
              + Values.type(target)
              + "'.");
    }
    return Values.member(target, name).orElseThrow(() -> noMember(target, name));
  }

  private static ArmException noMember(JsonNode target, String name) {
    var names = target.properties().stream().limit(20).map(Map.Entry::getKey).toList();
    return TemplateErrors.expression(
        "The language expression property '"
            + name
            + "' doesn't exist, available properties are '"
            + String.join(", ", names)
            + "'.");
  }

  static JsonNode element(JsonNode target, JsonNode index) {
    if (index.isTextual()) {
      return member(target, index.textValue());
    }
    if (!target.isArray() || !index.isIntegralNumber()) {
      throw TemplateErrors.expression(
          "The language expression index of type '"
              + Values.type(index)
              + "' can't be applied to a value of type '"
              + Values.type(target)
              + "'.");
    }
    var at = index.longValue();
    if (at < 0 || at >= target.size()) {
      throw TemplateErrors.expression(
          "The language expression property array index '" + at + "' is out of bounds.");
    }
    return target.get((int) at);
  }
}
