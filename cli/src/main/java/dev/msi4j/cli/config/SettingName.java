package dev.msi4j.cli.config;

import dev.msi4j.cli.console.Settings;
import picocli.CommandLine.Parameters;

/** Argument that names a setting. */
final class SettingName {
  @Parameters(
      index = "0",
      paramLabel = "NAME",
      description = "defaults.group, defaults.location or defaults.output")
  private String name = "";

  String checked() {
    return Settings.checked(name);
  }
}
