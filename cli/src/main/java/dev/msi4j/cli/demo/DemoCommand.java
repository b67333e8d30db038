package dev.msi4j.cli.demo;

import dev.msi4j.cli.azure.AzureOptions;
import dev.msi4j.cli.console.CommandException;
import dev.msi4j.cli.console.Environment;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.samples.Connection;
import dev.msi4j.samples.ShutdownHook;
import dev.msi4j.samples.VmIdentities;
import java.time.Duration;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The {@code msi demo} command: runs the samples. */
@Command(
    name = "demo",
    synopsisSubcommandLabel = "[COMMAND]",
    description = {
      "Demonstrate managed identities over HTTPS with signed tokens",
      "Starts a local Azure, or uses the Azure of the environment variables if"
          + " AZURE_SUBSCRIPTION_ID or MSI4J_ARM_ENDPOINT is set."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  msi demo",
      "  msi demo vm --identity system --yes",
      "  msi demo federation --local"
    })
public final class DemoCommand implements Runnable {
  private final Environment environment;

  @Option(
      names = "--local",
      scope = ScopeType.INHERIT,
      description = "Start a local Azure and ignore the environment variables")
  private boolean local;

  @Option(names = "--yes", scope = ScopeType.INHERIT, description = "Skip all prompts")
  private boolean yes;

  @Option(
      names = "--scope",
      paramLabel = "ID",
      scope = ScopeType.INHERIT,
      description = "With identities: id of a resource with a system-assigned identity to show")
  private @Nullable String scope;

  @Option(
      names = {"-l", "--location"},
      paramLabel = "REGION",
      scope = ScopeType.INHERIT,
      description = "Region of the resources (default: westeurope)")
  private @Nullable String location;

  @Option(
      names = "--identity",
      paramLabel = "system|user|both",
      defaultValue = "both",
      scope = ScopeType.INHERIT,
      description = "Identities of the virtual machine (default: ${DEFAULT-VALUE})")
  private VmIdentities identities = VmIdentities.BOTH;

  private DemoCommand(Environment environment) {
    this.environment = environment;
  }

  /** Returns the command with its subcommands. */
  public static CommandLine create(Environment environment) {
    return new CommandLine(new DemoCommand(environment))
        .addSubcommand(new VmDemoCommand())
        .addSubcommand(new IdentitiesDemoCommand())
        .addSubcommand(new FederationDemoCommand());
  }

  /** Runs the demonstration of virtual machines, the default. */
  @Override
  public void run() {
    VmDemoCommand.run(this);
  }

  Environment environment() {
    return environment;
  }

  VmIdentities identities() {
    return identities;
  }

  @Nullable String scope() {
    return scope;
  }

  @Nullable String location() {
    return location;
  }

  /** A sample that is ready to run, and the resource group that it creates. */
  record Demo(String resourceGroup, Runnable run, Runnable close) {}

  /** Runs a sample on the selected Azure, or on a new local Azure. */
  void demonstrate(BiFunction<Connection, Map<String, String>, Demo> sample) {
    if (!local && AzureOptions.isSelected(environment.variables())) {
      onSelectedAzure(sample);
    } else {
      onLocalAzure(sample);
    }
  }

  private void onSelectedAzure(BiFunction<Connection, Map<String, String>, Demo> sample) {
    var connection = Connection.of(environment.variables());
    var client = connection.client();
    var kind = connection.isLocal() ? "Local Azure at " : "Azure at ";
    printHeading(kind + client.endpoint() + ", subscription " + client.subscriptionId());
    var demo = sample.apply(connection, environment.variables());
    if (!connection.isLocal() && !yes && !environment.agrees(question(demo))) {
      throw new CommandException("cancelled: answer y, or pass --yes");
    }
    ShutdownHook.run(demo.run, demo.close);
  }

  private void onLocalAzure(BiFunction<Connection, Map<String, String>, Demo> sample) {
    long start = System.nanoTime();
    var azure = LocalAzure.builder().clock(environment.clock()).start();
    long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
    printHeading(
        "Local Azure at " + azure.armEndpoint() + ", started in " + millis + " ms for this demo");
    var demo = sample.apply(Connection.of(azure.environment()), azure.environment());
    ShutdownHook.run(
        demo.run,
        () -> {
          demo.close.run();
          azure.close();
        });
  }

  /** Waits for Enter on a terminal, so that users can inspect the resources first. */
  void beforeDeletion() {
    if (!yes && environment.interactive()) {
      environment.awaitEnter("Press Enter to delete all resources:");
    }
  }

  private static String question(Demo demo) {
    return "Create the resource group " + demo.resourceGroup + " there, and delete it at the end?";
  }

  private void printHeading(String line) {
    environment.out().println(line);
    environment.out().println();
    environment.out().flush();
  }
}
