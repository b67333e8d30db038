package dev.msi4j.cli.role;

import dev.msi4j.cli.azure.AzureOptions;
import dev.msi4j.cli.azure.ResourceManager;
import dev.msi4j.cli.azure.WaitOption;
import dev.msi4j.cli.console.Environment;
import dev.msi4j.cli.console.Output;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Assigns a role to a principal. */
@Command(
    name = "assign",
    description = {
      "Assign a role to an identity or another principal",
      "Succeeds if the principal has the role at the scope already."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  msi role assign --assignee orders --role Reader --scope shop",
      "  msi role assign --assignee 1b4e28ba-2fa1-11d2-883f-0016d3cca427 \\",
      "      --role 'Storage Blob Data Reader' --scope /subscriptions/ID"
    })
final class AssignCommand implements Runnable {
  private final Environment environment;

  @Mixin private AssigneeOptions assignee = new AssigneeOptions();

  @Mixin private RoleOptions role = new RoleOptions();

  @Option(
      names = "--assignee-principal-type",
      paramLabel = "TYPE",
      description = "Type of a principal given by object id: ServicePrincipal, User or Group")
  private @Nullable String principalType;

  @Mixin private WaitOption wait = new WaitOption();
  @Mixin private AzureOptions azure = new AzureOptions();
  @Mixin private Output output = new Output();

  AssignCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public void run() {
    var client = azure.client(environment);
    var resourceManager = ResourceManager.of(client);
    var principal = assignee.find(client);
    var assigned =
        new RoleAssignments(resourceManager)
            .assign(
                role.path(resourceManager),
                role.roleId(resourceManager),
                principal.objectId(),
                principalType == null ? principal.type() : principalType,
                wait.time());
    output.print(
        environment.out(),
        NamedAssignments.TABLE,
        NamedAssignments.of(assigned, role.role(), principal.name()));
  }
}
