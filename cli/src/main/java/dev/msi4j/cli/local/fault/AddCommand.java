package dev.msi4j.cli.local.fault;

import dev.msi4j.cli.console.Environment;
import dev.msi4j.cli.console.Output;
import dev.msi4j.cli.local.AdminOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Plans a fault. */
@Command(
    name = "add",
    description = "Plan a fault for the next matching requests, after the faults that are planned",
    footerHeading = "%nExamples:%n",
    footer = {
      "  msi local fault add Microsoft.ManagedIdentity/userAssignedIdentities/write \\",
      "      --status 503 --retry-after PT5S --times 2 --admin-secret-file secret",
      "  msi local fault add token-service/token --outcome reset --admin-secret-file secret",
      "  msi local fault add 'hosts/*' --delay PT30S --admin-secret-file secret"
    })
final class AddCommand implements Runnable {
  private final Environment environment;

  @Parameters(
      paramLabel = "OPERATION",
      description =
          "Operation name, such as Microsoft.Compute/virtualMachines/read, token-service/token or"
              + " hosts/vm; * matches any text")
  private String operation = "";

  @Mixin private FaultOptions fault = new FaultOptions();
  @Mixin private AdminOptions admin = new AdminOptions();
  @Mixin private Output output = new Output();

  AddCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public void run() {
    var faults = new LocalFaults(admin.admin(environment));
    var added = faults.add(operation, fault.members());
    output.print(environment.out(), FaultCommand.FAULTS, added);
  }
}
