package dev.msi4j.federation;

import dev.msi4j.federation.ClaimCondition.Operator;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Parses the text of a {@link ClaimsExpression}: {@code claims['…'] eq|matches '…' and …}. */
final class ClaimsExpressionParser {
  private static final Pattern CONDITION =
      Pattern.compile("claims\\['([^'\\[\\]]+)'] (eq|matches) '((?:[^']++|'')++)'");
  private static final String AND = " and ";

  private final String text;

  ClaimsExpressionParser(String text) {
    this.text = text;
  }

  List<ClaimCondition> parse() {
    var conditions = new ArrayList<ClaimCondition>();
    var condition = CONDITION.matcher(text);
    var at = 0;
    while (true) {
      condition.region(at, text.length());
      if (!condition.lookingAt()) {
        throw problem(at, "a condition like claims['sub'] eq '…' or claims['sub'] matches '…'");
      }
      conditions.add(
          new ClaimCondition(
              condition.group(1),
              condition.group(2).equals("eq") ? Operator.EQ : Operator.MATCHES,
              condition.group(3).replace("''", "'")));
      at = condition.end();
      if (at == text.length()) {
        return conditions;
      }
      if (!text.startsWith(AND, at)) {
        throw problem(at, "' and ' or the end");
      }
      at += AND.length();
    }
  }

  private IllegalArgumentException problem(int at, String expected) {
    return Preconditions.invalid(
        "expression", text, "must have " + expected + " at character " + (at + 1));
  }
}
