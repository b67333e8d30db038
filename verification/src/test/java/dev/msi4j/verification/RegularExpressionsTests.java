package dev.msi4j.verification;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tests that every regular expression of the product matches in linear time and without stack
 * overflow, because its input comes from clients and servers. New expressions are found
 * automatically.
 */
class RegularExpressionsTests {
  private static final int LENGTH = 600;
  private static final int LONG = 30_000;
  private static final int STEPS_EACH = 30;

  private static final List<String> HEADS =
      List.of("", "'", "a", "/", "https://", "name eq '", "claims['", "contains(name,'");

  private static final List<String> UNITS =
      List.of(
          " ",
          "/",
          "-",
          "'",
          "''",
          ".",
          "a",
          "1",
          "a.",
          "1.",
          ".a",
          "a/",
          "a-",
          "'a",
          "'a.",
          "a,",
          " and ",
          " or ",
          "*",
          "\u00e9",
          "(",
          "[",
          ":",
          "a:",
          "_",
          "\n",
          "/subscriptions/",
          "/providers/",
          "https://");

  private static final List<String> TAILS = List.of("", "!", "'", "x");

  static List<JavaField> expressions() {
    return new ClassFileImporter()
        .withImportOption(new NoTests()).importPackages("dev.msi4j").stream()
            .map(JavaClass::getFields)
            .flatMap(fields -> fields.stream())
            .filter(field -> field.getRawType().isEquivalentTo(Pattern.class))
            // The pattern of an instance is configuration of the program, such as its proxy hosts.
            .filter(field -> field.getModifiers().contains(JavaModifier.STATIC))
            .toList();
  }

  @ParameterizedTest
  @MethodSource("expressions")
  void matchTakesLinearTime(JavaField field) throws ReflectiveOperationException {
    var reflected = field.reflect();
    reflected.setAccessible(true);
    var expression = (Pattern) reflected.get(null);

    for (var head : HEADS) {
      for (var unit : UNITS) {
        for (var tail : TAILS) {
          var text = new CountedText(head + unit.repeat(LENGTH / unit.length()) + tail);
          var unused = expression.matcher(text).matches() || expression.matcher(text).lookingAt();

          assertThat(text.steps)
              .as("steps of %s for %s, then %s repeated", expression, head, unit)
              .isLessThan((long) STEPS_EACH * text.length());
        }
        // Fails with a stack overflow if a repeated group recurses.
        var unused = expression.matcher(head + unit.repeat(LONG / unit.length())).matches();
      }
    }
  }

  /** Counts the accesses to characters. */
  private static final class CountedText implements CharSequence {
    private final String text;
    private long steps;

    private CountedText(String text) {
      this.text = text;
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public char charAt(int index) {
      steps++;
      return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.substring(start, end);
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
