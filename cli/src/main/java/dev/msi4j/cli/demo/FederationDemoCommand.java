package dev.msi4j.cli.demo;

import dev.msi4j.cli.azure.AzureConnection;
import dev.msi4j.cli.local.LocalAdmin;
import dev.msi4j.cli.local.issuer.LocalIssuers;
import dev.msi4j.federation.GitHubActions;
import dev.msi4j.samples.Connection;
import dev.msi4j.samples.FederateWorkloads;
import dev.msi4j.samples.FederationSettings;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** Demonstrates workload identity federation. */
@Command(
    name = "federation",
    description = {
      "Let a pipeline and a pod sign in as an identity without a secret",
      "In a cloud the sign-in is skipped: no external issuer signs tokens for a demonstration."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  msi demo federation", "  msi demo federation --local --yes"})
final class FederationDemoCommand implements Runnable {
  @ParentCommand private @Nullable DemoCommand demo;

  @Override
  public void run() {
    var command = Objects.requireNonNull(demo);
    command.demonstrate((connection, variables) -> {
      var settings = FederationSettings.of(variables);
      var location = command.location();
      var chosen = location == null ? settings : settings.withLocation(location);
      if (!connection.isLocal()) {
        return federation(command, connection, chosen, () -> {});
      }
      var admin = LocalAdmin.of(AzureConnection.of(variables));
      var issuers = new DemoIssuers(new LocalIssuers(admin), chosen.resourceGroup());
      return federation(
          command,
          connection,
          chosen.withIssuers(issuers.at(GitHubActions.ISSUER, "github"), issuers.named("cluster")),
          issuers::close);
    });
  }

  private static DemoCommand.Demo federation(
      DemoCommand command,
      Connection connection,
      FederationSettings settings,
      Runnable deleteIssuers) {
    var sample =
        new FederateWorkloads(
            connection, settings, command.environment().out(), command::beforeDeletion);
    Runnable close =
        () -> {
          try {
            sample.close();
          } finally {
            deleteIssuers.run();
          }
        };
    return new DemoCommand.Demo(settings.resourceGroup(), sample::run, close);
  }
}
