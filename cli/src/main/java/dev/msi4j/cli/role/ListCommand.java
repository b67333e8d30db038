package dev.msi4j.cli.role;

import dev.msi4j.cli.azure.AzureOptions;
import dev.msi4j.cli.azure.Resource;
import dev.msi4j.cli.azure.ResourceManager;
import dev.msi4j.cli.console.Environment;
import dev.msi4j.cli.console.Output;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists role assignments. */
@Command(
    name = "list",
    description = "List role assignments at a scope and under it",
    footerHeading = "%nExamples:%n",
    footer = {
      "  msi role list --assignee orders",
      "  msi role list --scope shop --role Owner --include-inherited"
    })
final class ListCommand implements Runnable {
  private final Environment environment;

  @ArgGroup(exclusive = false)
  private @Nullable AssigneeOptions assignee;

  @Option(
      names = "--role",
      paramLabel = "ROLE",
      description = "Name or id of the role (default: any)")
  private @Nullable String role;

  @Option(
      names = "--scope",
      paramLabel = "SCOPE",
      description = "Resource id, or the name of a resource group (default: the subscription)")
  private @Nullable String scope;

  @Option(
      names = "--include-inherited",
      description = "Assignments above the scope too, which are in force at the scope")
  private boolean includeInherited;

  @Mixin private AzureOptions azure = new AzureOptions();
  @Mixin private Output output = new Output();

  ListCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public void run() {
    var client = azure.client(environment);
    var resourceManager = ResourceManager.of(client);
    var path = scope == null ? resourceManager.subscription() : Scopes.path(resourceManager, scope);
    var principal = assignee == null ? null : assignee.find(client).objectId();
    var listed = filtered(resourceManager, path, principal);
    output.printAll(
        environment.out(),
        NamedAssignments.TABLE,
        NamedAssignments.of(listed, resourceManager, client));
  }

  private List<Resource> filtered(
      ResourceManager resourceManager, String path, @Nullable String principal) {
    var key =
        role == null
            ? null
            : RoleDefinitions.key(new RoleDefinitions(resourceManager).id(role, path));
    return new RoleAssignments(resourceManager)
        .list(path, principal).stream()
            .filter(each -> includeInherited || Scopes.isWithin(RoleAssignments.scope(each), path))
            .filter(each -> key == null || RoleAssignments.role(each).equals(key))
            .toList();
  }
}
