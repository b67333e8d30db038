package dev.msi4j.local.internal.rbac;

import static org.assertj.core.api.Assertions.assertThat;

import dev.msi4j.local.internal.http.CountedText;
import java.util.ArrayDeque;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;

class ActionPatternTests {
  @Property
  void matchesLikeEquivalentRegularExpression(
      @ForAll @CharRange(from = 'a', to = 'b') @Chars({'*', '/'}) @StringLength(max = 8)
          String pattern,
      @ForAll @CharRange(from = 'a', to = 'b') @Chars('/') @StringLength(max = 8) String action) {
    var shorter = new ArrayDeque<>(List.of(pattern));
    var matches = false;
    while (!matches && !shorter.isEmpty()) {
      var each = shorter.pop();
      matches = action.matches(expression(each));
      for (var at = each.indexOf("/*/"); at >= 0; at = each.indexOf("/*/", at + 1)) {
        shorter.add(each.substring(0, at) + each.substring(at + 2));
      }
    }

    assertThat(ActionPattern.matches(pattern, action)).isEqualTo(matches);
  }

  @Example
  void matchesManyStarsInLinearSteps() {
    for (var stars : new int[] {11, 100, 1_000}) {
      var pattern = new CountedText("Microsoft.Compute" + "/*/a".repeat(stars) + "/none");
      var action = new CountedText("Microsoft.Compute/" + "a/".repeat(100) + "read");

      assertThat(ActionPattern.matches(pattern, action)).isFalse();

      assertThat(pattern.steps() + action.steps())
          .isLessThanOrEqualTo(4L * (pattern.length() + 1) * (action.length() + 1));
    }
  }

  private static String expression(String pattern) {
    return Stream.of(pattern.split("\\*", -1))
        .map(Pattern::quote)
        .collect(Collectors.joining(".*"));
  }
}
