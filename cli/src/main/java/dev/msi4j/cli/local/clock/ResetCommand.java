package dev.msi4j.cli.local.clock;

import com.azure.core.http.HttpMethod;
import dev.msi4j.cli.console.Environment;
import dev.msi4j.cli.console.Output;
import dev.msi4j.cli.local.AdminOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Resets the clock. */
@Command(
    name = "reset",
    description = "Set the clock to the time of the system and let it run",
    footerHeading = "%nExamples:%n",
    footer = {
      "  msi local clock reset --admin-secret-file secret",
      "  msi local clock reset --name shop --admin-secret-file secret"
    })
final class ResetCommand implements Runnable {
  private final Environment environment;

  @Mixin private AdminOptions admin = new AdminOptions();
  @Mixin private Output output = new Output();

  ResetCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public void run() {
    var admin = this.admin.admin(environment);
    ClockCommand.print(
        admin.send(HttpMethod.POST, "/admin/clock/reset", null), output, environment);
  }
}
