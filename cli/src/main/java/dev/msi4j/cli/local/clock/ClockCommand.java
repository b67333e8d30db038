package dev.msi4j.cli.local.clock;

import dev.msi4j.cli.console.Environment;
import dev.msi4j.cli.console.Table;
import dev.msi4j.cli.local.AdminOptions;
import dev.msi4j.cli.local.LocalAdmin;
import com.azure.core.http.HttpMethod;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The clock that a running local Azure goes by. */
@Command(
    name = "clock",
    synopsisSubcommandLabel = "COMMAND",
    description = "The clock that the local Azure goes by: tokens, delays, operations.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  msi local clock freeze --admin-secret-file secret",
      "  msi local clock advance PT2H --admin-secret-file secret"
    })
public final class ClockCommand {
  private static final Table<Map<String, String>> CLOCK =
      new Table<Map<String, String>>()
          .column("Now", clock -> clock.get("now"))
          .column("Frozen", clock -> clock.get("frozen"));

  private final Environment environment;

  public ClockCommand(Environment environment) {
    this.environment = environment;
  }

  @Command(name = "show", description = "Shows the time, and whether the clock stands still.")
  public void show(@Mixin AdminOptions options) {
    print(options.admin(environment).send(HttpMethod.GET, "/admin/clock", null));
  }

  @Command(name = "freeze", description = "Stops the clock where it is.")
  public void freeze(@Mixin AdminOptions options) {
    print(options.admin(environment).send(HttpMethod.POST, "/admin/clock/freeze", null));
  }

  @Command(name = "resume", description = "Lets the clock run on from where it stands.")
  public void resume(@Mixin AdminOptions options) {
    print(options.admin(environment).send(HttpMethod.POST, "/admin/clock/resume", null));
  }

  @Command(
      name = "advance",
      description = "Moves the clock on, whether it runs or stands still.",
      footerHeading = "%nExample:%n",
      footer = "  msi local clock advance PT2H --admin-secret-file secret")
  public void advance(
      @Parameters(paramLabel = "TIME", description = "How far, such as PT2H.") Duration time,
      @Mixin AdminOptions options) {
    var body = Map.<String, Object>of("by", time.toString());
    print(options.admin(environment).send(HttpMethod.POST, "/admin/clock/advance", body));
  }

  private void print(Map<String, Object> clock) {
    CLOCK.print(environment.out(), List.of(LocalAdmin.texts(clock)));
  }
}
