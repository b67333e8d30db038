package dev.msi4j.cli;

import dev.msi4j.cli.azure.NameAdvice;
import dev.msi4j.cli.console.CommandException;
import dev.msi4j.cli.console.CommandGroup;
import dev.msi4j.cli.console.Durations;
import dev.msi4j.cli.console.Environment;
import dev.msi4j.cli.console.ErrorPrinter;
import dev.msi4j.cli.console.Settings;
import dev.msi4j.cli.console.TerminalStream;
import java.nio.charset.Charset;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The {@code msi} command. */
@Command(
    name = "msi",
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    description = "Manage identities of Azure or of a local Azure",
    footerHeading = "%nExamples:%n",
    footer = {
      "  msi demo",
      "  msi local start",
      "  msi identity list --local",
      "",
      "Exit status: 0 success, 1 failure, 2 usage error."
    })
public final class Msi implements Runnable {
  private static final Set<String> VERSION = Set.of("-V", "--version");

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Print this help")
  @SuppressWarnings("UnusedVariable") // read by picocli
  private boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Print the version")
  @SuppressWarnings("UnusedVariable") // read by picocli
  private boolean version;

  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "Print each request to Azure, and the stack trace of an error")
  private boolean verbose;

  private Msi() {}

  /** Runs a command line and exits with its status. */
  public static void main(String[] args) {
    var environment = Environment.ofProcess();
    System.setErr(TerminalStream.of(environment.err(), Charset.defaultCharset()));
    System.exit(run(environment, args));
  }

  /** Runs a command line and returns the exit status. */
  public static int run(Environment environment, String... args) {
    int status;
    try {
      status = execute(environment, args);
    } catch (CommandException e) {
      status = ErrorPrinter.print(e, "", environment.err(), false);
    }
    return environment
        .out()
        .failure()
        .map(failure -> ErrorPrinter.printOutputFailure(failure, environment.err()))
        .orElse(status);
  }

  private static int execute(Environment environment, String... args) {
    if (args.length == 1 && VERSION.contains(args[0])) {
      // The command line parser takes longer to load than the rest.
      environment.out().println(Version.text());
      return 0;
    }
    return commandLineFor(environment, args)
        .setDefaultValueProvider(Settings.read(environment)::defaultValue)
        .execute(args);
  }

  /** Returns the command with all subcommands. */
  public static CommandLine commandLine(Environment environment) {
    return commandLine(environment, CommandGroup::all);
  }

  /** Returns the command with the subcommands that a command line can need. */
  static CommandLine commandLineFor(Environment environment, String... args) {
    return commandLine(environment, group -> group.commandLineFor(List.of(args)));
  }

  private static CommandLine commandLine(
      Environment environment, Function<CommandGroup, CommandLine> selection) {
    var msi = new Msi();
    return selection
        .apply(Subcommands.addTo(CommandGroup.of(() -> msi), environment))
        // Help is trusted text with the colors of picocli.
        .setOut(environment.out().unescaped())
        .setErr(environment.err())
        .registerConverter(Duration.class, Durations::parse)
        .registerConverter(Path.class, Msi::path)
        .setUsageHelpAutoWidth(true)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionStrategy(Msi::execute)
        .setParameterExceptionHandler(
            (exception, text) -> ErrorPrinter.print(exception, environment.err()))
        .setExecutionExceptionHandler((exception, line, parsed) ->
            ErrorPrinter.print(
                exception,
                NameAdvice.of(exception, parsed, environment),
                environment.err(),
                msi.verbose));
  }

  /** Prints the overview. */
  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  /**
   * Runs a command. A request for help does not hide an unknown command or option, as it does by
   * default.
   */
  private static int execute(ParseResult parsed) {
    var last = parsed;
    while (last.hasSubcommand()) {
      last = last.subcommand();
    }
    if (!last.unmatched().isEmpty()) {
      throw new UnmatchedArgumentException(last.commandSpec().commandLine(), last.unmatched());
    }
    return new RunLast().execute(parsed);
  }

  /** Converts a path; rejects a blank one, which Java takes as the current directory. */
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
}
