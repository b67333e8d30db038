package dev.msi4j.cli.local.fault;

import dev.msi4j.cli.console.Environment;
import dev.msi4j.cli.console.Table;
import dev.msi4j.cli.local.AdminOptions;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The faults that a running local Azure has on request. */
@Command(
    name = "fault",
    synopsisSubcommandLabel = "COMMAND",
    description = "Faults of the local Azure on request: errors, delays, broken connections.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  msi local fault add 'hosts/*' --status 503 --admin-secret-file secret",
      "  msi local fault list --admin-secret-file secret",
      "  msi local fault clear --admin-secret-file secret"
    })
public final class FaultCommand {
  private static final Table<LocalFaults.Fault> FAULTS =
      new Table<LocalFaults.Fault>()
          .column("When", LocalFaults.Fault::when)
          .column("Operation", LocalFaults.Fault::operation)
          .column("Effect", LocalFaults.Fault::effect)
          .column("Times", LocalFaults.Fault::times);

  private final Environment environment;

  public FaultCommand(Environment environment) {
    this.environment = environment;
  }

  @Command(
      name = "add",
      description = "Plans a fault for the next requests, behind those that are planned.",
      footerHeading = "%nExamples:%n",
      footer = {
        "  msi local fault add Microsoft.ManagedIdentity/userAssignedIdentities/write \\",
        "      --status 503 --retry-after PT5S --times 2 --admin-secret-file secret",
        "  msi local fault add token-service/token --outcome reset \\",
        "      --admin-secret-file secret",
        "  msi local fault add 'Microsoft.Compute/*' --status 502 --content-type text/html \\",
        "      --body '<html>Bad gateway</html>' --admin-secret-file secret",
        "  msi local fault add 'hosts/*' --delay PT30S --admin-secret-file secret"
      })
  public void add(
      @Parameters(
              paramLabel = "OPERATION",
              description =
                  "Its name, such as Microsoft.Compute/virtualMachines/read, token-service/token or"
                      + " hosts/vm; a star stands for any text.")
          String operation,
      @Mixin FaultOptions fault,
      @Mixin AdminOptions options) {
    FAULTS.print(environment.out(), List.of(faults(options).add(operation, fault.members())));
  }

  @Command(
      name = "list",
      description = "Lists what has happened and what is planned, with how many times are left.")
  public void list(@Mixin AdminOptions options) {
    FAULTS.print(environment.out(), faults(options).list());
  }

  @Command(
      name = "clear",
      description = "Forgets what is planned and what has happened; requests that are held go on.")
  public void clear(@Mixin AdminOptions options) {
    faults(options).clear();
    environment.out().line("Cleared the faults.");
  }

  private LocalFaults faults(AdminOptions options) {
    return new LocalFaults(options.admin(environment));
  }
}
