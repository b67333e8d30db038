package dev.msi4j.cli.estate;

import dev.msi4j.cli.azure.AzureOptions;
import dev.msi4j.cli.console.CommandException;
import dev.msi4j.cli.console.Environment;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints what exists as a file of {@code plan} and {@code apply}. */
@Command(
    name = "export",
    description = "Print what exists as a file for 'plan' and 'apply'",
    footerHeading = "%nExamples:%n",
    footer = {
      "  msi export",
      "  msi export --resource-group shop --resource-group carts",
      "  msi export --output json"
    })
public final class EstateExportCommand implements Runnable {
  /** A syntax of files. */
  enum Format {
    YAML,
    JSON
  }

  private final Environment environment;

  @Option(
      names = {"-g", "--resource-group"},
      paramLabel = "GROUP",
      description =
          "Resource group to export with its identities; can be repeated (default: all, and the"
              + " role assignments of other principals)")
  private List<String> groups = List.of();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "yaml|json",
      defaultValue = "yaml",
      description = "Syntax of the file (default: ${DEFAULT-VALUE})")
  private Format format = Format.YAML;

  @Mixin private AzureOptions azure = new AzureOptions();

  public EstateExportCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public void run() {
    var client = azure.client(environment);
    var inventory = new InventoryReader(client, environment).all();
    for (var group : groups) {
      if (inventory.groups().keySet().stream().noneMatch(id -> id.name().equalsIgnoreCase(group))) {
        throw new CommandException("--resource-group '" + group + "' does not exist");
      }
    }
    var writer =
        new EstateWriter(
            inventory, client.subscriptionId(), azure.cloud(environment).federationAudience());
    var out = environment.out();
    out.print(format == Format.YAML ? writer.yaml(groups) : writer.json(groups) + "\n");
    out.flush();
  }
}
