package dev.msi4j.cli.config;

import dev.msi4j.cli.azure.AttachedValue;
import dev.msi4j.cli.azure.Resource;
import dev.msi4j.cli.console.CommandException;
import dev.msi4j.cli.console.Environment;
import dev.msi4j.cli.console.Output;
import dev.msi4j.cli.console.Settings;
import dev.msi4j.cli.console.Settings.Context;
import dev.msi4j.cli.console.Table;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The {@code msi context} command and its subcommands. */
@Command(
    name = "context",
    synopsisSubcommandLabel = "COMMAND",
    description = {
      "Select the Azure of further commands",
      "--local and the environment variables of an Azure have priority over the context. The"
          + " context 'local' is the local Azure of 'msi local start'."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  msi context use local",
      "  msi context create prod --subscription 11111111-2222-3333-4444-555555555555",
      "  msi context use prod"
    })
public final class ContextCommand {
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,63}");

  private ContextCommand() {}

  /** Returns the command with its subcommands. */
  public static CommandLine create(Environment environment) {
    return new CommandLine(new ContextCommand())
        .addSubcommand(new CreateCommand(environment))
        .addSubcommand(new UseCommand(environment))
        .addSubcommand(new ListCommand(environment))
        .addSubcommand(new DeleteCommand(environment));
  }

  private static void checkDefinable(String name) {
    if (name.equals(Settings.LOCAL) || !NAME.matcher(name).matches()) {
      throw new CommandException(
          "context '"
              + name
              + "' must have 1 to 64 letters, digits, '_' and '-', start with a letter, and not be"
              + " 'local'");
    }
  }

  /** Creates a context. */
  @Command(
      name = "create",
      description = "Create a context, or replace the one of that name",
      footerHeading = "%nExamples:%n",
      footer = {
        "  msi context create prod --subscription 11111111-2222-3333-4444-555555555555",
        "  msi context create dev --local=shop"
      })
  private static final class CreateCommand implements Runnable {
    private final Environment environment;

    @Parameters(index = "0", paramLabel = "NAME", description = "Name of the context")
    private String name = "";

    @Option(
        names = "--local",
        paramLabel = "DIR|NAME",
        arity = "0..1",
        preprocessor = AttachedValue.class,
        description = "State directory or name of a local Azure (default: the standard directory)")
    private @Nullable Path local;

    @Option(names = "--subscription", paramLabel = "ID", description = "Subscription id")
    private @Nullable String subscription;

    @Option(names = "--tenant", paramLabel = "ID", description = "Tenant id")
    private @Nullable String tenant;

    private CreateCommand(Environment environment) {
      this.environment = environment;
    }

    @Override
    public void run() {
      checkDefinable(name);
      if (local == null && subscription == null) {
        throw new CommandException(
            "context '" + name + "' selects no Azure: pass --local or --subscription");
      }
      Settings.read(environment).with(new Context(name, location(), subscription, tenant)).write();
    }

    /** Returns the name, or the absolute path of a directory: a context is valid anywhere. */
    private @Nullable String location() {
      if (local == null || local.toString().isEmpty()) {
        return local == null ? null : "";
      }
      boolean isName = local.getNameCount() == 1 && !local.isAbsolute();
      return isName && !local.startsWith(".")
          ? local.toString()
          : local.toAbsolutePath().normalize().toString();
    }
  }

  /** Selects a context. */
  @Command(
      name = "use",
      description = "Select the context of further commands",
      footerHeading = "%nExamples:%n",
      footer = {"  msi context use local", "  msi context use prod"})
  private static final class UseCommand implements Runnable {
    private final Environment environment;

    @Parameters(index = "0", paramLabel = "NAME", description = "Name of the context, or local")
    private String name = "";

    private UseCommand(Environment environment) {
      this.environment = environment;
    }

    @Override
    public void run() {
      var settings = Settings.read(environment);
      settings.with(Settings.CONTEXT, settings.context(name).name()).write();
    }
  }

  /** Lists the contexts. */
  @Command(
      name = "list",
      description = "List the contexts",
      footerHeading = "%nExamples:%n",
      footer = {"  msi context list", "  msi context list -o json"})
  private static final class ListCommand implements Runnable {
    private static final Table<Resource> CONTEXTS =
        new Table<Resource>()
            .column("Name", Resource::name)
            .column("Selected", context -> context.text("selected"))
            .column("Local", context -> context.text("local"))
            .column("Subscription", context -> context.text("subscription"))
            .column("Tenant", context -> context.text("tenant"));

    private final Environment environment;

    @Mixin private Output output = new Output();

    private ListCommand(Environment environment) {
      this.environment = environment;
    }

    @Override
    public void run() {
      var settings = Settings.read(environment);
      var selected = settings.get(Settings.CONTEXT).orElse("");
      output.printAll(
          environment.out(),
          CONTEXTS,
          settings.contexts().stream().map(each -> row(each, selected)).toList());
    }

    private static Resource row(Context context, String selected) {
      var row = new LinkedHashMap<String, Object>();
      row.put("name", context.name());
      row.put("selected", context.name().equals(selected));
      put(row, "local", "".equals(context.local()) ? "standard directory" : context.local());
      put(row, "subscription", context.subscription());
      put(row, "tenant", context.tenant());
      return Resource.of(row);
    }

    private static void put(Map<String, Object> row, String name, @Nullable String value) {
      if (value != null) {
        row.put(name, value);
      }
    }
  }

  /** Deletes a context. */
  @Command(
      name = "delete",
      description = "Delete a context",
      footerHeading = "%nExamples:%n",
      footer = {"  msi context delete prod", "  msi context delete dev"})
  private static final class DeleteCommand implements Runnable {
    private final Environment environment;

    @Parameters(index = "0", paramLabel = "NAME", description = "Name of the context")
    private String name = "";

    private DeleteCommand(Environment environment) {
      this.environment = environment;
    }

    @Override
    public void run() {
      checkDefinable(name);
      var settings = Settings.read(environment);
      var remaining = settings.without(settings.context(name).name());
      boolean selected = settings.get(Settings.CONTEXT).filter(name::equals).isPresent();
      (selected ? remaining.with(Settings.CONTEXT, null) : remaining).write();
    }
  }
}
