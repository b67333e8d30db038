package dev.msi4j.local.internal.deployments.expressions;

import dev.msi4j.local.internal.text.CaseFolding;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The functions of the template language by name, compared ignoring case. */
final class FunctionTable {
  /** The maximum number of arguments of a function without a limit. */
  static final int ANY = Integer.MAX_VALUE;

  private final Map<String, Definition> definitions = new HashMap<>();

  /** A function with the number of arguments that it takes. */
  record Definition(String name, int minimum, int maximum, TemplateFunction function) {}

  /** Returns a table of all functions. */
  static FunctionTable ofAll() {
    var table = new FunctionTable();
    StringFunctions.define(table);
    EncodingFunctions.define(table);
    NumericFunctions.define(table);
    CollectionFunctions.define(table);
    ObjectFunctions.define(table);
    LogicalFunctions.define(table);
    LambdaFunctions.define(table);
    DateFunctions.define(table);
    CidrFunctions.define(table);
    DeploymentFunctions.define(table);
    ResourceFunctions.define(table);
    return table;
  }

  /** Adds a function with a fixed number of arguments. */
  FunctionTable add(String name, int arguments, TemplateFunction function) {
    return add(name, arguments, arguments, function);
  }

  /** Adds a function. */
  FunctionTable add(String name, int minimum, int maximum, TemplateFunction function) {
    var key = CaseFolding.of(name);
    if (definitions.put(key, new Definition(name, minimum, maximum, function)) != null) {
      throw new IllegalStateException("the function " + name + " is defined twice");
    }
    return this;
  }

  Optional<Definition> find(String name) {
    return Optional.ofNullable(definitions.get(CaseFolding.of(name)));
  }
}
