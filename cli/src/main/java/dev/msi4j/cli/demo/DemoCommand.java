package dev.msi4j.cli.demo;

import dev.msi4j.cli.azure.AzureConnection;
import dev.msi4j.cli.azure.AzureOptions;
import dev.msi4j.cli.console.CommandException;
import dev.msi4j.cli.console.CommandGroup;
import dev.msi4j.cli.console.Environment;
import dev.msi4j.cli.console.ShutdownHook;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.samples.CreateVmWithManagedIdentity.Identities;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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
  private Identities identities = Identities.BOTH;

  private DemoCommand(Environment environment) {
    this.environment = environment;
  }

  /** Returns the command with its subcommands. */
  public static CommandGroup create(Environment environment) {
    return CommandGroup.of(() -> new DemoCommand(environment))
        .add("vm", VmDemoCommand::new)
        .add("identities", IdentitiesDemoCommand::new)
        .add("federation", FederationDemoCommand::new);
  }

  /** Runs the demonstration of virtual machines, the default. */
  @Override
  public void run() {
    VmDemoCommand.run(this);
  }

  Identities identities() {
    return identities;
  }

  @Nullable String scope() {
    return scope;
  }

  /** Returns the region of the option or of the environment variable. */
  String location(AzureConnection connection) {
    return location == null
        ? connection.configuration().get("MSI4J_LOCATION", "westeurope")
        : location;
  }

  /** A sample that is ready to run, and its cleanup, which has no effect the second time. */
  record Sample(Runnable run, Runnable close) {}

  /** Creates a sample for an Azure and a new resource group. */
  interface SampleFactory {
    Sample create(AzureConnection connection, String resourceGroup, StepPrinter printer);
  }

  /**
   * Runs a sample on the selected Azure, or on a new local Azure.
   *
   * @param prefix the beginning of the name of the resource group
   */
  void demonstrate(String prefix, SampleFactory factory) {
    var group = prefix + "-" + UUID.randomUUID().toString().substring(0, 8);
    if (!local && AzureOptions.isSelected(environment.variables())) {
      onSelectedAzure(group, factory);
    } else {
      onLocalAzure(group, factory);
    }
  }

  private void onSelectedAzure(String group, SampleFactory factory) {
    var connection = AzureConnection.of(environment.variables());
    var client = connection.client();
    var kind = connection.isLocal() ? "Local Azure at " : "Azure at ";
    printHeading(kind + client.endpoint() + ", subscription " + client.subscriptionId());
    var question = "Create the resource group " + group + " there, and delete it at the end?";
    if (!connection.isLocal() && !yes && !environment.agrees(question)) {
      throw new CommandException("cancelled: answer y, or pass --yes");
    }
    run(factory, connection, group, () -> {});
  }

  private void onLocalAzure(String group, SampleFactory factory) {
    long start = System.nanoTime();
    var azure = LocalAzure.builder().clock(environment.clock()).start();
    long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
    printHeading(
        "Local Azure at " + azure.armEndpoint() + ", started in " + millis + " ms for this demo");
    run(factory, AzureConnection.of(azure.environment()), group, azure::close);
  }

  private void run(SampleFactory factory, AzureConnection connection, String group, Runnable stop) {
    var printer = new StepPrinter(environment.out());
    var sample = factory.create(connection, group, printer);
    ShutdownHook.run(
        () -> {
          try {
            sample.run().run();
            printer.printSummary();
          } finally {
            printer.close();
          }
        },
        () -> {
          sample.close().run();
          stop.run();
        });
  }

  /** Waits for Enter on a terminal, so that users can inspect the resources first. */
  void beforeDeletion() {
    if (!yes && environment.interactive()) {
      environment.awaitEnter("Press Enter to delete all resources:");
    }
  }

  private void printHeading(String line) {
    environment.out().println(line);
    environment.out().println();
    environment.out().flush();
  }
}
