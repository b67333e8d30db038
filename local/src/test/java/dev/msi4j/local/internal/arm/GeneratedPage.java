package dev.msi4j.local.internal.arm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A document that tests generate from the declarations of the server, and its Markdown. */
final class GeneratedPage {
  private final StringBuilder text = new StringBuilder();

  /** Appends lines of Markdown. */
  GeneratedPage add(String markdown) {
    text.append(markdown);
    return this;
  }

  /** Appends a row of a table. */
  void row(String... cells) {
    text.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }

  static String code(String text) {
    return "`" + text + "`";
  }

  /** Returns the words of a constant with capitals, such as {@code Azure Arc}. */
  static String title(String constant) {
    return Arrays.stream(constant.split("_"))
        .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(" "));
  }

  /** Returns the operations of each namespace, in the order of their declaration. */
  static Map<String, List<Operation>> byNamespace(Operations operations) {
    var namespaces = new LinkedHashMap<String, List<Operation>>();
    for (var operation : operations.all()) {
      namespaces.computeIfAbsent(operation.namespace(), key -> new ArrayList<>()).add(operation);
    }
    return namespaces;
  }

  /** Returns the most frequent set of versions, or an empty text if no operations share one. */
  static String usualVersions(List<Operation> operations) {
    var counts = new LinkedHashMap<String, Integer>();
    operations.forEach(operation -> counts.merge(versions(operation), 1, Integer::sum));
    return counts.entrySet().stream()
        .filter(entry -> entry.getValue() > 1 && !entry.getKey().equals("any"))
        .max((left, right) -> Integer.compare(left.getValue(), right.getValue()))
        .map(entry -> entry.getKey())
        .orElse("");
  }

  /** Returns the versions of an operation, or {@code any}. */
  static String versions(Operation operation) {
    var versions = operation.versions();
    return versions.contain("2099-12-31") ? "any" : String.join(", ", versions.listed());
  }

  /** Appends the versions that most operations have. */
  GeneratedPage addUsualVersions(String usual) {
    return usual.isEmpty() ? this : add("API versions: " + usual + ".\n\n");
  }

  /**
   * Compares the page with a document, or writes the document with {@code
   * -Dsupport.matrix.write=true}.
   */
  void check(Path document) throws IOException {
    if (Boolean.getBoolean("support.matrix.write")) {
      Files.writeString(document, text);
    }

    assertThat(Files.readString(document))
        .as("%s; write it again with -Dsupport.matrix.write=true", document)
        .isEqualToNormalizingNewlines(text.toString());
  }
}
