package dev.msi4j.cli.local;

import dev.msi4j.cli.console.Environment;
import dev.msi4j.cli.console.ShellExports;
import dev.msi4j.cli.console.VariableFormat;
import dev.msi4j.cli.state.StateOption;
import dev.msi4j.local.internal.http.ProxyBypass;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints the environment variables of a running local Azure. */
@Command(
    name = "env",
    description = "Print the variables of the running local Azure, including its secret",
    footerHeading = "%nExamples:%n",
    footer = {
      "  eval \"$(msi local env)\"",
      "  msi local env --format dotenv --name shop",
      "  msi local env --format github"
    })
final class EnvCommand implements Runnable {
  private final Environment environment;

  @Mixin private StateOption state = new StateOption();

  @Option(
      names = "--format",
      paramLabel = "sh|dotenv|github|powershell|json",
      defaultValue = "sh",
      description = "Format of the variables (default: ${DEFAULT-VALUE})")
  private VariableFormat format = VariableFormat.SH;

  EnvCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public void run() {
    var directory = state.directory(environment);
    var exports = ShellExports.read(directory.exports().orElseThrow(directory::notRunning));
    environment.out().print(format.print(ProxyBypass.addTo(exports, environment.variables())));
    environment.out().flush();
  }
}
