package dev.msi4j.local.internal.deployments.expressions;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** The parameters, variables and functions that a template declares. */
public interface Symbols {
  /** Returns the value of a parameter; empty if the template does not declare it. */
  Optional<JsonNode> parameter(String name, Evaluator evaluator);

  /** Returns the value of a variable; empty if the template does not declare it. */
  Optional<JsonNode> variable(String name, Evaluator evaluator);

  /** Returns a function by its namespace and name; empty if the template does not declare it. */
  Optional<UserFunction> function(String qualifiedName);
}
