package dev.msi4j.local.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class GlobMatcherTests {
  /**
   * Maximum reads per step: two characters of the pattern and one of the text, or both neighbors.
   */
  private static final int LOOKS = 4;

  private static final GlobMatcher PLAIN = new GlobMatcher((p, t) -> p == t, false);
  private static final GlobMatcher SEGMENTS = new GlobMatcher((p, t) -> p == t, true);

  @Property(tries = 5_000)
  void matchesAgreesWithReferenceMatcher(
      @ForAll("patterns") String pattern, @ForAll("texts") String text) {
    assertThat(PLAIN.matches(pattern, text)).isEqualTo(reference(pattern, text, false));
    assertThat(SEGMENTS.matches(pattern, text)).isEqualTo(reference(pattern, text, true));
  }

  @Property(tries = 1_000)
  void stepsAreBoundedByPatternTimesText(
      @ForAll("longPatterns") String pattern, @ForAll("longTexts") String text) {
    assertStepsAreBounded(PLAIN, pattern, text);
    assertStepsAreBounded(SEGMENTS, pattern, text);
  }

  /** A backtracking matcher takes exponentially many steps for these patterns. */
  @Example
  void stepsAreBoundedForManyStarsThatAlmostMatch() {
    var slashes = "a/".repeat(500);
    for (var pattern : new String[] {"/*/", "*/", "*a", "/*/*", "*", "**/a"}) {
      for (var end : new String[] {"", "b", "/b", "/"}) {
        assertStepsAreBounded(SEGMENTS, "a" + pattern.repeat(200) + end, slashes);
        assertStepsAreBounded(PLAIN, "a" + pattern.repeat(200) + end, slashes);
      }
    }
  }

  private static void assertStepsAreBounded(GlobMatcher matcher, String pattern, String text) {
    var countedPattern = new CountedText(pattern);
    var countedText = new CountedText(text);

    var unused = matcher.matches(countedPattern, countedText);

    assertThat(countedPattern.steps() + countedText.steps())
        .as("steps for the pattern %s", pattern)
        .isLessThanOrEqualTo(LOOKS * (pattern.length() + 1L) * (text.length() + 1L));
  }

  /** Matches by the definition, from an index of the pattern and an index of the text on. */
  private static boolean reference(String pattern, String text, boolean skips) {
    if (pattern.isEmpty()) {
      return text.isEmpty();
    }
    var rest = pattern.substring(1);
    if (skips && pattern.startsWith("/*/") && reference(pattern.substring(2), text, true)) {
      return true;
    }
    if (pattern.charAt(0) == '*') {
      return reference(rest, text, skips)
          || (!text.isEmpty() && reference(pattern, text.substring(1), skips));
    }
    return !text.isEmpty()
        && text.charAt(0) == pattern.charAt(0)
        && reference(rest, text.substring(1), skips);
  }

  @Provide
  Arbitrary<String> patterns() {
    return Arbitraries.strings().withChars("ab*/").ofMaxLength(9);
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings().withChars("ab/").ofMaxLength(9);
  }

  @Provide
  Arbitrary<String> longPatterns() {
    return Arbitraries.strings().withChars("a*/").ofMinLength(50).ofMaxLength(300);
  }

  @Provide
  Arbitrary<String> longTexts() {
    return Arbitraries.strings().withChars("a/").ofMinLength(50).ofMaxLength(300);
  }
}
