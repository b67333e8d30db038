package dev.msi4j.cli.local.clock;

import com.azure.core.http.HttpMethod;
import dev.msi4j.cli.console.Environment;
import dev.msi4j.cli.console.Output;
import dev.msi4j.cli.local.AdminOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Freezes the clock. */
@Command(
    name = "freeze",
    description = "Freeze the clock",
    footerHeading = "%nExamples:%n",
    footer = {
      "  msi local clock freeze --admin-secret-file secret",
      "  msi local clock freeze --name shop --admin-secret-file secret"
    })
final class FreezeCommand implements Runnable {
  private final Environment environment;

  @Mixin private AdminOptions admin = new AdminOptions();
  @Mixin private Output output = new Output();

  FreezeCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public void run() {
    var admin = this.admin.admin(environment);
    ClockCommand.print(
        admin.send(HttpMethod.POST, "/admin/clock/freeze", null), output, environment);
  }
}
