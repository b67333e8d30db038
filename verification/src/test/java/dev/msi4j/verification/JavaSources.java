package dev.msi4j.verification;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Predicate;
import javax.tools.ToolProvider;

/** Java source files of the project, parsed without resolving symbols. */
final class JavaSources {
  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private final DocTrees docTrees;
  private final List<CompilationUnitTree> units;

  private JavaSources(DocTrees docTrees, List<CompilationUnitTree> units) {
    this.docTrees = docTrees;
    this.units = units;
  }

  /** Parses all source files whose path, relative to the root of the project, matches. */
  static JavaSources parse(Predicate<String> isIncluded) {
    var compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler(), "no compiler");
    try (var files = compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8)) {
      var task =
          (JavacTask)
              compiler.getTask(
                  null,
                  files,
                  null,
                  List.of("-proc:none"),
                  null,
                  files.getJavaFileObjectsFromPaths(paths(isIncluded)));
      var units = new ArrayList<CompilationUnitTree>();
      task.parse().forEach(units::add);
      return new JavaSources(DocTrees.instance(task), units);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> paths(Predicate<String> isIncluded) throws IOException {
    try (var all = Files.walk(ROOT)) {
      return all.filter(path -> path.toString().endsWith(".java"))
          .filter(path -> isSource(relative(path)) && isIncluded.test(relative(path)))
          .sorted()
          .toList();
    }
  }

  private static boolean isSource(String path) {
    return path.contains("/src/") && !path.contains("/target/");
  }

  static String relative(Path path) {
    return ROOT.relativize(path).toString().replace('\\', '/');
  }

  List<CompilationUnitTree> units() {
    return units;
  }

  DocTrees docTrees() {
    return docTrees;
  }

  /** Returns the path of a source file, relative to the root of the project. */
  static String name(CompilationUnitTree unit) {
    return relative(Path.of(unit.getSourceFile().toUri()));
  }
}
