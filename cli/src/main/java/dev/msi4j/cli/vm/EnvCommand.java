package dev.msi4j.cli.vm;

import dev.msi4j.cli.console.Environment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints the environment variables of a process in a virtual machine. */
@Command(
    name = "env",
    description = "Print shell exports that make programs use the identities of a virtual machine",
    footerHeading = "%nExamples:%n",
    footer = {
      "  eval \"$(msi vm env web --local)\"",
      "  eval \"$(msi vm env web --local --extension)\""
    })
final class EnvCommand implements Runnable {
  private final Environment environment;

  @Mixin private VmOptions machine = new VmOptions();

  @Option(
      names = "--extension",
      description =
          "Set MSI_ENDPOINT too, for clients that use the token extension only; current clients"
              + " then detect Cloud Shell")
  private boolean extension;

  EnvCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public void run() {
    var variables = machine.variables(environment);
    environment
        .out()
        .print(variables.exports(machine.find(environment), extension, environment.variables()));
    environment.out().flush();
  }
}
