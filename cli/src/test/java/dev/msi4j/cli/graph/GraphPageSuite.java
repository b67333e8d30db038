package dev.msi4j.cli.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.msi4j.cli.graph.AccessGraph.Edge;
import dev.msi4j.cli.graph.AccessGraph.Kind;
import dev.msi4j.cli.graph.AccessGraph.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Uses the page of a graph as people do, in Chromium. Run by {@code mvn -Pbrowser verify}. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class GraphPageSuite {
  private static final Path SCREENSHOTS =
      Path.of(System.getProperty("browser.screenshots", "target/screenshots"));

  /** The contrast that WCAG 2.2 requires for text, success criterion 1.4.3. */
  private static final double CONTRAST = 4.5;

  private static final String NODES = "document.querySelectorAll('svg g').length";
  private static final String COUNT = "document.getElementById('count').textContent";

  /** Returns the lowest contrast of the labels and their boxes. */
  private static final String LOWEST_CONTRAST =
      """
      (function () {
        function luminance(color) {
          var parts = color.match(/[\\d.]+/g).slice(0, 3).map(function (part) {
            var value = part / 255;
            return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
          });
          return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
        }
        return Math.min.apply(null, Array.from(document.querySelectorAll('svg g')).map(function (g) {
          var text = luminance(getComputedStyle(g.querySelector('text')).fill);
          var box = luminance(getComputedStyle(g.querySelector('rect')).fill);
          return (Math.max(text, box) + 0.05) / (Math.min(text, box) + 0.05);
        }));
      })()
      """;

  private static final String WIDE_LABELS =
      """
      Array.from(document.querySelectorAll('svg g')).filter(function (g) {
        return g.querySelector('text').getBBox().width > g.querySelector('rect').getBBox().width;
      }).length
      """;

  @TempDir private Path folder;
  private Chromium page;

  @BeforeEach
  void start() throws IOException {
    var program = Chromium.program();
    Assumptions.assumeTrue(
        program.isPresent(), "NOT RUN: there is no chromium or google-chrome in the PATH");
    page = Chromium.start(program.orElseThrow(), folder.resolve("profile"));
  }

  @AfterEach
  void stop() {
    if (page != null) {
      assertThat(page.exceptions()).isEmpty();
      page.close();
    }
  }

  /** Opens the page of a graph with this number of nodes. */
  private void open(int nodes) throws IOException {
    var file = folder.resolve("graph.html");
    page.open(Files.writeString(file, GraphFormat.HTML.write(graph(nodes))));
  }

  private static AccessGraph graph(int size) {
    var nodes = new ArrayList<Node>();
    var edges = new ArrayList<Edge>();
    int scope = add(nodes, Kind.SCOPE, "shop");
    for (int i = 0; nodes.size() < size; i++) {
      int identity = add(nodes, Kind.IDENTITY, "orders-" + i + ".");
      int workload =
          add(
              nodes,
              Kind.WORKLOAD,
              "repo:contoso@123456/service-" + i + "@456789:ref:refs/heads/main");
      int credential = add(nodes, Kind.CREDENTIAL, "main");
      edges.add(new Edge(workload, credential));
      edges.add(new Edge(credential, identity));
      if (nodes.size() < size) {
        int role = add(nodes, Kind.ROLE, "Reader");
        edges.add(new Edge(identity, role));
        edges.add(new Edge(role, scope));
      }
      if (nodes.size() < size && i % 5 == 0) {
        edges.add(new Edge(add(nodes, Kind.HOST, "web-" + i), identity));
      }
    }
    return new AccessGraph(
        nodes.subList(0, size),
        edges.stream().filter(each -> each.from() < size && each.to() < size).toList());
  }

  private static int add(List<Node> nodes, Kind kind, String label) {
    nodes.add(new Node(nodes.size(), kind, label, Map.of("id", "/" + kind.word() + nodes.size())));
    return nodes.size() - 1;
  }

  @ParameterizedTest
  @CsvSource({"10,light", "10,dark", "2000,light", "2000,dark"})
  void pageShowsAllNodesInBothColorSchemes(int nodes, String scheme) throws IOException {
    page.setColorScheme(scheme);
    open(nodes);

    assertThat(page.text(COUNT)).isEqualTo(nodes + " of " + nodes + " nodes");
    assertThat(page.number(NODES)).isEqualTo(nodes);
    assertThat(page.number(WIDE_LABELS)).isZero();
    assertThat(page.number(LOWEST_CONTRAST)).isGreaterThan(CONTRAST);
    Files.createDirectories(SCREENSHOTS);
    Files.write(SCREENSHOTS.resolve("graph-" + nodes + "-" + scheme + ".png"), page.screenshot());
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 2000})
  void searchLeavesConnectedNodes(int nodes) throws IOException {
    open(nodes);

    page.click("document.getElementById('search')");
    page.type("service-1@");

    // The workload, its credential, identity and role, and the scope.
    assertThat(page.text(COUNT)).isEqualTo("5 of " + nodes + " nodes");
    assertThat(page.text("document.querySelector('svg g.identity text').textContent"))
        .isEqualTo("orders-1.");
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 2000})
  void hiddenKindLeavesConnections(int nodes) throws IOException {
    open(nodes);
    double before = page.number("document.querySelectorAll('svg g.credential').length");

    page.click("document.querySelectorAll('#kinds input')[2]");

    assertThat(page.number("document.querySelectorAll('svg g.credential').length")).isZero();
    assertThat(page.number(NODES)).isEqualTo(nodes - before);
    // One edge replaces the two of each credential.
    assertThat(page.number("document.querySelectorAll('svg path').length"))
        .isEqualTo(graph(nodes).edges().size() - before);
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 2000})
  void clickShowsDetailsAndConnections(int nodes) throws IOException {
    open(nodes);

    page.click("document.querySelector('svg g.identity rect')");

    assertThat(page.text("document.querySelector('#details h2').textContent"))
        .isEqualTo("identity: orders-0.");
    assertThat(page.text("document.getElementById('details').textContent"))
        .contains("/identity1", "credential: main", "role: Reader");
    assertThat(page.number("document.querySelectorAll('svg g:not(.faint)').length")).isEqualTo(6);

    page.click("document.querySelector('svg g.selected rect')");

    assertThat(page.text("document.getElementById('details').textContent"))
        .contains("Select a node");
    assertThat(page.number("document.querySelectorAll('.faint').length")).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = 10)
  void selectionWithKeyboardKeepsFocus(int nodes) throws IOException {
    open(nodes);

    page.evaluate("document.querySelector('svg g.role').focus()");
    page.pressEnter();

    assertThat(page.text("document.querySelector('#details h2').textContent"))
        .isEqualTo("role: Reader");
    assertThat(page.text("document.activeElement.getAttribute('class')")).contains("role selected");
  }
}
