package dev.msi4j.cli.config;

import dev.msi4j.cli.console.CommandException;
import dev.msi4j.cli.console.Environment;
import dev.msi4j.cli.console.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Sets a default. */
@Command(
    name = "set",
    description = "Set the default of an option",
    footerHeading = "%nExamples:%n",
    footer = {
      "  msi config set defaults.group shop",
      "  msi config set defaults.location westeurope"
    })
final class SetCommand implements Runnable {
  private final Environment environment;

  @Mixin private SettingName name = new SettingName();

  @Parameters(index = "1", paramLabel = "VALUE", description = "Default of the option")
  private String value = "";

  SetCommand(Environment environment) {
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
