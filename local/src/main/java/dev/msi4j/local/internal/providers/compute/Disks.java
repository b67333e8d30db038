package dev.msi4j.local.internal.providers.compute;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.arm.ArmRequest;
import dev.msi4j.local.internal.arm.JsonShape;
import dev.msi4j.local.internal.arm.Locations;
import dev.msi4j.local.internal.arm.LongRunningOperations;
import dev.msi4j.local.internal.arm.OperationStatusEndpoints;
import dev.msi4j.local.internal.arm.Operations;
import dev.msi4j.local.internal.arm.Paging;
import dev.msi4j.local.internal.arm.ResourceId;
import dev.msi4j.local.internal.arm.ResourceLists;
import dev.msi4j.local.internal.arm.Tags;
import dev.msi4j.local.internal.http.JsonBody;
import dev.msi4j.local.internal.http.Response;
import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.store.Documents;
import dev.msi4j.local.internal.store.Store;
import java.util.List;

/** Serves the operations on managed disks. */
final class Disks {
  static final String TYPE = "Microsoft.Compute/disks";

  /** The effect that completes the write of a disk. */
  static final String WRITE = "disk.write";

  /** The effect that completes the deletion of a disk. */
  static final String DELETE = "disk.delete";

  private static final String ITEM_PATH = ResourceLists.groupPath(TYPE) + "/{name}";

  private static final long BYTES_PER_GIB = 1L << 30;

  /** The top-level members that are not stored as sent. */
  private static final List<String> NOT_STORED_AS_SENT =
      List.of("id", "name", "type", "location", "tags", "properties", "managedBy", "systemData");

  /** The types of the members that are stored as sent. */
  private static final JsonShape SHAPE =
      JsonShape.of(
          """
          {
            "zones": [""], "sku": {"name": "", "tier": ""},
            "extendedLocation": {"name": "", "type": ""},
            "properties": {
              "osType": "", "hyperVGeneration": "", "diskSizeGB": 0, "diskIOPSReadWrite": 0,
              "diskMBpsReadWrite": 0, "maxShares": 0, "tier": "", "networkAccessPolicy": "",
              "publicNetworkAccess": "", "diskAccessId": "",
              "creationData": {
                "createOption": "", "storageAccountId": "", "sourceUri": "", "sourceResourceId": "",
                "imageReference": {"id": "", "lun": 0}, "uploadSizeBytes": 0
              },
              "encryption": {"type": "", "diskEncryptionSetId": ""}
            }
          }
          """);

  private final Store store;
  private final Paging paging;
  private final LongRunningOperations longRunningOperations;
  private final OperationStatusEndpoints statuses;
  private final DiskRules disks;

  Disks(
      Store store,
      Paging paging,
      LongRunningOperations longRunningOperations,
      OperationStatusEndpoints statuses,
      DiskRules disks) {
    this.store = store;
    this.paging = paging;
    this.longRunningOperations = longRunningOperations;
    this.statuses = statuses;
    this.disks = disks;
  }

  void declare(Operations.OperationsBuilder operations) {
    operations.get(ITEM_PATH).action(TYPE + "/read").handle(this::get);
    operations.put(ITEM_PATH).action(TYPE + "/write").handle(this::createOrUpdate);
    operations.patch(ITEM_PATH).action(TYPE + "/write").handle(this::update);
    operations.delete(ITEM_PATH).action(TYPE + "/delete").handle(this::delete);
    ResourceLists.declare(operations, TYPE, this::list);
  }

  private Response get(ArmRequest request) {
    return Response.json(200, render(store.read(documents -> disks.get(documents, id(request)))));
  }

  private Response createOrUpdate(ArmRequest request) {
    var requested = requested(request.body());
    return store.write(documents -> {
      var status = disks.find(documents, id(request).key()).isPresent() ? 200 : 201;
      disks.createOrUpdate(documents, id(request), requested);
      return written(documents, request, status);
    });
  }

  private Response update(ArmRequest request) {
    var requested = requested(request.body());
    return store.write(documents -> {
      disks.update(documents, id(request), requested);
      return written(documents, request, 200);
    });
  }

  private Response written(Documents documents, ArmRequest request, int status) {
    var id = id(request);
    var running = longRunningOperations.start(documents, request, WRITE, id.key());
    var row = disks.get(documents, id);
    return statuses.written(request, status, render(row), running, row.location());
  }

  private Response delete(ArmRequest request) {
    var id = id(request);
    return store.write(documents -> {
      var row = disks.startDeleting(documents, id);
      if (row.isEmpty()) {
        return Response.empty(204);
      }
      var running = longRunningOperations.start(documents, request, DELETE, id.key());
      return statuses.accepted(request, running, row.get().location());
    });
  }

  private Response list(ArmRequest request, String prefix) {
    return paging.page(
        request,
        DiskRules.KIND,
        prefix,
        "$skiptoken",
        (documents, entry) -> render(Json.read(entry.body(), DiskRow.class)));
  }

  private static ObjectNode render(DiskRow row) {
    var document =
        Json.object()
            .put("id", row.id())
            .put("name", row.name())
            .put("type", TYPE)
            .put("location", row.location());
    row.tags().forEach(document.putObject("tags")::put);
    document.setAll(row.others());
    if (row.managedBy() != null) {
      document.put("managedBy", row.managedBy());
    }
    var properties = row.properties().deepCopy();
    properties
        .put("diskSizeBytes", properties.path("diskSizeGB").asLong() * BYTES_PER_GIB)
        .put("diskState", row.managedBy() == null ? "Unattached" : "Attached")
        .put("uniqueId", row.uniqueId())
        .put("timeCreated", row.createdAt())
        .put("provisioningState", row.provisioningState());
    document.set("properties", properties);
    return document;
  }

  private static DiskRules.RequestedDisk requested(JsonBody body) {
    SHAPE.check(body);
    var others = body.node().deepCopy();
    others.remove(NOT_STORED_AS_SENT);
    return new DiskRules.RequestedDisk(
        body.text("location").map(location -> Locations.normalize(location, TYPE)).orElse(null),
        Tags.of(body).orElse(null),
        others,
        body.object("properties").node());
  }

  private static ResourceId id(ArmRequest request) {
    return ResourceId.of(
        request.subscription(),
        request.resourceGroup(),
        "Microsoft.Compute",
        "disks",
        request.argument("name"));
  }
}
