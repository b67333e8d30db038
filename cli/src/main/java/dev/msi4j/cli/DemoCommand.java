package dev.msi4j.cli;

import dev.msi4j.ManagedServiceIdentityClient;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.samples.Cleanly;
import dev.msi4j.samples.Connection;
import dev.msi4j.samples.ManageIdentities;
import dev.msi4j.samples.Settings;
import java.time.Duration;
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
final class DemoCommand implements Runnable {
  private final Environment environment;

  @Option(
      names = "--local",
      scope = ScopeType.INHERIT,
      description = "Start a local Azure for it, whatever the variables name.")
  private boolean local;

  @Option(
      names = "--yes",
      scope = ScopeType.INHERIT,
      description = "Do not ask before something is created in a cloud.")
  private boolean yes;

  @Option(
      names = "--scope",
      paramLabel = "ID",
      scope = ScopeType.INHERIT,
      description = "The id of a resource whose system-assigned identity to read.")
  private @Nullable String scope;

  @Option(
      names = {"-l", "--location"},
      paramLabel = "REGION",
      scope = ScopeType.INHERIT,
      description = "The region to create all in; westeurope by default.")
  private @Nullable String location;

  DemoCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public void run() {
    identities();
  }

  @Command(
      name = "identities",
      description =
          "Creates, finds, changes and deletes identities and federated identity credentials.")
  void identities() {
    if (!local && AzureOptions.isNamed(environment.variables())) {
      onNamedAzure();
    } else {
      onLocalAzure();
    }
  }

  private void onNamedAzure() {
    var connection = Connection.of(environment.variables());
    var client = connection.client();
    var settings = settings(Settings.of(environment.variables()));
    var kind = connection.isLocal() ? "Local Azure at " : "Azure at ";
    say(kind + client.endpoint() + ", subscription " + client.subscriptionId());
    if (!connection.isLocal() && !yes && !environment.agrees(question(settings))) {
      throw new CommandFailure("not done: answer y, or say --yes");
    }
    var sample = sample(client, settings);
    Cleanly.run(sample::run, sample::close);
  }

  private void onLocalAzure() {
    long start = System.nanoTime();
    var azure = LocalAzure.builder().clock(environment.clock()).start();
    long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
    say("Local Azure at " + azure.armEndpoint() + ", started in " + millis + " ms for this demo");
    var settings = settings(Settings.of(azure.environment()));
    var sample = sample(Connection.of(azure.environment()).client(), settings);
    Cleanly.run(
        sample::run,
        () -> {
          sample.close();
          azure.close();
        });
  }

  private ManageIdentities sample(ManagedServiceIdentityClient client, Settings settings) {
    return new ManageIdentities(client, settings, environment.out());
  }

  private Settings settings(Settings settings) {
    var chosen = scope == null ? settings : settings.withScope(scope);
    return location == null ? chosen : chosen.withLocation(location);
  }

  private static String question(Settings settings) {
    return "Create the resource group "
        + settings.resourceGroup()
        + " there, and delete it at the end?";
  }

  private void say(String line) {
    environment.out().println(line);
    environment.out().println();
    environment.out().flush();
  }
}
