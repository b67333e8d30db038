package dev.msi4j.cli;

import dev.msi4j.cli.console.Environment;
import dev.msi4j.cli.console.ErrorPrinter;
import dev.msi4j.cli.console.TerminalStream;
import dev.msi4j.cli.demo.DemoCommand;
import dev.msi4j.cli.federation.ApplyCommand;
import dev.msi4j.cli.federation.CapacityCommand;
import dev.msi4j.cli.federation.DiagnoseCommand;
import dev.msi4j.cli.federation.FederationCommand;
import dev.msi4j.cli.federation.PlanCommand;
import dev.msi4j.cli.identity.IdentityCommand;
import dev.msi4j.cli.local.LocalCommand;
import dev.msi4j.cli.local.clock.ClockCommand;
import dev.msi4j.cli.local.fault.FaultCommand;
import dev.msi4j.cli.local.issuer.IssuerCommand;
import dev.msi4j.cli.state.StateCommands;
import dev.msi4j.cli.vm.VmCommand;
import java.nio.charset.Charset;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.TypeConversionException;

/** The {@code msi} command. */
@Command(
    name = "msi",
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    description = "Managed identities, on Azure or on a local Azure.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  msi demo                         shows all there is, on a local Azure",
      "  msi local start                  runs a local Azure until Ctrl-C",
      "  msi identity list --local        lists the identities of that one",
      "  msi vm exec web --local -- az login --identity",
      "  msi identity create -g shop -n orders -l westeurope --tags team=core",
      "  msi federation apply --file trust.yaml",
      "",
      "Exit status: 0 done, 1 failed, 2 not understood."
    })
public final class Msi {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Print this help.")
  @SuppressWarnings("UnusedVariable") // picocli asks whether it was given
  private boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Print the version.")
  @SuppressWarnings("UnusedVariable") // picocli asks whether it was given
  private boolean version;

  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "Print the stack trace of an error too.")
  private boolean verbose;

  private Msi() {}

  /** Runs a command line and exits with its status. */
  public static void main(String[] args) {
    var environment = Environment.ofProcess();
    System.setErr(TerminalStream.of(environment.err(), Charset.defaultCharset()));
    System.exit(run(environment, args));
  }

  /** Runs a command line in this world and returns the exit status. */
  public static int run(Environment environment, String... args) {
    int status = commandLine(environment).execute(args);
    return environment
        .out()
        .failure()
        .map(failure -> ErrorPrinter.tellOutput(failure, environment.err()))
        .orElse(status);
  }

  /** Returns all commands. */
  public static CommandLine commandLine(Environment environment) {
    var msi = new Msi();
    var local =
        new CommandLine(new LocalCommand(environment))
            .addSubcommand(new IssuerCommand(environment))
            .addSubcommand(new FaultCommand(environment))
            .addSubcommand(new ClockCommand(environment));
    StateCommands.in(environment).forEach(local::addSubcommand);
    return new CommandLine(msi)
        .addSubcommand(new DemoCommand(environment))
        .addSubcommand(local)
        .addSubcommand(new IdentityCommand(environment))
        .addSubcommand(
            new CommandLine(new FederationCommand(environment))
                .addSubcommand(new PlanCommand(environment))
                .addSubcommand(new ApplyCommand(environment))
                .addSubcommand(new CapacityCommand(environment))
                .addSubcommand(new DiagnoseCommand(environment)))
        .addSubcommand(new VmCommand(environment))
        // Help is this program's own text, and picocli may colour it.
        .setOut(environment.out().unescaped())
        .setErr(environment.err())
        .registerConverter(Duration.class, Msi::duration)
        .registerConverter(Path.class, Msi::path)
        .setUsageHelpAutoWidth(true)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(
            (exception, text) -> ErrorPrinter.print(exception, environment.err()))
        .setExecutionExceptionHandler((exception, line, parsed) ->
            ErrorPrinter.print(exception, environment.err(), msi.verbose));
  }

  /** Converts a path; a blank one would mean the current folder. */
  private static Path path(String text) {
    if (text.isBlank()) {
      throw new TypeConversionException("'" + text + "' must be a path, not blank");
    }
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new TypeConversionException("'" + text + "' must be a path: " + e.getReason());
    }
  }

  private static Duration duration(String text) {
    try {
      return Duration.parse(text);
    } catch (DateTimeParseException e) {
      throw new TypeConversionException("'" + text + "' must be a duration such as PT2M");
    }
  }
}
