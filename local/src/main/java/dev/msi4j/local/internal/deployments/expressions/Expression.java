package dev.msi4j.local.internal.deployments.expressions;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** An expression of the template language, as a tree. Immutable. */
public sealed interface Expression {
  /** A string or an integer. */
  record Literal(JsonNode value) implements Expression {}

  /**
   * A call of a function.
   *
   * @param name the name as written; the name of a user-defined function has a namespace and a dot
   */
  record Call(String name, List<Expression> arguments) implements Expression {}

  /** The member of an object: {@code target.name}. */
  record Member(Expression target, String name) implements Expression {}

  /** The element of an array or the member of an object: {@code target[index]}. */
  record Element(Expression target, Expression index) implements Expression {}
}
