package dev.msi4j.cli.role;

import dev.msi4j.cli.azure.AzureOptions;
import dev.msi4j.cli.azure.ResourceManager;
import dev.msi4j.cli.console.Environment;
import dev.msi4j.cli.console.Output;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Removes a role assignment. */
@Command(
    name = "remove",
    description = "Remove the assignment of a role and report whether it existed",
    footerHeading = "%nExamples:%n",
    footer = {
      "  msi role remove --assignee orders --role Reader --scope shop",
      "  msi role remove --assignee orders -g shop --role Reader --scope shop -o json"
    })
final class RemoveCommand implements Runnable {
  private final Environment environment;

  @Mixin private AssigneeOptions assignee = new AssigneeOptions();

  @Mixin private RoleOptions role = new RoleOptions();

  @Mixin private AzureOptions azure = new AzureOptions();
  @Mixin private Output output = new Output();

  RemoveCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public void run() {
    var client = azure.client(environment);
    var resourceManager = ResourceManager.of(client);
    var principal = assignee.find(client);
    var path = role.path(resourceManager);
    var assignments = new RoleAssignments(resourceManager);
    var found = assignments.find(path, role.roleId(resourceManager), principal.objectId());
    boolean removed = found.isPresent() && assignments.delete(found.get().id());
    output.printResult(
        environment.out(),
        removed
            ? "Removed " + role.role() + " of " + principal.name() + " at " + path + "."
            : principal.name() + " has no assignment of " + role.role() + " at " + path + ".",
        removed ? "deleted" : "not_found");
  }
}
