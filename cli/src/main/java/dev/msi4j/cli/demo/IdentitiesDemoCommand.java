package dev.msi4j.cli.demo;

import dev.msi4j.samples.ManageIdentities;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** Demonstrates identities and federated credentials. */
@Command(
    name = "identities",
    description = "Create, list, change and delete identities and federated credentials",
    footerHeading = "%nExamples:%n",
    footer = {"  msi demo identities", "  msi demo identities -l eastus --yes"})
final class IdentitiesDemoCommand implements Runnable {
  @ParentCommand private @Nullable DemoCommand demo;

  @Override
  public void run() {
    var command = Objects.requireNonNull(demo);
    command.demonstrate(
        "msi4j-demo",
        (connection, group, printer) -> {
          var settings =
              new ManageIdentities.Settings(
                  group,
                  command.location(connection),
                  Optional.ofNullable(command.scope()),
                  connection.isLocal());
          var sample = new ManageIdentities(connection.client(), settings, printer);
          return new DemoCommand.Sample(sample::run, sample::close);
        });
  }
}
