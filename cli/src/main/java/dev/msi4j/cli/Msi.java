package dev.msi4j.cli;

import dev.msi4j.cli.account.AccountCommand;
import dev.msi4j.cli.azure.NameAdvice;
import dev.msi4j.cli.completion.CompletionCommand;
import dev.msi4j.cli.config.ConfigCommand;
import dev.msi4j.cli.console.CommandException;
import dev.msi4j.cli.console.Durations;
import dev.msi4j.cli.console.Environment;
import dev.msi4j.cli.console.ErrorPrinter;
import dev.msi4j.cli.console.Settings;
import dev.msi4j.cli.console.TerminalStream;
import dev.msi4j.cli.context.ContextCommand;
import dev.msi4j.cli.demo.DemoCommand;
import dev.msi4j.cli.estate.ApplyCommand;
import dev.msi4j.cli.estate.DriftCommand;
import dev.msi4j.cli.estate.EstateExportCommand;
import dev.msi4j.cli.estate.ImportCommand;
import dev.msi4j.cli.estate.PlanCommand;
import dev.msi4j.cli.estate.SeedCommand;
import dev.msi4j.cli.federation.FederatedCredentialCommand;
import dev.msi4j.cli.federation.FederationCommand;
import dev.msi4j.cli.group.GroupCommand;
import dev.msi4j.cli.identity.IdentityCommand;
import dev.msi4j.cli.local.LocalCommand;
import dev.msi4j.cli.local.clock.ClockCommand;
import dev.msi4j.cli.local.fault.FaultCommand;
import dev.msi4j.cli.local.issuer.IssuerCommand;
import dev.msi4j.cli.role.RoleCommand;
import dev.msi4j.cli.state.ExportCommand;
import dev.msi4j.cli.state.ResetCommand;
import dev.msi4j.cli.token.TokenCommand;
import dev.msi4j.cli.vm.VmCommand;
import java.nio.charset.Charset;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
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
      var settings = Settings.read(environment);
      status =
          commandLineFor(environment, args)
              .setDefaultValueProvider(settings::defaultValue)
              .execute(args);
    } catch (CommandException e) {
      status = ErrorPrinter.print(e, "", environment.err(), false);
    }
    return environment
        .out()
        .failure()
        .map(failure -> ErrorPrinter.printOutputFailure(failure, environment.err()))
        .orElse(status);
  }

  /** Returns the command with all subcommands. */
  public static CommandLine commandLine(Environment environment) {
    return commandLine(environment, subcommands(environment).values());
  }

  /**
   * Returns the command with the subcommands that a command line can need: the one that it names,
   * or all. Each subcommand takes time to load.
   */
  static CommandLine commandLineFor(Environment environment, String... args) {
    var all = subcommands(environment);
    var named = args.length == 0 ? null : all.get(args[0]);
    if (named != null) {
      return commandLine(environment, List.of(named));
    }
    boolean isVersion = args.length == 1 && List.of("-V", "--version").contains(args[0]);
    return commandLine(environment, isVersion ? List.of() : all.values());
  }

  private static CommandLine commandLine(
      Environment environment, Collection<Supplier<Object>> subcommands) {
    var msi = new Msi();
    var root = new CommandLine(msi);
    subcommands.forEach(each -> root.addSubcommand(each.get()));
    return root
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

  /** Returns the subcommands by their names, in the order of the overview. */
  static Map<String, Supplier<Object>> subcommands(Environment environment) {
    var commands = new LinkedHashMap<String, Supplier<Object>>();
    commands.put("demo", () -> DemoCommand.create(environment));
    commands.put("local", () -> local(environment));
    commands.put("config", () -> ConfigCommand.create(environment));
    commands.put("context", () -> ContextCommand.create(environment));
    commands.put("account", () -> AccountCommand.create(environment));
    commands.put("token", () -> TokenCommand.create(environment));
    commands.put("group", () -> GroupCommand.create(environment));
    commands.put("identity", () -> identity(environment));
    commands.put("federation", () -> FederationCommand.create(environment));
    commands.put("plan", () -> new PlanCommand(environment));
    commands.put("apply", () -> new ApplyCommand(environment));
    commands.put("export", () -> new EstateExportCommand(environment));
    commands.put("drift", () -> new DriftCommand(environment));
    commands.put("role", () -> RoleCommand.create(environment));
    commands.put("vm", () -> VmCommand.create(environment));
    commands.put(
        "completion", () -> new CompletionCommand(environment, () -> commandLine(environment)));
    return commands;
  }

  private static CommandLine local(Environment environment) {
    return LocalCommand.create(environment)
        .addSubcommand(IssuerCommand.create(environment))
        .addSubcommand(FaultCommand.create(environment))
        .addSubcommand(ClockCommand.create(environment))
        .addSubcommand(new ExportCommand(environment))
        .addSubcommand(new ImportCommand(environment))
        .addSubcommand(new ResetCommand(environment))
        .addSubcommand(new SeedCommand(environment));
  }

  private static CommandLine identity(Environment environment) {
    return IdentityCommand.create(environment)
        .addSubcommand(FederatedCredentialCommand.create(environment));
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
