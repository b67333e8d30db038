package dev.msi4j.cli.local;

import dev.msi4j.cli.console.Environment;
import dev.msi4j.cli.console.ShellExports;
import dev.msi4j.cli.state.StateOption;
import dev.msi4j.local.internal.http.ProxyBypass;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Prints the environment variables of a running local Azure. */
@Command(
    name = "env",
    description = "Print shell exports for the running local Azure, including its secret",
    footerHeading = "%nExamples:%n",
    footer = {"  eval \"$(msi local env)\"", "  eval \"$(msi local env --name shop)\""})
final class EnvCommand implements Runnable {
  private final Environment environment;

  @Mixin private StateOption state = new StateOption();

  EnvCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public void run() {
    var directory = state.directory(environment);
    var exports = ShellExports.read(directory.exports().orElseThrow(directory::notRunning));
    environment
        .out()
        .print(ShellExports.print(ProxyBypass.addTo(exports, environment.variables())));
    environment.out().flush();
  }
}
