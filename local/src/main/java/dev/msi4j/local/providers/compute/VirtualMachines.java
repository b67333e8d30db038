package dev.msi4j.local.providers.compute;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.arm.ArmRequest;
import dev.msi4j.local.arm.HostIdentities;
import dev.msi4j.local.arm.JsonBody;
import dev.msi4j.local.arm.LocationOperations;
import dev.msi4j.local.arm.Locations;
import dev.msi4j.local.arm.LongRunning;
import dev.msi4j.local.arm.Operations;
import dev.msi4j.local.arm.Paging;
import dev.msi4j.local.arm.ResourceGroups;
import dev.msi4j.local.arm.ResourceId;
import dev.msi4j.local.front.Json;
import dev.msi4j.local.front.Response;
import dev.msi4j.local.store.Store;
import java.util.List;
import java.util.Locale;

/** The operations on virtual machines. */
final class VirtualMachines {
  /** What deleting a machine does at its end. */
  static final String DELETE = "virtualMachine.delete";

  private static final String TYPE = "Microsoft.Compute/virtualMachines";
  private static final String IN_GROUP =
      "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/" + TYPE;
  private static final String ONE = IN_GROUP + "/{name}";

  private final Store store;
  private final Paging paging;
  private final LongRunning longRunning;
  private final LocationOperations statuses;
  private final VirtualMachineStore machines;

  VirtualMachines(
      Store store, Paging paging, LongRunning longRunning, VirtualMachineStore machines) {
    this.store = store;
    this.paging = paging;
    this.longRunning = longRunning;
    statuses = new LocationOperations(longRunning, "Microsoft.Compute");
    this.machines = machines;
  }

  void declare(Operations.Of operations) {
    operations.get(ONE).action(TYPE + "/read").handle(this::get);
    operations.put(ONE).action(TYPE + "/write").handle(this::createOrUpdate);
    operations.patch(ONE).action(TYPE + "/write").handle(this::update);
    operations.delete(ONE).action(TYPE + "/delete").handle(this::delete);
    operations.get(IN_GROUP).action(TYPE + "/read").handle(this::listByGroup);
    operations
        .get("/subscriptions/{subscriptionId}/providers/" + TYPE)
        .action(TYPE + "/read")
        .filtered()
        .handle(this::listBySubscription);
    statuses.declare(operations);
  }

  private Response get(ArmRequest request) {
    var row = store.read(documents -> machines.get(documents, id(request)));
    return Response.json(200, shape(row));
  }

  private Response createOrUpdate(ArmRequest request) {
    var wanted = wanted(request.body());
    var written =
        store.write(documents -> machines.createOrUpdate(documents, id(request), wanted, request));
    return Response.json(written.created() ? 201 : 200, shape(written.row()));
  }

  private Response update(ArmRequest request) {
    var wanted = wanted(request.body());
    var row = store.write(documents -> machines.update(documents, id(request), wanted, request));
    return Response.json(200, shape(row));
  }

  private Response delete(ArmRequest request) {
    var id = id(request);
    return store.write(documents -> {
      var row = machines.find(documents, id);
      if (row.isEmpty()) {
        return Response.empty(204);
      }
      var running = longRunning.start(documents, request, DELETE, id.key());
      return statuses.accepted(request, running, row.get().location());
    });
  }

  private Response listByGroup(ArmRequest request) {
    var group = request.resourceGroup().toLowerCase(Locale.ROOT) + "/";
    return list(request, ResourceGroups.prefix(request.subscription()) + group);
  }

  private Response listBySubscription(ArmRequest request) {
    return list(request, ResourceGroups.prefix(request.subscription()));
  }

  private Response list(ArmRequest request, String prefix) {
    return paging.page(
        request,
        VirtualMachineStore.KIND,
        prefix,
        "$skiptoken",
        entry -> shape(Json.read(entry.body(), VirtualMachineRow.class)));
  }

  private static ObjectNode shape(VirtualMachineRow row) {
    var document =
        Json.object()
            .put("id", row.id())
            .put("name", row.name())
            .put("type", TYPE)
            .put("location", row.location());
    row.tags().forEach(document.putObject("tags")::put);
    if (!row.identity().isNone()) {
      document.set("identity", row.identity().json());
    }
    var properties = row.properties().deepCopy();
    properties.put("vmId", row.vmId()).put("provisioningState", "Succeeded");
    document.set("properties", properties);
    return document;
  }

  private static VirtualMachineStore.Wanted wanted(JsonBody body) {
    return new VirtualMachineStore.Wanted(
        body.text("location").map(location -> Locations.normalise(location, TYPE)).orElse(null),
        body.tags().orElse(null),
        body.has("identity") ? HostIdentities.Wanted.of(body.object("identity")) : null,
        body.has("properties") ? withoutSecrets(body.object("properties")) : null);
  }

  /** Azure never shows a password or custom data again; what is not kept can't leak. */
  private static ObjectNode withoutSecrets(JsonBody properties) {
    var kept = properties.node().deepCopy();
    if (kept.get("osProfile") instanceof ObjectNode profile) {
      profile.remove(List.of("adminPassword", "customData"));
    }
    return kept;
  }

  private static ResourceId id(ArmRequest request) {
    return ResourceId.of(
        request.subscription(),
        request.resourceGroup(),
        "Microsoft.Compute",
        "virtualMachines",
        request.argument("name"));
  }
}
