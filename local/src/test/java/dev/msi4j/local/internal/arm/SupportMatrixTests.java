package dev.msi4j.local.internal.arm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.msi4j.local.DeclaredEndpoints;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.TestAzure;
import dev.msi4j.local.internal.imds.DeclaredHosts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Tests that the support matrix in the documentation lists what the local Azure declares. With
 * {@code -Dsupport.matrix.write=true} the test writes the document instead.
 */
class SupportMatrixTests {
  private static final Path DOCUMENT = Path.of("..", "docs", "guide", "support-matrix.md");

  private static final String INTRODUCTION =
      """
      # Support matrix

      The operations, API versions and token endpoints of the local Azure. This page is generated \
      from the declarations that the server itself uses; a test compares them. After a change, run

      ```sh
      mvn -q test -pl local -am -Dtest=SupportMatrixTests -Dsupport.matrix.write=true \
      -Dsurefire.failIfNoSpecifiedTests=false
      ```

      The client library supports every operation of Microsoft.ManagedIdentity in all API versions: \
      see [Client library](client.md).

      The local Azure accepts an operation in the listed API versions. Operations marked with `any` \
      have the same response in all versions and accept every well-formed one.
      """;

  private static final String ROUTES =
      """
      ## Token service, Microsoft Graph and metadata

      | Method | Path |
      |---|---|
      """;

  private static final String HOSTS =
      """
      ## Token endpoints of hosting environments

      A pod exchanges its projected token at the token service, so it has no endpoint of its own. \
      The second column is the name for [fault injection](fault-injection.md).

      | Environment | Operation |
      |---|---|
      """;

  @Test
  void documentListsDeclaredOperationsVersionsAndHosts() throws IOException {
    String expected;
    try (var azure = TestAzure.start()) {
      expected = document(azure);
    }
    if (Boolean.getBoolean("support.matrix.write")) {
      Files.writeString(DOCUMENT, expected);
    }

    assertThat(Files.readString(DOCUMENT))
        .as("docs/guide/support-matrix.md; write it again with -Dsupport.matrix.write=true")
        .isEqualToNormalizingNewlines(expected);
  }

  private static String document(LocalAzure azure) {
    var text = new StringBuilder(INTRODUCTION);
    var namespaces = new LinkedHashMap<String, List<Operation>>();
    for (var operation : DeclaredEndpoints.operations(azure).all()) {
      namespaces.computeIfAbsent(operation.namespace(), key -> new ArrayList<>()).add(operation);
    }
    namespaces.forEach((namespace, operations) -> append(text, namespace, operations));
    text.append("\n").append(ROUTES);
    DeclaredEndpoints.routes(azure).stream()
        .map(route -> route.split(" ", 2))
        .forEach(route -> row(text, route[0], code(route[1])));
    text.append("\n").append(HOSTS);
    DeclaredHosts.operations()
        .forEach((kind, operation) -> row(text, title(kind), code(operation)));
    return text.toString();
  }

  /** Appends the table of a provider; versions that all operations have are listed once. */
  private static void append(StringBuilder text, String namespace, List<Operation> operations) {
    var usual = usualVersions(operations);
    text.append("\n## ").append(namespace).append("\n\n");
    if (!usual.isEmpty()) {
      text.append("API versions: ").append(usual).append(".\n\n");
    }
    text.append("| Method | Path | Action | API versions |\n|---|---|---|---|\n");
    for (var operation : operations) {
      var versions = versions(operation);
      row(
          text,
          operation.method(),
          code(operation.template()),
          code(operation.action()),
          versions.equals(usual) ? "all above" : versions);
    }
  }

  /** Returns the most frequent set of versions, or an empty text if no operations share one. */
  private static String usualVersions(List<Operation> operations) {
    var counts = new LinkedHashMap<String, Integer>();
    operations.forEach(operation -> counts.merge(versions(operation), 1, Integer::sum));
    return counts.entrySet().stream()
        .filter(entry -> entry.getValue() > 1 && !entry.getKey().equals("any"))
        .max((left, right) -> Integer.compare(left.getValue(), right.getValue()))
        .map(entry -> entry.getKey())
        .orElse("");
  }

  private static String versions(Operation operation) {
    var versions = operation.versions();
    return versions.contain("2099-12-31") ? "any" : String.join(", ", versions.listed());
  }

  /** Returns the words of a constant with capitals, such as {@code Azure Arc}. */
  private static String title(String kind) {
    return Arrays.stream(kind.split("_"))
        .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(" "));
  }

  private static String code(String text) {
    return "`" + text + "`";
  }

  private static void row(StringBuilder text, String... cells) {
    text.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }
}
