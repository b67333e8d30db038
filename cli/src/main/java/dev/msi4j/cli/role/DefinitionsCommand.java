package dev.msi4j.cli.role;

import dev.msi4j.cli.azure.AzureOptions;
import dev.msi4j.cli.azure.Resource;
import dev.msi4j.cli.console.Environment;
import dev.msi4j.cli.console.Output;
import dev.msi4j.cli.console.Table;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists role definitions. */
@Command(
    name = "definitions",
    description = "List the roles that can be assigned at a scope",
    footerHeading = "%nExamples:%n",
    footer = {
      "  msi role definitions",
      "  msi role definitions --name 'Key Vault Reader' -o json",
      "  msi role definitions --custom-role-only"
    })
final class DefinitionsCommand implements Runnable {
  private static final Table<Resource> DEFINITIONS =
      new Table<Resource>()
          .column("Name", RoleDefinitions::name)
          .column("Id", Resource::name)
          .column("Type", definition -> definition.text("properties", "type"))
          .column("Description", definition -> definition.text("properties", "description"));

  private final Environment environment;

  @Option(
      names = {"-n", "--name"},
      paramLabel = "NAME",
      description = "Name of the role (default: any)")
  private @Nullable String name;

  @Option(
      names = "--scope",
      paramLabel = "SCOPE",
      description = "Resource id, or the name of a resource group (default: the subscription)")
  private @Nullable String scope;

  @Option(names = "--custom-role-only", description = "Custom roles without built-in ones")
  private boolean customOnly;

  @Mixin private AzureOptions azure = new AzureOptions();
  @Mixin private Output output = new Output();

  DefinitionsCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public void run() {
    var resourceManager = azure.resourceManager(environment);
    var path = scope == null ? resourceManager.subscription() : Scopes.path(resourceManager, scope);
    var listed =
        new RoleDefinitions(resourceManager)
            .list(path, name).stream()
                .filter(each -> !customOnly || "CustomRole".equals(each.text("properties", "type")))
                .toList();
    output.printAll(environment.out(), DEFINITIONS, listed);
  }
}
