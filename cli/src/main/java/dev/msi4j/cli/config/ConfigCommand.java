package dev.msi4j.cli.config;

import dev.msi4j.cli.azure.Resource;
import dev.msi4j.cli.console.CommandException;
import dev.msi4j.cli.console.Environment;
import dev.msi4j.cli.console.Output;
import dev.msi4j.cli.console.Settings;
import dev.msi4j.cli.console.Table;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The {@code msi config} command and its subcommands. */
@Command(
    name = "config",
    synopsisSubcommandLabel = "COMMAND",
    description = {
      "Set defaults of options",
      "defaults.group is the default of --resource-group, defaults.location of --location and"
          + " defaults.output of --output."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  msi config set defaults.group shop", "  msi config list"})
public final class ConfigCommand {
  private ConfigCommand() {}

  /** Returns the command with its subcommands. */
  public static CommandLine create(Environment environment) {
    return new CommandLine(new ConfigCommand())
        .addSubcommand(new SetCommand(environment))
        .addSubcommand(new GetCommand(environment))
        .addSubcommand(new ListCommand(environment))
        .addSubcommand(new UnsetCommand(environment));
  }

  /** Argument that names a setting. */
  private static final class SettingName {
    @Parameters(
        index = "0",
        paramLabel = "NAME",
        description = "defaults.group, defaults.location or defaults.output")
    private String name = "";

    private String checked() {
      return Settings.checked(name);
    }
  }

  /** Sets a default. */
  @Command(
      name = "set",
      description = "Set the default of an option",
      footerHeading = "%nExamples:%n",
      footer = {
        "  msi config set defaults.group shop",
        "  msi config set defaults.location westeurope"
      })
  private static final class SetCommand implements Runnable {
    private final Environment environment;

    @Mixin private SettingName name = new SettingName();

    @Parameters(index = "1", paramLabel = "VALUE", description = "Default of the option")
    private String value = "";

    private SetCommand(Environment environment) {
      this.environment = environment;
    }

    @Override
    public void run() {
      if (value.isBlank()) {
        throw new CommandException(
            "value '" + value + "' must not be blank: use 'msi config unset' to remove a default");
      }
      Settings.read(environment).with(name.checked(), value).write();
    }
  }

  /** Prints a default. */
  @Command(
      name = "get",
      description = "Print the default of an option",
      footerHeading = "%nExamples:%n",
      footer = {"  msi config get defaults.group", "  msi config get defaults.location"})
  private static final class GetCommand implements Runnable {
    private final Environment environment;

    @Mixin private SettingName name = new SettingName();

    private GetCommand(Environment environment) {
      this.environment = environment;
    }

    @Override
    public void run() {
      var value =
          Settings.read(environment)
              .get(name.checked())
              .orElseThrow(() -> new CommandException(name.checked() + " is not set"));
      environment.out().line(value);
      environment.out().flush();
    }
  }

  /** Lists the defaults. */
  @Command(
      name = "list",
      description = "List the defaults that are set",
      footerHeading = "%nExamples:%n",
      footer = {"  msi config list", "  msi config list -o json"})
  private static final class ListCommand implements Runnable {
    private static final Table<Resource> SETTINGS =
        new Table<Resource>()
            .column("Name", Resource::name)
            .column("Value", setting -> setting.text("value"));

    private final Environment environment;

    @Mixin private Output output = new Output();

    private ListCommand(Environment environment) {
      this.environment = environment;
    }

    @Override
    public void run() {
      List<Resource> settings =
          Settings.read(environment).defaults().entrySet().stream()
              .map(each -> Resource.of(Map.of("name", each.getKey(), "value", each.getValue())))
              .toList();
      output.printAll(environment.out(), SETTINGS, settings);
    }
  }

  /** Removes a default. */
  @Command(
      name = "unset",
      description = "Remove the default of an option",
      footerHeading = "%nExamples:%n",
      footer = {"  msi config unset defaults.group", "  msi config unset defaults.location"})
  private static final class UnsetCommand implements Runnable {
    private final Environment environment;

    @Mixin private SettingName name = new SettingName();

    private UnsetCommand(Environment environment) {
      this.environment = environment;
    }

    @Override
    public void run() {
      Settings.read(environment).with(name.checked(), null).write();
    }
  }
}
