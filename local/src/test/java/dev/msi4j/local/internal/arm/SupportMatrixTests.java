package dev.msi4j.local.internal.arm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.msi4j.local.DeclaredEndpoints;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.TestAzure;
import dev.msi4j.local.internal.imds.DeclaredHosts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/**
 * Tests that the support matrix and the page about parity list what the local Azure declares, and
 * that each statement about parity has a witness. With {@code -Dsupport.matrix.write=true} the
 * tests write the documents instead.
 */
class SupportMatrixTests {
  private static final Path MATRIX = Path.of("..", "docs", "guide", "support-matrix.md");
  private static final Path PARITY = Path.of("..", "docs", "parity.md");

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
      have the same response in all versions and accept every well-formed one. The tests that witness \
      each operation are in [Parity with Azure](../parity.md).
      """;

  private static final String ROUTES =
      """
      ## Token service, Microsoft Graph and metadata

      | Method | Path |
      |---|---|
      """;

  private static final String VAULT_ROUTES =
      """
      ## Key Vault secrets

      Requests to the address of a vault: see [Key Vault](key-vault.md).

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

  @AutoClose private static final LocalAzure azure = TestAzure.start();

  private static final Operations OPERATIONS = DeclaredEndpoints.operations(azure);

  @Test
  void documentListsDeclaredOperationsVersionsAndHosts() throws IOException {
    var page = new GeneratedPage().add(INTRODUCTION);
    GeneratedPage.byNamespace(OPERATIONS)
        .forEach((namespace, operations) -> append(page, namespace, operations));
    page.add("\n" + ROUTES);
    DeclaredEndpoints.routes(azure).stream()
        .map(route -> route.split(" ", 2))
        .forEach(route -> page.row(route[0], GeneratedPage.code(route[1])));
    page.add("\n" + VAULT_ROUTES);
    DeclaredEndpoints.vaultRoutes(azure).stream()
        .map(route -> route.split(" ", 2))
        .forEach(route -> page.row(route[0], GeneratedPage.code(route[1])));
    page.add("\n" + HOSTS);
    DeclaredHosts.operations()
        .forEach((kind, operation) ->
            page.row(GeneratedPage.title(kind), GeneratedPage.code(operation)));

    page.check(MATRIX);
  }

  @Test
  void parityPageHasWitnessForEachOperationAndStatement() throws IOException {
    var claims = ParityClaims.read();
    var witnesses = Witnesses.find();
    var routes = routes();
    var operations =
        Stream.concat(
                OPERATIONS.all().stream().map(Operation::action),
                routes.values().stream().flatMap(List::stream).map(ParityPage::pathOf))
            .toList();

    assertThat(claims.withoutWitness()).as("statements without witness").isEmpty();
    assertThat(witnesses.unknown(claims.witnesses()))
        .as("witnesses that are not one existing test or check")
        .isEmpty();
    assertThat(operations)
        .filteredOn(operation -> claims.about(operation).isEmpty())
        .as("operations without 'serves' in a parity.txt")
        .isEmpty();
    assertThat(claims.aboutNone(operations)).as("statements about no operation").isEmpty();
    new ParityPage(claims, witnesses).render(OPERATIONS, routes).check(PARITY);
  }

  /** Returns the requests outside of Resource Manager by area. */
  private static Map<String, List<String>> routes() {
    var areas = new LinkedHashMap<String, List<String>>();
    areas.put("Key Vault secrets", DeclaredEndpoints.vaultRoutes(azure));
    for (var route : DeclaredEndpoints.routes(azure)) {
      areas.computeIfAbsent(area(route), key -> new ArrayList<>()).add(route);
    }
    areas.put(
        "Token endpoints of hosting environments",
        DeclaredHosts.operations().values().stream().map(operation -> "GET " + operation).toList());
    return areas;
  }

  private static String area(String route) {
    var path = ParityPage.pathOf(route);
    if (path.matches("(/graph)?/(v1[.]0|beta)/.*")) {
      return "Microsoft Graph";
    }
    return path.startsWith("/issuers")
        ? "Issuers"
        : path.matches("/(metadata|aliases).*") ? "Metadata of the cloud" : "Token service";
  }

  /** Appends the table of a provider; versions that all operations have are listed once. */
  private static void append(GeneratedPage page, String namespace, List<Operation> operations) {
    var usual = GeneratedPage.usualVersions(operations);
    page.add("\n## " + namespace + "\n\n").addUsualVersions(usual);
    page.add("| Method | Path | Action | API versions |\n|---|---|---|---|\n");
    for (var operation : operations) {
      var versions = GeneratedPage.versions(operation);
      page.row(
          operation.method(),
          GeneratedPage.code(operation.template()),
          GeneratedPage.code(operation.action()),
          versions.equals(usual) ? "all above" : versions);
    }
  }
}
