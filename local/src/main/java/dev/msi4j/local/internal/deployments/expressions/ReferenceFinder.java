package dev.msi4j.local.internal.deployments.expressions;

import com.fasterxml.jackson.databind.JsonNode;
import dev.msi4j.local.internal.arm.ArmException;
import dev.msi4j.local.internal.text.CaseFolding;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Finds the resources that a value reads with {@code reference} or a list function. A resource
 * implicitly depends on them (Microsoft Learn, "Define the order for deploying resources").
 */
public final class ReferenceFinder {
  private final Set<String> found = new LinkedHashSet<>();

  private ReferenceFinder() {}

  /** Returns the names and ids of the resources that a value reads. */
  public static Set<String> find(JsonNode value, Evaluator evaluator) {
    var finder = new ReferenceFinder();
    finder.visit(value, evaluator);
    return finder.found;
  }

  private void visit(JsonNode value, Evaluator evaluator) {
    if (value.isTextual() && Language.isExpression(value.textValue())) {
      visit(evaluator.language().parse(value.textValue()), evaluator);
    } else if (value.isArray()) {
      value.forEach(item -> visit(item, evaluator));
    } else if (value.isObject()) {
      for (var member : value.properties()) {
        if (Loop.isPropertyLoop(member.getKey(), member.getValue())) {
          member.getValue().forEach(loop -> visitLoop(loop, evaluator));
        } else {
          visit(Values.text(member.getKey()), evaluator);
          visit(member.getValue(), evaluator);
        }
      }
    }
  }

  private void visitLoop(JsonNode declaration, Evaluator evaluator) {
    var loop = Loop.of(declaration, evaluator);
    for (var i = 0; i < loop.count(); i++) {
      visit(declaration.path("input"), evaluator.withLoop(loop.name(), i));
    }
  }

  private void visit(Expression expression, Evaluator evaluator) {
    evaluator.budget().enter();
    try {
      if (expression instanceof Expression.Member member) {
        visit(member.target(), evaluator);
      } else if (expression instanceof Expression.Element element) {
        visit(element.target(), evaluator);
        visit(element.index(), evaluator);
      } else if (expression instanceof Expression.Call call) {
        if (readsResource(call)) {
          add(call.arguments().get(0), evaluator);
        }
        call.arguments().forEach(argument -> visit(argument, evaluator));
      }
    } finally {
      evaluator.budget().leave();
    }
  }

  private static boolean readsResource(Expression.Call call) {
    var name = CaseFolding.of(call.name());
    return !call.arguments().isEmpty()
        && (name.equals("reference") || name.equals("references") || name.startsWith("list"));
  }

  private void add(Expression target, Evaluator evaluator) {
    try {
      var name = evaluator.evaluate(target);
      if (name.isTextual()) {
        found.add(name.textValue());
      }
    } catch (RuntimeValueException | ArmException e) {
      // A name that is known only at run time, or inside a lambda, is no dependency in Azure
      // either.
    }
  }
}
