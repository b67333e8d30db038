package dev.msi4j.cli.who;

import dev.msi4j.cli.azure.AzureOptions;
import dev.msi4j.cli.azure.ResourceManager;
import dev.msi4j.cli.console.CommandException;
import dev.msi4j.cli.console.Environment;
import dev.msi4j.cli.console.Output;
import dev.msi4j.cli.console.Table;
import dev.msi4j.cli.estate.Inventory;
import dev.msi4j.cli.estate.InventoryReader;
import dev.msi4j.cli.estate.PrincipalNames;
import dev.msi4j.cli.estate.RoleDefinition;
import dev.msi4j.cli.role.Scopes;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows the principals that have a role or may do an action. */
@Command(
    name = "has",
    description = {
      "Show who has a role, or may do an action",
      "Members of a group have its roles; the group is shown, not its members."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  msi who has Owner",
      "  msi who has Reader --scope shop",
      "  msi who has --action Microsoft.Compute/virtualMachines/write"
    })
final class HasCommand implements Runnable {
  private static final Table<Row> TABLE =
      new Table<Row>()
          .column("Principal", row -> row.principal)
          .column("PrincipalType", row -> row.assignment.principalType())
          .column("Role", row -> row.role)
          .column("Scope", row -> row.assignment.scope())
          .wideColumn("PrincipalId", row -> row.assignment.principalId())
          .wideColumn("Condition", row -> row.assignment.condition());

  private final Environment environment;

  @Parameters(
      paramLabel = "ROLE",
      arity = "0..1",
      description = "Name or id of a built-in or custom role (default: any that allows --action)")
  private @Nullable String role;

  @Option(
      names = "--action",
      paramLabel = "ACTION",
      description =
          "Action that the role allows, of the control plane or of data, such as"
              + " Microsoft.Compute/virtualMachines/write (default: any)")
  private @Nullable String action;

  @Option(
      names = "--scope",
      paramLabel = "SCOPE",
      description =
          "Resource id, or the name of a resource group, at which the role is in force: assigned"
              + " there or above (default: any scope of the subscription and above)")
  private @Nullable String scope;

  @Mixin private AzureOptions azure = new AzureOptions();
  @Mixin private Output output = new Output();

  HasCommand(Environment environment) {
    this.environment = environment;
  }

  /** A role assignment with the names of its principal and role. */
  private record Row(Inventory.Assignment assignment, String principal, String role) {}

  @Override
  public void run() {
    if (role == null && action == null) {
      throw new CommandException("no role: give ROLE, such as Owner, or --action");
    }
    var client = azure.client(environment);
    var resourceManager = ResourceManager.of(client);
    var path = scope == null ? null : Scopes.path(resourceManager, scope);
    var reader = new InventoryReader(client, environment);
    var inventory = reader.roles();
    var roleId = role == null ? null : inventory.roleNames().idOf(role);
    var found =
        inventory.assignments().stream()
            .filter(each -> roleId == null || each.roleId().equals(roleId))
            .filter(each -> path == null || each.covers(path))
            .filter(each -> allows(inventory.roleNames().find(each.roleId()).orElse(null)))
            .toList();
    var names = PrincipalNames.of(inventory, reader.hosts());
    output.printAll(
        environment.out(),
        TABLE,
        found.stream()
            .map(each ->
                new Row(
                    each,
                    names.of(each.principalId()),
                    inventory.roleNames().nameOf(each.roleId())))
            .toList());
  }

  private boolean allows(@Nullable RoleDefinition definition) {
    return action == null || (definition != null && definition.allows(action));
  }
}
