package dev.msi4j.cli.local.fault;

import dev.msi4j.cli.console.Environment;
import dev.msi4j.cli.console.Output;
import dev.msi4j.cli.local.AdminOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists applied and planned faults. */
@Command(
    name = "list",
    description = "List the applied and the planned faults",
    footerHeading = "%nExamples:%n",
    footer = {
      "  msi local fault list --admin-secret-file secret",
      "  msi local fault list --name shop --admin-secret-file secret"
    })
final class ListCommand implements Runnable {
  private final Environment environment;

  @Mixin private AdminOptions admin = new AdminOptions();
  @Mixin private Output output = new Output();

  ListCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public void run() {
    var faults = new LocalFaults(admin.admin(environment)).list();
    output.printAll(environment.out(), FaultCommand.FAULTS, faults);
  }
}
