package dev.msi4j.cli.config;

import dev.msi4j.cli.azure.Resource;
import dev.msi4j.cli.console.Environment;
import dev.msi4j.cli.console.Output;
import dev.msi4j.cli.console.Settings;
import dev.msi4j.cli.console.Table;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the defaults. */
@Command(
    name = "list",
    description = "List the defaults that are set",
    footerHeading = "%nExamples:%n",
    footer = {"  msi config list", "  msi config list -o json"})
final class ListCommand implements Runnable {
  private static final Table<Resource> SETTINGS =
      new Table<Resource>()
          .column("Name", Resource::name)
          .column("Value", setting -> setting.text("value"));

  private final Environment environment;

  @Mixin private Output output = new Output();

  ListCommand(Environment environment) {
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
