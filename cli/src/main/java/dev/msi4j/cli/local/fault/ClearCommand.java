package dev.msi4j.cli.local.fault;

import dev.msi4j.cli.console.Environment;
import dev.msi4j.cli.local.AdminOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Removes all faults. */
@Command(
    name = "clear",
    description = "Remove all planned and applied faults and release delayed requests",
    footerHeading = "%nExamples:%n",
    footer = {
      "  msi local fault clear --admin-secret-file secret",
      "  msi local fault clear --name shop --admin-secret-file secret"
    })
final class ClearCommand implements Runnable {
  private final Environment environment;

  @Mixin private AdminOptions admin = new AdminOptions();

  ClearCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public void run() {
    new LocalFaults(admin.admin(environment)).clear();
    environment.out().line("Cleared the faults.");
  }
}
