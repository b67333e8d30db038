package dev.msi4j.local.internal.deployments.expressions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.msi4j.local.internal.arm.ArmException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Evaluates values with expressions, within limits. */
class EvaluatorTests {
  @Test
  void textWithoutExpressionStaysAsItIs() {
    for (var text : List.of("plain", "[not closed", "closed]", "", "[")) {
      assertThat(Expressions.evaluate(text).asText()).isEqualTo(text);
    }
  }

  @Test
  void doubledBracketEscapesExpression() {
    assertThat(Expressions.evaluate("[[concat('a')]").asText()).isEqualTo("[concat('a')]");
  }

  @Test
  void expressionInMemberNameIsEvaluated() {
    var value = Expressions.json("{\"[concat('a', 'b')]\": {\"x\": [\"[add(1, 2)]\"]}}");

    assertThat(Expressions.evaluator().evaluate(value))
        .isEqualTo(Expressions.json("{\"ab\": {\"x\": [3]}}"));
  }

  @Test
  void copyInObjectCreatesArrayMember() {
    var value =
        Expressions.json(
            """
            {"copy": [{"name": "disks", "count": 2, "input": {"lun": "[copyIndex('disks', 10)]"}}]}\
            """);

    assertThat(Expressions.evaluator().evaluate(value))
        .isEqualTo(Expressions.json("{\"disks\": [{\"lun\": 10}, {\"lun\": 11}]}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[concat('a'",
        "[concat('a',)]",
        "['a]",
        "[concat('a') 'b']",
        "[a.b.c()]",
        "[parameters('person').]",
        "[parameters('person')[]]",
        "[99999999999999999999]",
        "[%]"
      })
  void malformedExpressionIsRejectedWithPosition(String text) {
    if (Language.isExpression(text)) {
      assertThatThrownBy(() -> Expressions.evaluate(text))
          .isInstanceOf(ArmException.class)
          .hasMessageContaining("Unable to parse language expression")
          .hasMessageContaining("at position");
    } else {
      assertThat(Expressions.evaluate(text).asText()).isEqualTo(text);
    }
  }

  /** Expressions that would take unbounded time, memory or stack. */
  static List<String> unbounded() {
    var nested = "concat(".repeat(5_000) + "'a'" + ")".repeat(5_000);
    var chained = "json('{}')" + ".a".repeat(10_000);
    var doubled =
        "reduce(range(0, 60), 'ab', lambda('a', 'i', concat(lambdaVariables('a'),"
            + " lambdaVariables('a'))))";
    var doubledArrays =
        "reduce(range(0, 60), createArray(1), lambda('a', 'i', createArray(lambdaVariables('a'),"
            + " lambdaVariables('a'))))";
    var loops =
        "map(range(0, 10000), lambda('a', map(range(0, 10000), lambda('b',"
            + " lambdaVariables('b')))))";
    var replaced =
        "reduce(range(0, 60), 'aa', lambda('s', 'i', replace(lambdaVariables('s'), 'a', 'aa')))";
    var deep = "reduce(range(0, 10000), 'x', lambda('a', 'i', createArray(lambdaVariables('a'))))";
    return List.of(nested, chained, doubled, doubledArrays, loops, replaced, deep);
  }

  @ParameterizedTest
  @MethodSource("unbounded")
  void unboundedExpressionIsRejected(String expression) {
    assertThatThrownBy(() -> Expressions.evaluate("[" + expression + "]"))
        .isInstanceOf(ArmException.class);
  }

  @Test
  void sortEndsForInconsistentOrder() {
    var sorted = Expressions.evaluate("[length(sort(range(0, 200), lambda('a', 'b', true())))]");

    assertThat(sorted.asInt()).isEqualTo(200);
  }

  @Test
  void referenceIsUnknownBeforeDeployment() {
    assertThatThrownBy(() -> Expressions.evaluate("[reference('x').id]"))
        .isInstanceOf(RuntimeValueException.class)
        .hasMessage("the value of reference is not known before the deployment runs");
  }

  @Test
  void finderReturnsResourcesThatExpressionsRead() {
    var value =
        Expressions.json(
            """
            {"a": "[reference('one').id]", "[listKeys('two', '2024-01-01').key]": 1,
             "copy": [{"name": "b", "count": 2,
                       "input": "[concat('x', reference(concat('n', copyIndex('b'))).p)]"}],
             "c": ["[resourceId('Microsoft.X/y', 'z')]"]}\
            """);

    assertThat(ReferenceFinder.find(value, Expressions.evaluator()))
        .containsExactlyInAnyOrder("one", "two", "n0", "n1");
  }
}
