package dev.msi4j.local.internal.providers.compute;

import com.fasterxml.jackson.databind.JsonNode;
import dev.msi4j.local.internal.arm.ArmRequest;
import dev.msi4j.local.internal.arm.Locations;
import dev.msi4j.local.internal.arm.Operations;
import dev.msi4j.local.internal.arm.Paging;
import dev.msi4j.local.internal.arm.ResourceGroups;
import dev.msi4j.local.internal.http.Response;
import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.store.Documents;
import dev.msi4j.local.internal.store.Entry;

/** Serves the lists of virtual machines of a resource group, a subscription and a region. */
final class VirtualMachineLists {
  private static final String GROUP_LIST_PATH =
      VirtualMachines.ITEM_PATH.substring(0, VirtualMachines.ITEM_PATH.lastIndexOf('/'));

  private static final String SKIP_TOKEN = "$skiptoken";

  private final Paging paging;

  VirtualMachineLists(Paging paging) {
    this.paging = paging;
  }

  void declare(Operations.OperationsBuilder operations) {
    operations
        .get(GROUP_LIST_PATH)
        .action(VirtualMachines.TYPE + "/read")
        .handle(this::listByGroup);
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
    var location = Locations.normalize(request.argument("location"), VirtualMachines.TYPE);
    var prefix = ResourceGroups.prefix(request.subscription());
    return paging.page(
        request,
        VirtualMachineRules.KIND,
        prefix,
        SKIP_TOKEN,
        entry -> row(entry).location().equals(location),
        VirtualMachineLists::render);
  }

  private Response list(ArmRequest request, String prefix) {
    return paging.page(
        request, VirtualMachineRules.KIND, prefix, SKIP_TOKEN, VirtualMachineLists::render);
  }

  /** Renders a virtual machine with its extensions. */
  private static JsonNode render(Documents documents, Entry entry) {
    var extensions = ExtensionRow.ofPrefix(documents, entry.key() + "/");
    return Responses.machine(row(entry), extensions);
  }

  private static VirtualMachineRow row(Entry entry) {
    return Json.read(entry.body(), VirtualMachineRow.class);
  }
}
