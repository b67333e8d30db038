package dev.msi4j.cli.graph;

import dev.msi4j.cli.azure.AzureOptions;
import dev.msi4j.cli.console.Environment;
import dev.msi4j.cli.estate.InventoryReader;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints a graph of who can use what. */
@Command(
    name = "graph",
    description = {
      "Print a graph of workloads, credentials, identities, roles and scopes",
      "The page of --output html shows a picture with search, filters and details. It needs no"
          + " network, and contains the ids of the identities and their roles."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  msi graph --output html > graph.html",
      "  msi graph --resource-group shop --output mermaid",
      "  msi graph > graph.dot"
    })
public final class GraphCommand implements Runnable {
  private final Environment environment;

  @Option(
      names = {"-g", "--resource-group"},
      paramLabel = "GROUP",
      description = "Resource group of the identities (default: all of the subscription)")
  private @Nullable String group;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      defaultValue = "dot",
      description = "Format: dot, mermaid, json or html (default: ${DEFAULT-VALUE})")
  private GraphFormat format = GraphFormat.DOT;

  @Mixin private AzureOptions azure = new AzureOptions();

  public GraphCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public void run() {
    var reader = new InventoryReader(azure.clientWithExpressions(environment), environment);
    var graph =
        AccessGraph.of(reader.access(), reader.hosts(), Objects.requireNonNullElse(group, ""));
    var out = environment.out();
    out.print(format.write(graph));
    out.flush();
  }
}
