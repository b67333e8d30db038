package dev.msi4j.local.rbac;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;

class ActionPatternTests {
  @Property
  void matchesWhatTheSameRegularExpressionMatches(
      @ForAll @CharRange(from = 'a', to = 'b') @Chars({'*', '/'}) @StringLength(max = 8)
          String pattern,
      @ForAll @CharRange(from = 'a', to = 'b') @Chars('/') @StringLength(max = 8) String action) {
    var expression =
        Stream.of(pattern.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));

    assertThat(ActionPattern.matches(pattern, action)).isEqualTo(action.matches(expression));
  }
}
