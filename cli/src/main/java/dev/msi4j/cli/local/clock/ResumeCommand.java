package dev.msi4j.cli.local.clock;

import com.azure.core.http.HttpMethod;
import dev.msi4j.cli.console.Environment;
import dev.msi4j.cli.console.Output;
import dev.msi4j.cli.local.AdminOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Resumes the clock. */
@Command(
    name = "resume",
    description = "Resume the clock from the time it shows",
    footerHeading = "%nExamples:%n",
    footer = {
      "  msi local clock resume --admin-secret-file secret",
      "  msi local clock resume --name shop --admin-secret-file secret"
    })
final class ResumeCommand implements Runnable {
  private final Environment environment;

  @Mixin private AdminOptions admin = new AdminOptions();
  @Mixin private Output output = new Output();

  ResumeCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public void run() {
    var admin = this.admin.admin(environment);
    ClockCommand.print(
        admin.send(HttpMethod.POST, "/admin/clock/resume", null), output, environment);
  }
}
