package dev.msi4j.cli.local.clock;

import com.azure.core.http.HttpMethod;
import dev.msi4j.cli.console.Environment;
import dev.msi4j.cli.console.Output;
import dev.msi4j.cli.local.AdminOptions;
import java.time.Duration;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Advances the clock. */
@Command(
    name = "advance",
    description = "Advance the clock, running or frozen",
    footerHeading = "%nExamples:%n",
    footer = {
      "  msi local clock advance PT2H --admin-secret-file secret",
      "  msi local clock advance PT2H --name shop --admin-secret-file secret"
    })
final class AdvanceCommand implements Runnable {
  private final Environment environment;

  @Parameters(paramLabel = "TIME", description = "Duration, such as PT2H")
  private Duration time = Duration.ZERO;

  @Mixin private AdminOptions admin = new AdminOptions();
  @Mixin private Output output = new Output();

  AdvanceCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public void run() {
    var body = Map.<String, Object>of("by", time.toString());
    var admin = this.admin.admin(environment);
    ClockCommand.print(
        admin.send(HttpMethod.POST, "/admin/clock/advance", body), output, environment);
  }
}
