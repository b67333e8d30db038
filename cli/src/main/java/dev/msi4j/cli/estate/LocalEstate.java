package dev.msi4j.cli.estate;

import dev.msi4j.ManagedServiceIdentityClient;
import dev.msi4j.ResourceId;
import dev.msi4j.cli.azure.AzureConnection;
import dev.msi4j.cli.azure.ResourceManager;
import dev.msi4j.cli.console.CommandException;
import dev.msi4j.cli.console.Environment;
import dev.msi4j.cli.console.ErrorPrinter;
import dev.msi4j.cli.console.Progress;
import dev.msi4j.cli.manifest.Node;
import dev.msi4j.cli.manifest.Source;
import dev.msi4j.federation.FederationClient;
import dev.msi4j.local.LocalAzure;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Applies an estate to a local Azure, and creates the virtual machines that it names. */
final class LocalEstate {
  private final Environment environment;
  private final ManagedServiceIdentityClient client;

  LocalEstate(Environment environment, LocalAzure azure) {
    this.environment = environment;
    this.client = AzureConnection.of(azure.environment()).client();
  }

  /**
   * Applies a file.
   *
   * @param root the top-level value of the file
   */
  void apply(Source source, Node root) {
    apply(read(source, root));
  }

  /** Applies a file without the roles that the local Azure does not have. */
  void applyKnownRoles(Source source, Node root) {
    var known = new InventoryReader(client, environment).roleNames();
    var estate = read(source, root);
    var identities = new ArrayList<Estate.Identity>();
    for (var each : estate.identities()) {
      var roles =
          each.roles() == null
              ? null
              : each.roles().stream().filter(role -> isKnown(known, role)).toList();
      identities.add(each.withRoles(roles));
    }
    var grants = estate.grants().stream().filter(each -> isKnown(known, each.role())).toList();
    apply(new Estate(estate.groups(), identities, grants));
  }

  private boolean isKnown(RoleNames known, Estate.Role role) {
    try {
      var unused = known.idOf(role.role());
      return true;
    } catch (CommandException e) {
      ErrorPrinter.warn("not copied: " + e.getMessage(), environment.err());
      return false;
    }
  }

  private Estate read(Source source, Node root) {
    return new EstateReader(
            client.subscriptionId(),
            desired -> desired,
            warning -> ErrorPrinter.warn(warning, environment.err()))
        .add(source, root)
        .read(Map.of());
  }

  private void apply(Estate estate) {
    var report = new ApplyReport(environment.out());
    // Virtual machines need their resource groups.
    apply(new Estate(estate.groups(), List.of(), List.of()), report);
    createVirtualMachines(estate);
    var plan = apply(estate, report);
    report.printSummary(plan);
    if (report.notDone() > 0) {
      throw new CommandException(report.notDone() + " changes were not made: see above");
    }
  }

  private Plan apply(Estate estate, ApplyReport report) {
    var options = new PlanOptions();
    var federation = FederationClient.of(client);
    var inventory = new InventoryReader(client, environment).forPlan(estate, options);
    var plan = Planner.plan(estate, inventory, federation, options);
    try (var progress = Progress.of(environment, plan.size())) {
      new Applier(client, federation, outcome -> report.print(outcome, progress)).apply(plan);
    }
    return plan;
  }

  private void createVirtualMachines(Estate estate) {
    var azure = ResourceManager.of(client);
    var groups =
        azure
            .list(azure.subscription() + "/resourceGroups", ResourceManager.GROUPS_VERSION)
            .stream()
            .collect(
                Collectors.toMap(
                    each -> ResourceId.parse(each.id()), each -> each.textOr("", "location")));
    var machines = new HashSet<ResourceId>();
    for (var identity : estate.identities()) {
      if (identity.virtualMachines() != null) {
        machines.addAll(identity.virtualMachines());
      }
    }
    for (var machine : machines) {
      var group =
          ResourceId.resourceGroup(
              client.subscriptionId(), Objects.requireNonNull(machine.resourceGroup()));
      var location = groups.get(group);
      var path = machine.toString();
      if (location != null && azure.find(path, InventoryReader.COMPUTE_VERSION).isEmpty()) {
        var unused =
            azure.put(
                path,
                InventoryReader.COMPUTE_VERSION,
                Map.of("location", location, "properties", Map.of()));
      }
    }
  }
}
