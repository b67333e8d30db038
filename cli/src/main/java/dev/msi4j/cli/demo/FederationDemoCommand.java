package dev.msi4j.cli.demo;

import dev.msi4j.cli.azure.AzureConnection;
import dev.msi4j.cli.local.LocalAdmin;
import dev.msi4j.cli.local.issuer.LocalIssuers;
import dev.msi4j.federation.GitHubActions;
import dev.msi4j.samples.FederateWorkloads;
import dev.msi4j.samples.FederateWorkloads.Issuer;
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
    command.demonstrate(
        "msi4j-federation",
        (connection, group, printer) -> {
          if (!connection.isLocal()) {
            return sample(
                command,
                connection,
                new FederateWorkloads.Settings(
                    group,
                    command.location(connection),
                    Issuer.withoutTokens(GitHubActions.ISSUER),
                    Issuer.withoutTokens("https://oidc.example.com/cluster-1")),
                printer,
                () -> {});
          }
          var issuers = new DemoIssuers(new LocalIssuers(LocalAdmin.of(connection)), group);
          return sample(
              command,
              connection,
              new FederateWorkloads.Settings(
                  group,
                  command.location(connection),
                  issuers.at(GitHubActions.ISSUER, "github"),
                  issuers.named("cluster")),
              printer,
              issuers::close);
        });
  }

  private static DemoCommand.Sample sample(
      DemoCommand command,
      AzureConnection connection,
      FederateWorkloads.Settings settings,
      StepPrinter printer,
      Runnable deleteIssuers) {
    var sample =
        new FederateWorkloads(
            connection.configuration(),
            connection.httpClient(),
            settings,
            printer,
            command::beforeDeletion);
    return new DemoCommand.Sample(
        sample::run,
        () -> {
          try {
            sample.close();
          } finally {
            deleteIssuers.run();
          }
        });
  }
}
