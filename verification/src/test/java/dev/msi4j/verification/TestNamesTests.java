package dev.msi4j.verification;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.TreePathScanner;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Tests the names of test methods. */
class TestNamesTests {
  private static final Pattern TEST_SOURCE =
      Pattern.compile("(cli|samples|verification)/src/test/.*");

  private static final Pattern TEST_ANNOTATION = Pattern.compile("(\\w*Test|Property)");

  /** Verbs that would open the name of a test without a subject. */
  private static final Set<String> VERBS =
      Set.of(
          "asks",
          "carries",
          "clears",
          "creates",
          "deletes",
          "does",
          "finds",
          "gives",
          "has",
          "is",
          "keeps",
          "leaves",
          "lets",
          "lists",
          "makes",
          "needs",
          "prints",
          "puts",
          "reads",
          "rejects",
          "removes",
          "replaces",
          "runs",
          "says",
          "sends",
          "shows",
          "takes",
          "tells",
          "warns");

  private static final Set<String> ARTICLES_AND_PRONOUNS =
      Set.of("a", "an", "the", "there", "what", "who");

  private static final Pattern WORD_BOUNDARY = Pattern.compile("_|(?<=[a-z0-9])(?=[A-Z])");

  @Test
  void testNamesStartWithSubjectAndContainNoArticle() {
    var tests = new TestNames();
    JavaSources.parse(path -> TEST_SOURCE.matcher(path).matches())
        .units()
        .forEach(unit -> tests.scan(unit, unit));

    assertThat(tests.count).isGreaterThan(200);
    assertThat(tests.violations).isEmpty();
  }

  /** Checks the names of test methods. */
  private static final class TestNames
      extends TreePathScanner<@Nullable Void, CompilationUnitTree> {
    private final List<String> violations = new ArrayList<>();
    private int count;

    @Override
    public @Nullable Void visitMethod(MethodTree method, CompilationUnitTree unit) {
      var isTest =
          method.getModifiers().getAnnotations().stream()
              .map(annotation -> annotation.getAnnotationType().toString())
              .anyMatch(TEST_ANNOTATION.asMatchPredicate());
      if (isTest) {
        count++;
        var words =
            WORD_BOUNDARY
                .splitAsStream(method.getName())
                .map(word -> word.toLowerCase(Locale.ROOT))
                .toList();
        if (VERBS.contains(words.get(0))
            || words.stream().anyMatch(ARTICLES_AND_PRONOUNS::contains)) {
          violations.add(JavaSources.name(unit) + ": " + method.getName());
        }
      }
      return super.visitMethod(method, unit);
    }
  }
}
