package dev.msi4j.cli.config;

import dev.msi4j.cli.console.Environment;
import dev.msi4j.cli.console.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Removes a default. */
@Command(
    name = "unset",
    description = "Remove the default of an option",
    footerHeading = "%nExamples:%n",
    footer = {"  msi config unset defaults.group", "  msi config unset defaults.location"})
final class UnsetCommand implements Runnable {
  private final Environment environment;

  @Mixin private SettingName name = new SettingName();

  UnsetCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public void run() {
    Settings.read(environment).with(name.checked(), null).write();
  }
}
