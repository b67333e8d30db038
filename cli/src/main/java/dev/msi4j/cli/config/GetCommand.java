package dev.msi4j.cli.config;

import dev.msi4j.cli.console.CommandException;
import dev.msi4j.cli.console.Environment;
import dev.msi4j.cli.console.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Prints a default. */
@Command(
    name = "get",
    description = "Print the default of an option",
    footerHeading = "%nExamples:%n",
    footer = {"  msi config get defaults.group", "  msi config get defaults.location"})
final class GetCommand implements Runnable {
  private final Environment environment;

  @Mixin private SettingName name = new SettingName();

  GetCommand(Environment environment) {
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
