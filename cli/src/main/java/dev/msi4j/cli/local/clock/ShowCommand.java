package dev.msi4j.cli.local.clock;

import com.azure.core.http.HttpMethod;
import dev.msi4j.cli.console.Environment;
import dev.msi4j.cli.console.Output;
import dev.msi4j.cli.local.AdminOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows the clock. */
@Command(
    name = "show",
    description = "Show the time and whether the clock is frozen",
    footerHeading = "%nExamples:%n",
    footer = {
      "  msi local clock show --admin-secret-file secret",
      "  msi local clock show --name shop --admin-secret-file secret"
    })
final class ShowCommand implements Runnable {
  private final Environment environment;

  @Mixin private AdminOptions admin = new AdminOptions();
  @Mixin private Output output = new Output();

  ShowCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public void run() {
    var admin = this.admin.admin(environment);
    ClockCommand.print(admin.send(HttpMethod.GET, "/admin/clock", null), output, environment);
  }
}
