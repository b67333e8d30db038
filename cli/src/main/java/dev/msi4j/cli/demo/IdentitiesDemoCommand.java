package dev.msi4j.cli.demo;

import dev.msi4j.samples.ManageIdentities;
import dev.msi4j.samples.Settings;
import java.util.Objects;
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
    command.demonstrate((connection, variables) -> {
      var settings = settings(command, Settings.of(variables));
      var sample = new ManageIdentities(connection.client(), settings, command.environment().out());
      return new DemoCommand.Demo(settings.resourceGroup(), sample::run, sample::close);
    });
  }

  private static Settings settings(DemoCommand command, Settings settings) {
    var scope = command.scope();
    var location = command.location();
    var chosen = scope == null ? settings : settings.withScope(scope);
    return location == null ? chosen : chosen.withLocation(location);
  }
}
