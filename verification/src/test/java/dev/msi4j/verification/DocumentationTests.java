package dev.msi4j.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Tests that Java blocks and other quotations in the documents are tested code, and that named
 * tests and link targets exist.
 */
class DocumentationTests {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  /** A quotation: a comment with a file and a region, followed by a block in a language. */
  private static final Pattern QUOTED =
      Pattern.compile("<!-- quotes (\\S+) (\\S+) -->\n```(\\w+)\n(.*?)```", Pattern.DOTALL);

  private static final Pattern JAVA = Pattern.compile("(?m)^```java$");

  /** The name of a test class as code. */
  private static final Pattern TEST = Pattern.compile("`([A-Z]\\w*Tests)`");

  private static final Pattern LINK = Pattern.compile("]\\((?!https?:|#)([^)#]+)(#[^)]*)?\\)");

  @TestFactory
  Stream<DynamicTest> everyJavaBlockIsAQuotation() {
    return documents()
        .map(document ->
            DynamicTest.dynamicTest(
                name(document),
                () ->
                    assertThat(
                            QUOTED
                                .matcher(read(document))
                                .results()
                                .filter(quotation -> quotation.group(3).equals("java"))
                                .count())
                        .as("quotations among the Java blocks")
                        .isEqualTo(JAVA.matcher(read(document)).results().count())));
  }

  @TestFactory
  Stream<DynamicTest> everyQuotationIsVerbatim() {
    return documents()
        .flatMap(document ->
            QUOTED
                .matcher(read(document))
                .results()
                .map(quotation ->
                    DynamicTest.dynamicTest(
                        name(document) + ": " + quotation.group(2),
                        () ->
                            assertThat(quotation.group(4))
                                .isEqualTo(region(quotation.group(1), quotation.group(2))))));
  }

  @TestFactory
  Stream<DynamicTest> everyLinkTargetExists() {
    return documents()
        .flatMap(document ->
            LINK.matcher(read(document))
                .results()
                .map(link -> link.group(1))
                .distinct()
                .map(target ->
                    DynamicTest.dynamicTest(
                        name(document) + ": " + target,
                        () -> assertThat(document.resolveSibling(target).normalize()).exists())));
  }

  @Test
  void everyNamedTestExists() throws IOException {
    var named =
        documents()
            .flatMap(document -> TEST.matcher(read(document)).results())
            .map(name -> name.group(1) + ".java")
            .collect(Collectors.toSet());
    try (var files = Files.walk(ROOT)) {
      var existing = files.map(file -> String.valueOf(file.getFileName())).toList();

      assertThat(named).hasSizeGreaterThan(20).isSubsetOf(existing);
    }
  }

  private static Stream<Path> documents() {
    try (var docs = Files.walk(ROOT.resolve("docs"));
        var root = Files.list(ROOT)) {
      return Stream.of(root, docs, Stream.of(ROOT.resolve("samples/README.md")))
          .flatMap(files -> files)
          .filter(file -> file.toString().endsWith(".md"))
          .sorted()
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String name(Path document) {
    return ROOT.relativize(document).toString();
  }

  /** Returns the lines between the marks of a region, without common indentation. */
  private static String region(String file, String name) {
    var lines = new ArrayList<String>();
    var inside = false;
    for (var line : read(ROOT.resolve(file)).lines().toList()) {
      var mark = line.strip().replaceFirst("^# ", "// ");
      if (mark.equals("// @start region=" + name)) {
        inside = true;
      } else if (mark.equals("// @end")) {
        inside = false;
      } else if (inside) {
        lines.add(line);
      }
    }
    assertThat(lines).as("region %s of %s", name, file).isNotEmpty();
    return outdented(lines);
  }

  private static String outdented(List<String> lines) {
    return String.join("\n", lines).stripTrailing().stripIndent().strip() + "\n";
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
