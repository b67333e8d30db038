package dev.msi4j.verification;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.TreePathScanner;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Tests how the test classes start and close servers and fixtures. */
class TestLifecycleTests {
  @Test
  void fixturesAreClosedByAutoClose() {
    var methods = new ClosingMethods();
    JavaSources.parse(path -> path.contains("/src/test/"))
        .units()
        .forEach(unit -> methods.scan(unit, unit));

    assertThat(methods.count).isPositive();
    assertThat(methods.violations).isEmpty();
  }

  /** Collects the methods that only close fields after a test or after all tests of a class. */
  private static final class ClosingMethods
      extends TreePathScanner<@Nullable Void, CompilationUnitTree> {
    private static final Pattern AFTER = Pattern.compile("After(Each|All)");
    private static final Pattern CLOSE = Pattern.compile("\\w+\\.close\\(\\);");

    private final List<String> violations = new ArrayList<>();
    private int count;

    @Override
    public @Nullable Void visitMethod(MethodTree method, CompilationUnitTree unit) {
      var body = method.getBody();
      var isAfter =
          method.getModifiers().getAnnotations().stream()
              .map(annotation -> annotation.getAnnotationType().toString())
              .anyMatch(AFTER.asMatchPredicate());
      if (isAfter && body != null) {
        count++;
        if (body.getStatements().stream()
            .map(Object::toString)
            .allMatch(CLOSE.asMatchPredicate())) {
          violations.add(JavaSources.name(unit) + ": " + method.getName());
        }
      }
      return super.visitMethod(method, unit);
    }
  }
}
