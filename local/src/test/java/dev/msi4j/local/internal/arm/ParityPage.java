package dev.msi4j.local.internal.arm;

import dev.msi4j.local.internal.arm.ParityClaims.Claim;
import dev.msi4j.local.internal.arm.ParityClaims.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The page about parity with Azure: the served operations with the tests and official clients that
 * witness them, the differences, and the features that are not served.
 */
final class ParityPage {
  private static final String INTRODUCTION =
      """
      # Parity with Azure

      The operations that the local Azure serves, its deliberate differences from Azure, and what it \
      does not serve. Each statement names the tests and the checks of official clients that witness \
      it. This page is generated: a test compares it with the declarations of the server, and fails \
      for an operation or a statement without a witness.

      The statements are in the files `parity.txt` next to the tests of each area. After a change, \
      write this page as you write the [support matrix](guide/support-matrix.md), which has the paths \
      of all operations.

      Names with a colon are checks of the [official clients](../CONTRIBUTING.md#build-and-test): the \
      Azure CLI, and the SDKs for Python, JavaScript and Java. Classes named `Official…` test the \
      current SDKs for Java. In addition, [`EveryOperationAuthorizationTests`]\
      (../local/src/test/java/dev/msi4j/local/internal/arm/EveryOperationAuthorizationTests.java) \
      sends every operation without a token, with invalid tokens and without a role.
      """;

  private final ParityClaims claims;
  private final Witnesses witnesses;
  private final GeneratedPage page = new GeneratedPage().add(INTRODUCTION);

  ParityPage(ParityClaims claims, Witnesses witnesses) {
    this.claims = claims;
    this.witnesses = witnesses;
  }

  /**
   * Renders the page.
   *
   * @param routes the other requests by area, such as {@code GET /metadata/endpoints}
   */
  GeneratedPage render(Operations operations, Map<String, List<String>> routes) {
    var namespaces = GeneratedPage.byNamespace(operations);
    namespaces.forEach((namespace, declared) -> {
      var usual = GeneratedPage.usualVersions(declared);
      page.add("\n## " + namespace + "\n\n").addUsualVersions(usual);
      page.add("| Action | Requests | API versions | Witnesses |\n|---|---|---|---|\n");
      grouped(declared, Operation::action)
          .forEach((action, group) ->
              page.row(
                  GeneratedPage.code(action),
                  distinct(group, Operation::method),
                  versions(group, usual),
                  witnesses(action)));
      addStatements(namespace);
    });
    routes.forEach((area, requests) -> {
      page.add("\n## " + area + "\n\n| Request | Witnesses |\n|---|---|\n");
      requests.forEach(
          request -> page.row(GeneratedPage.code(request), witnesses(pathOf(request))));
      addStatements(area);
    });
    claims.areas().stream()
        .filter(area -> !namespaces.containsKey(area) && !routes.containsKey(area))
        .forEach(area -> {
          page.add("\n## " + area + "\n");
          addStatements(area);
        });
    return page;
  }

  /** Returns the path of a request without its method. */
  static String pathOf(String request) {
    return request.substring(request.indexOf(' ') + 1);
  }

  private static <T> Map<String, List<T>> grouped(List<T> all, Function<T, String> key) {
    var groups = new LinkedHashMap<String, List<T>>();
    all.forEach(each -> groups.computeIfAbsent(key.apply(each), k -> new ArrayList<>()).add(each));
    return groups;
  }

  private static String distinct(List<Operation> operations, Function<Operation, String> value) {
    return operations.stream().map(value).distinct().collect(Collectors.joining(", "));
  }

  private static String versions(List<Operation> operations, String usual) {
    return distinct(
        operations,
        operation -> {
          var versions = GeneratedPage.versions(operation);
          return versions.equals(usual) ? "all above" : versions;
        });
  }

  private String witnesses(String operation) {
    return links(claims.about(operation).orElseThrow());
  }

  private String links(Claim claim) {
    return claim.witnesses().stream().map(witnesses::link).collect(Collectors.joining(", "));
  }

  private void addStatements(String area) {
    addStatements("Differences", claims.of(area, Kind.DIFFERS));
    addStatements("Not served", claims.of(area, Kind.OMITS));
  }

  private void addStatements(String title, List<Claim> statements) {
    if (!statements.isEmpty()) {
      page.add("\n" + title + ":\n\n");
      statements.forEach(
          statement -> page.add("- " + statement.text() + " (" + links(statement) + ")\n"));
    }
  }
}
