package dev.msi4j.local.providers.compute;

import com.fasterxml.jackson.databind.JsonNode;
import dev.msi4j.local.arm.ArmRequest;
import dev.msi4j.local.arm.Locations;
import dev.msi4j.local.arm.Operations;
import dev.msi4j.local.arm.Paging;
import dev.msi4j.local.arm.ResourceGroups;
import dev.msi4j.local.arm.ResourceId;
import dev.msi4j.local.front.Json;
import dev.msi4j.local.front.Response;
import dev.msi4j.local.store.Entry;
import dev.msi4j.local.store.Store;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The virtual machines of a resource group, of a subscription, and of a region. */
final class VirtualMachineLists {
  private static final String IN_GROUP =
      VirtualMachines.ONE.substring(0, VirtualMachines.ONE.lastIndexOf('/'));

  private final Store store;
  private final Paging paging;

  VirtualMachineLists(Store store, Paging paging) {
    this.store = store;
    this.paging = paging;
  }

  void declare(Operations.Of operations) {
    operations.get(IN_GROUP).action(VirtualMachines.TYPE + "/read").handle(this::listByGroup);
    operations
        .get("/subscriptions/{subscriptionId}/providers/" + VirtualMachines.TYPE)
        .action(VirtualMachines.TYPE + "/read")
        .filtered()
        .handle(this::listBySubscription);
    operations
        .get(
            "/subscriptions/{subscriptionId}/providers/Microsoft.Compute/locations/{location}"
                + "/virtualMachines")
        .action("Microsoft.Compute/locations/virtualMachines/read")
        .handle(this::listByLocation);
  }

  private Response listByGroup(ArmRequest request) {
    return list(request, ResourceGroups.prefix(request.subscription(), request.resourceGroup()));
  }

  private Response listBySubscription(ArmRequest request) {
    return list(request, ResourceGroups.prefix(request.subscription()));
  }

  private Response listByLocation(ArmRequest request) {
    var location = Locations.normalise(request.argument("location"), VirtualMachines.TYPE);
    var prefix = ResourceGroups.prefix(request.subscription());
    var there =
        store
            .read(documents ->
                documents.list(VirtualMachineStore.KIND, prefix, "", Integer.MAX_VALUE))
            .stream()
            .filter(entry -> row(entry).location().equals(location))
            .toList();
    var shape = shape(prefix);
    return paging.page(request, there, prefix, entry -> Optional.of(shape.apply(entry)));
  }

  private Response list(ArmRequest request, String prefix) {
    return paging.page(request, VirtualMachineStore.KIND, prefix, "$skiptoken", shape(prefix));
  }

  /** How listings of what is below a prefix show machines, each with its extensions. */
  private Function<Entry, JsonNode> shape(String prefix) {
    var extensions =
        store.read(documents -> ExtensionRow.below(documents, prefix)).stream()
            .collect(Collectors.groupingBy(extension -> machine(extension)));
    return entry -> Shapes.machine(row(entry), extensions.getOrDefault(entry.key(), List.of()));
  }

  private static VirtualMachineRow row(Entry entry) {
    return Json.read(entry.body(), VirtualMachineRow.class);
  }

  /** The key of the machine that an extension is on. */
  private static String machine(ExtensionRow extension) {
    return ResourceId.parse(extension.id()).orElseThrow().parent().key();
  }
}
