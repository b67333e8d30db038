package dev.msi4j.cli.demo;

import dev.msi4j.cli.azure.AzureOptions;
import dev.msi4j.cli.console.CommandException;
import dev.msi4j.cli.console.Environment;
import dev.msi4j.cli.local.LocalAdmin;
import dev.msi4j.cli.local.issuer.LocalIssuers;
import dev.msi4j.federation.GitHubActions;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.samples.Connection;
import dev.msi4j.samples.CreateVmWithManagedIdentity;
import dev.msi4j.samples.FederateWorkloads;
import dev.msi4j.samples.FederationSettings;
import dev.msi4j.samples.ManageIdentities;
import dev.msi4j.samples.Settings;
import dev.msi4j.samples.ShutdownHook;
import dev.msi4j.samples.VmIdentities;
import dev.msi4j.samples.VmSettings;
import java.time.Duration;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Shows what there is, for real: over HTTPS, with signed tokens. */
@Command(
    name = "demo",
    synopsisSubcommandLabel = "[COMMAND]",
    description = {
      "Shows what there is, for real: over HTTPS, with signed tokens.",
      "On a local Azure started for it; or on the Azure that the variables name, if"
          + " AZURE_SUBSCRIPTION_ID or MSI4J_ARM_ENDPOINT is set."
    })
public final class DemoCommand implements Runnable {
  private final Environment environment;

  @Option(
      names = "--local",
      scope = ScopeType.INHERIT,
      description = "Start a local Azure for it, whatever the variables name.")
  private boolean local;

  @Option(
      names = "--yes",
      scope = ScopeType.INHERIT,
      description =
          "Ask nothing: neither before something is created in a cloud nor before all is deleted.")
  private boolean yes;

  @Option(
      names = "--scope",
      paramLabel = "ID",
      scope = ScopeType.INHERIT,
      description = "With identities: a resource whose system-assigned identity to read.")
  private @Nullable String scope;

  @Option(
      names = {"-l", "--location"},
      paramLabel = "REGION",
      scope = ScopeType.INHERIT,
      description = "The region to create all in; westeurope by default.")
  private @Nullable String location;

  @Option(
      names = "--identity",
      paramLabel = "system|user|both",
      defaultValue = "both",
      scope = ScopeType.INHERIT,
      description = "Which identities the virtual machine gets; ${DEFAULT-VALUE} by default.")
  private VmIdentities which = VmIdentities.BOTH;

  public DemoCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public void run() {
    vm();
  }

  @Command(
      name = "vm",
      description =
          "Creates a virtual machine with identities, takes tokens inside it, and uses them.")
  public void vm() {
    demonstrate((connection, variables) -> {
      var settings = VmSettings.of(variables).withIdentities(which);
      var chosen = location == null ? settings : settings.withLocation(location);
      var sample =
          new CreateVmWithManagedIdentity(
              connection, chosen, environment.out(), this::beforeDeletion);
      return new Demo(chosen.resourceGroup(), sample::run, sample::close);
    });
  }

  @Command(
      name = "identities",
      description =
          "Creates, finds, changes and deletes identities and federated identity credentials.")
  public void identities() {
    demonstrate((connection, variables) -> {
      var settings = settings(Settings.of(variables));
      var sample = new ManageIdentities(connection.client(), settings, environment.out());
      return new Demo(settings.resourceGroup(), sample::run, sample::close);
    });
  }

  @Command(
      name = "federation",
      description = {
        "Lets a pipeline and a pod become an identity without a secret.",
        "In a cloud nobody signs in, since no issuer there signs tokens for a demonstration."
      })
  public void federation() {
    demonstrate((connection, variables) -> {
      var settings = FederationSettings.of(variables);
      var chosen = location == null ? settings : settings.withLocation(location);
      if (!connection.isLocal()) {
        return federation(connection, chosen, () -> {});
      }
      var issuers =
          new DemoIssuers(new LocalIssuers(LocalAdmin.of(connection)), chosen.resourceGroup());
      return federation(
          connection,
          chosen.withIssuers(issuers.at(GitHubActions.ISSUER, "github"), issuers.named("cluster")),
          issuers::close);
    });
  }

  private Demo federation(
      Connection connection, FederationSettings settings, Runnable forgetIssuers) {
    var sample =
        new FederateWorkloads(connection, settings, environment.out(), this::beforeDeletion);
    Runnable close =
        () -> {
          try {
            sample.close();
          } finally {
            forgetIssuers.run();
          }
        };
    return new Demo(settings.resourceGroup(), sample::run, close);
  }

  /** A sample that is ready to run, and the resource group it is going to make. */
  private record Demo(String resourceGroup, Runnable run, Runnable close) {}

  private void demonstrate(BiFunction<Connection, Map<String, String>, Demo> sample) {
    if (!local && AzureOptions.isNamed(environment.variables())) {
      onNamedAzure(sample);
    } else {
      onLocalAzure(sample);
    }
  }

  private void onNamedAzure(BiFunction<Connection, Map<String, String>, Demo> sample) {
    var connection = Connection.of(environment.variables());
    var client = connection.client();
    var kind = connection.isLocal() ? "Local Azure at " : "Azure at ";
    say(kind + client.endpoint() + ", subscription " + client.subscriptionId());
    var demo = sample.apply(connection, environment.variables());
    if (!connection.isLocal() && !yes && !environment.agrees(question(demo))) {
      throw new CommandException("not done: answer y, or say --yes");
    }
    ShutdownHook.run(demo.run, demo.close);
  }

  private void onLocalAzure(BiFunction<Connection, Map<String, String>, Demo> sample) {
    long start = System.nanoTime();
    var azure = LocalAzure.builder().clock(environment.clock()).start();
    long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
    say("Local Azure at " + azure.armEndpoint() + ", started in " + millis + " ms for this demo");
    var demo = sample.apply(Connection.of(azure.environment()), azure.environment());
    ShutdownHook.run(
        demo.run,
        () -> {
          demo.close.run();
          azure.close();
        });
  }

  /** Somebody who watches may want to look around first. */
  private void beforeDeletion() {
    if (!yes && environment.interactive()) {
      environment.awaitEnter("Press Enter to delete it all:");
    }
  }

  private Settings settings(Settings settings) {
    var chosen = scope == null ? settings : settings.withScope(scope);
    return location == null ? chosen : chosen.withLocation(location);
  }

  private static String question(Demo demo) {
    return "Create the resource group " + demo.resourceGroup + " there, and delete it at the end?";
  }

  private void say(String line) {
    environment.out().println(line);
    environment.out().println();
    environment.out().flush();
  }
}
