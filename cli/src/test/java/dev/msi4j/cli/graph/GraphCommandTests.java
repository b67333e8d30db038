package dev.msi4j.cli.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.msi4j.cli.Terminal;
import dev.msi4j.cli.VirtualMachines;
import dev.msi4j.cli.azure.Resource;
import dev.msi4j.cli.console.JsonText;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.TestAzure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GraphCommandTests {
  private static final String HOSTILE = "a\"b\\<script>alert(1)</script>&'c];\u202e";

  private static final String ESTATE =
      """
      resourceGroups: [{name: shop, location: westeurope}, {name: data, location: westeurope}]
      identities:
      - resourceGroup: shop
        name: orders
        credentials: [{name: main, githubBranch: contoso@12/shop@34@main}]
        roles:
        - {role: Reader, scope: resourceGroups/shop}
        - {role: Reader, scope: resourceGroups/data}
      - resourceGroup: data
        name: carts
        roles: [{role: Reader, scope: resourceGroups/data}]
      """;

  @AutoClose private static final LocalAzure azure = TestAzure.start();
  private static final Terminal terminal = Terminal.signedIn(azure);

  @TempDir private static Path folder;

  @BeforeAll
  static void createEstate() throws IOException {
    var file = folder.resolve("estate.yaml");
    Files.writeString(file, ESTATE);
    run("apply", "-f", file.toString());
    run(
        "federation",
        "create",
        "-g",
        "data",
        "--identity-name",
        "carts",
        "-n",
        "hostile",
        "--issuer",
        "https://hostile.example",
        "--subject",
        HOSTILE);
    VirtualMachines.createWithIdentities(azure, "shop", "web", "orders");
  }

  @Test
  void jsonHasPathsFromWorkloadToScope() {
    assertThat(paths(json("-o", "json")))
        .contains(
            "repo:contoso@12/shop@34:ref:refs/heads/main -> main",
            "main -> orders",
            "orders -> Reader",
            "Reader -> shop",
            "Reader -> data",
            "web -> orders",
            "web -> web (system-assigned)");
  }

  @Test
  void roleAtTwoScopesIsTwoNodes() {
    var graph = json("-o", "json");

    assertThat(labels(graph, "role")).containsExactly("Reader", "Reader");
    assertThat(labels(graph, "scope")).containsExactlyInAnyOrder("shop", "data");
  }

  @Test
  void groupLimitsIdentities() {
    assertThat(labels(json("-o", "json", "-g", "DATA"), "identity")).containsExactly("carts");
  }

  @Test
  void dotEscapesQuotesAndBackslashes() {
    var dot = run("graph").out();

    assertThat(dot).startsWith("digraph access {").endsWith("}\n");
    assertThat(dot).contains("label=\"a\\\"b\\\\<script>");
    assertThat(dot.lines().filter(line -> line.contains(" -> ")))
        .allSatisfy(line -> assertThat(line).matches("  n\\d+ -> n\\d+;"));
  }

  @Test
  void mermaidEncodesSyntax() {
    var mermaid = run("graph", "--output", "mermaid").out();

    assertThat(mermaid).startsWith("flowchart LR\n").contains("a#34;b#92;#60;script#62;");
    assertThat(mermaid.lines().skip(1))
        .allSatisfy(line ->
            assertThat(line).matches("  n\\d+(\\(?\\[\"[^\"\\[\\](){}]*\"]\\)?| --> n\\d+)"));
  }

  @Test
  void pageIsSelfContainedAndEscapesTexts() {
    var page = run("graph", "-o", "html").out();

    assertThat(page).startsWith("<!doctype html>");
    assertThat(page).doesNotContain("alert(1)</script>", "\"GRAPH\"", " src=", " href=", "@import");
    assertThat(page).contains("\\u003cscript\\u003ealert(1)\\u003c/script\\u003e\\u0026");
    assertThat(page).containsOnlyOnce("<script type=\"application/json\"");
  }

  private static Resource json(String... options) {
    var line = new ArrayList<>(List.of("graph"));
    line.addAll(List.of(options));
    return Resource.of(
        JsonText.readObject(
            run(line.toArray(String[]::new)).out().getBytes(StandardCharsets.UTF_8)));
  }

  private static List<String> labels(Resource graph, String kind) {
    return graph.objects("nodes").stream()
        .filter(each -> kind.equals(each.text("kind")))
        .map(each -> each.textOr("", "label"))
        .toList();
  }

  private static List<String> paths(Resource graph) {
    var labels =
        graph.objects("nodes").stream()
            .collect(Collectors.toMap(Resource::id, each -> each.textOr("", "label")));
    return graph.objects("edges").stream()
        .map(each -> labels.get(each.text("from")) + " -> " + labels.get(each.text("to")))
        .toList();
  }

  private static Terminal.Result run(String... line) {
    var result = terminal.run(line);
    assertThat(result.status()).as(result.err()).isZero();
    return result;
  }
}
