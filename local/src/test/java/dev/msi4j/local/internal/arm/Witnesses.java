package dev.msi4j.local.internal.arm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The tests and conformance checks of this project, by name. A test has the name {@code Class} or
 * {@code Class.method}; a class name that is not unique is preceded by the name of its package and
 * a slash. A check of an official client has the name {@code script:check}.
 */
final class Witnesses {
  private static final Path ROOT = Path.of("..");

  private final List<Path> tests;
  private final List<Path> scripts;

  private Witnesses(List<Path> tests, List<Path> scripts) {
    this.tests = tests;
    this.scripts = scripts;
  }

  /** Finds the test classes of all modules and the scripts of the conformance suites. */
  static Witnesses find() {
    try (var modules = Files.list(ROOT)) {
      var tests =
          modules
              .map(module -> module.resolve(Path.of("src", "test", "java")))
              .filter(Files::isDirectory)
              .flatMap(sources -> files(sources).stream())
              .filter(file -> file.toString().endsWith("Tests.java"))
              .toList();
      return new Witnesses(tests, files(ROOT.resolve(Path.of("verification", "conformance"))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> files(Path folder) {
    try (var files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the names that are not the name of exactly one test or check. */
  List<String> unknown(List<String> names) {
    return names.stream().filter(name -> found(name).size() != 1).toList();
  }

  /** Returns a link to a witness, relative to the folder of the documents. */
  String link(String name) {
    var path = found(name).get(0).toString().replace('\\', '/');
    return "[`" + name.substring(name.indexOf('/') + 1) + "`](" + path + ")";
  }

  private List<Path> found(String name) {
    var parts = name.split("[.:]", 2);
    if (name.contains(":")) {
      var at = name.indexOf(':');
      return having(scripts, name.substring(0, at), check(name.substring(at + 1)));
    }
    return having(tests, parts[0] + ".java", parts.length == 1 ? "" : "void " + parts[1] + "\\(");
  }

  /** Returns a pattern of the declaration of a check in Bash, Python, JavaScript and Java. */
  private static String check(String name) {
    var quoted = Pattern.quote(name);
    return "(check(_error)? "
        + quoted
        + " |def "
        + quoted
        + "\\(|check\\(\\s*['\"`]"
        + quoted
        + "['\"`])";
  }

  private static List<Path> having(List<Path> files, String name, String pattern) {
    var regex = Pattern.compile(pattern);
    return files.stream()
        .filter(file -> file.endsWith(Path.of(name)))
        .filter(file -> regex.matcher(read(file)).find())
        .toList();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
