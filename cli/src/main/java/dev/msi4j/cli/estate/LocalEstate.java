package dev.msi4j.cli.estate;

import dev.msi4j.ManagedServiceIdentityClient;
import dev.msi4j.ResourceId;
import dev.msi4j.cli.azure.AzureConnection;
import dev.msi4j.cli.azure.ResourceManager;
import dev.msi4j.cli.console.CommandException;
import dev.msi4j.cli.console.Environment;
import dev.msi4j.cli.console.ErrorPrinter;
import dev.msi4j.cli.manifest.Node;
import dev.msi4j.cli.manifest.Source;
import dev.msi4j.cli.state.EstateLoader;
import dev.msi4j.federation.FederationClient;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Applies an estate to a local Azure, and creates the virtual machines that it names. */
public final class LocalEstate implements EstateLoader {
  private final Environment environment;

  public LocalEstate(Environment environment) {
    this.environment = environment;
  }

  @Override
  public void apply(Map<String, String> variables, Source source, Node root) {
    var client = AzureConnection.of(variables).client();
    var estate =
        new EstateReader(
                client.subscriptionId(),
                desired -> desired,
                warning -> ErrorPrinter.warn(warning, environment.err()))
            .add(source, root)
            .read(Map.of());
    var report = new ApplyReport(environment.out());
    // Virtual machines need their resource groups.
    apply(client, new Estate(estate.groups(), List.of(), List.of()), report);
    createVirtualMachines(client, estate);
    var plan = apply(client, estate, report);
    report.printSummary(plan);
    if (report.notDone() > 0) {
      throw new CommandException(report.notDone() + " changes were not made: see above");
    }
  }

  private static Plan apply(
      ManagedServiceIdentityClient client, Estate estate, ApplyReport report) {
    var options = new PlanOptions();
    var federation = FederationClient.of(client);
    var inventory = new InventoryReader(client).forPlan(estate, options);
    var plan = Planner.plan(estate, inventory, federation, options);
    new Applier(client, federation, report::print).apply(plan);
    return plan;
  }

  private static void createVirtualMachines(ManagedServiceIdentityClient client, Estate estate) {
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
