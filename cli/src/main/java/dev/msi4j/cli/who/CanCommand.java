package dev.msi4j.cli.who;

import dev.msi4j.FederatedIdentityCredential;
import dev.msi4j.Identity;
import dev.msi4j.cli.azure.AzureOptions;
import dev.msi4j.cli.console.Environment;
import dev.msi4j.cli.console.ErrorPrinter;
import dev.msi4j.cli.console.Output;
import dev.msi4j.cli.console.Table;
import dev.msi4j.cli.estate.Inventory;
import dev.msi4j.cli.estate.InventoryReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows the identities that a workload can become. */
@Command(
    name = "can",
    description = {
      "Show which identities an external workload can become",
      "Shows the credential that trusts the workload, and the roles of each identity. A credential"
          + " with an expression can depend on claims that are not known; the column If shows them."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  msi who can --github contoso/shop",
      "  msi who can --github contoso/shop@main -o wide",
      "  msi who can --kubernetes shop/orders"
    })
final class CanCommand implements Runnable {
  private static final Table<Row> TABLE =
      new Table<Row>()
          .column("Identity", row -> row.identity.name())
          .column("Role", Row::role)
          .column("Scope", row -> row.assignment == null ? null : row.assignment.scope())
          .column("Credential", row -> row.credential.name())
          .column("Trusts", Row::trusted)
          .column("If", row -> String.join(" and ", row.trust.conditions()))
          .wideColumn("Issuer", row -> row.credential.issuer())
          .wideColumn("ClientId", row -> row.identity.clientId())
          .wideColumn("IdentityId", row -> row.identity.id())
          .json(Row::json);

  private final Environment environment;

  @Mixin private WorkloadOptions options = new WorkloadOptions();
  @Mixin private AzureOptions azure = new AzureOptions();
  @Mixin private Output output = new Output();

  CanCommand(Environment environment) {
    this.environment = environment;
  }

  /**
   * A role that the workload can use.
   *
   * @param assignment the role assignment of the identity; null if the identity has none
   * @param role the name of the role; null without assignment
   */
  private record Row(
      Identity identity,
      FederatedIdentityCredential credential,
      Workload.Trust trust,
      Inventory.@Nullable Assignment assignment,
      @Nullable String role) {

    @Nullable String trusted() {
      var expression = credential.claimsMatchingExpression();
      return expression == null ? credential.subject() : expression.value();
    }

    Map<String, @Nullable Object> json() {
      var members = new LinkedHashMap<String, @Nullable Object>();
      members.put("identity", identity.id());
      members.put("clientId", String.valueOf(identity.clientId()));
      members.put("principalId", String.valueOf(identity.principalId()));
      members.put("credential", credential.name());
      members.put("issuer", credential.issuer());
      members.put("trusts", trusted());
      members.put("conditions", trust.conditions());
      members.put("role", role);
      members.put("scope", assignment == null ? null : assignment.scope());
      return members;
    }
  }

  @Override
  public void run() {
    var workload = options.workload();
    var inventory =
        new InventoryReader(azure.clientWithExpressions(environment), environment).access();
    warnOfUnreadable(inventory);
    output.printAll(environment.out(), TABLE, rows(workload, inventory));
  }

  /** An API version without expressions shows a credential with an expression without its trust. */
  private void warnOfUnreadable(Inventory inventory) {
    long unreadable =
        inventory.credentials().values().stream()
            .flatMap(List::stream)
            .filter(each -> each.subject() == null && each.claimsMatchingExpression() == null)
            .count();
    if (unreadable > 0) {
      ErrorPrinter.warn(
          unreadable
              + " credentials have neither a subject nor an expression in this API version and are"
              + " not checked: omit --api-version",
          environment.err());
    }
  }

  private static List<Row> rows(Workload workload, Inventory inventory) {
    var rows = new ArrayList<Row>();
    inventory
        .identities()
        .forEach((id, identity) -> {
          for (var credential : inventory.credentials().getOrDefault(id, List.of())) {
            workload
                .trustOf(credential)
                .ifPresent(trust -> rows.addAll(rows(identity, credential, trust, inventory)));
          }
        });
    return rows;
  }

  private static List<Row> rows(
      Identity identity,
      FederatedIdentityCredential credential,
      Workload.Trust trust,
      Inventory inventory) {
    var assignments = inventory.assignmentsOf(String.valueOf(identity.principalId()));
    return assignments.isEmpty()
        ? List.of(new Row(identity, credential, trust, null, null))
        : assignments.stream()
            .map(each ->
                new Row(
                    identity, credential, trust, each, inventory.roleNames().nameOf(each.roleId())))
            .toList();
  }
}
