package dev.msi4j.cli.local;

import dev.msi4j.cli.azure.AzureConnection;
import dev.msi4j.cli.azure.AzureOptions;
import dev.msi4j.cli.azure.Resource;
import dev.msi4j.cli.console.Environment;
import dev.msi4j.cli.console.Output;
import dev.msi4j.cli.console.ShellExports;
import dev.msi4j.cli.console.Table;
import dev.msi4j.cli.state.StateOption;
import java.util.LinkedHashMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows a running local Azure. */
@Command(
    name = "status",
    description = {
      "Show the local Azure that runs on a state directory",
      "The exit status is 1 if none runs."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  msi local status", "  msi local status --name shop -o json"})
final class StatusCommand implements Runnable {
  private static final Table<Resource> SERVERS =
      new Table<Resource>()
          .column("Process", server -> server.text("process"))
          .column("Endpoint", server -> server.text("endpoint"))
          .column("Subscription", server -> server.text("subscriptionId"))
          .column("State", server -> server.text("state"));

  private final Environment environment;

  @Mixin private StateOption state = new StateOption();
  @Mixin private Output output = new Output();

  StatusCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public void run() {
    var directory = state.directory(environment);
    var running = directory.running().orElseThrow(directory::notRunning);
    var variables = ShellExports.read(directory.exports().orElseThrow(directory::notRunning));
    var server = new LinkedHashMap<String, Object>();
    server.put("process", running.pid());
    server.put("endpoint", variables.getOrDefault(AzureConnection.ENDPOINT, ""));
    server.put("subscriptionId", variables.getOrDefault(AzureOptions.SUBSCRIPTION, ""));
    server.put("state", directory.path().toString());
    output.print(environment.out(), SERVERS, Resource.of(server));
  }
}
