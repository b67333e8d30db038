package dev.msi4j.local.internal.providers.compute;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.arm.ArmErrors;
import dev.msi4j.local.internal.arm.ArmRequest;
import dev.msi4j.local.internal.arm.JsonShape;
import dev.msi4j.local.internal.arm.Locations;
import dev.msi4j.local.internal.arm.LongRunningOperations;
import dev.msi4j.local.internal.arm.OperationStatusEndpoints;
import dev.msi4j.local.internal.arm.Operations;
import dev.msi4j.local.internal.arm.ResourceId;
import dev.msi4j.local.internal.arm.ResourceIdentities;
import dev.msi4j.local.internal.arm.Tags;
import dev.msi4j.local.internal.http.JsonBody;
import dev.msi4j.local.internal.http.Response;
import dev.msi4j.local.internal.store.Documents;
import dev.msi4j.local.internal.store.Store;
import dev.msi4j.local.internal.text.CaseFolding;
import java.util.List;

/** Serves the operations on virtual machines. */
final class VirtualMachines {
  static final String TYPE = "Microsoft.Compute/virtualMachines";

  /** The path of a virtual machine. */
  static final String ITEM_PATH =
      "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/"
          + TYPE
          + "/{name}";

  /** The effect that completes the write of a virtual machine. */
  static final String WRITE = "virtualMachine.write";

  /** The effect that completes the deletion of a virtual machine. */
  static final String DELETE = "virtualMachine.delete";

  /** The top-level members that are not stored as sent. */
  private static final List<String> NOT_STORED_AS_SENT =
      List.of(
          "id",
          "name",
          "type",
          "location",
          "tags",
          "identity",
          "properties",
          "resources",
          "etag",
          "systemData");

  /** The types of the members that are stored as sent, in part or as a whole. */
  private static final JsonShape SHAPE =
      JsonShape.of(
          """
          {
            "zones": [""],
            "plan": {"name": "", "publisher": "", "product": "", "promotionCode": ""},
            "extendedLocation": {"name": "", "type": ""},
            "properties": {
              "hardwareProfile": {"vmSize": ""},
              "priority": "", "evictionPolicy": "", "licenseType": "", "userData": "",
              "extensionsTimeBudget": "", "platformFaultDomain": 0,
              "billingProfile": {}, "additionalCapabilities": {"ultraSSDEnabled": true},
              "availabilitySet": {"id": ""}, "virtualMachineScaleSet": {"id": ""},
              "proximityPlacementGroup": {"id": ""}, "host": {"id": ""}, "hostGroup": {"id": ""},
              "securityProfile": {
                "encryptionAtHost": true, "securityType": "",
                "uefiSettings": {"secureBootEnabled": true, "vTpmEnabled": true}
              },
              "diagnosticsProfile": {"bootDiagnostics": {"enabled": true, "storageUri": ""}},
              "storageProfile": {
                "imageReference": {
                  "id": "", "publisher": "", "offer": "", "sku": "", "version": ""
                },
                "osDisk": {
                  "osType": "", "name": "", "createOption": "", "deleteOption": "", "caching": "",
                  "diskSizeGB": 0, "writeAcceleratorEnabled": true,
                  "managedDisk": {"id": "", "storageAccountType": ""}, "vhd": {"uri": ""}
                },
                "dataDisks": [{
                  "lun": 0, "name": "", "createOption": "", "deleteOption": "", "caching": "",
                  "diskSizeGB": 0, "writeAcceleratorEnabled": true,
                  "managedDisk": {"id": "", "storageAccountType": ""}, "vhd": {"uri": ""}
                }]
              },
              "osProfile": {
                "computerName": "", "adminUsername": "", "adminPassword": "", "customData": "",
                "allowExtensionOperations": true, "secrets": [{}],
                "windowsConfiguration": {
                  "provisionVMAgent": true, "enableAutomaticUpdates": true, "timeZone": ""
                },
                "linuxConfiguration": {
                  "disablePasswordAuthentication": true, "provisionVMAgent": true,
                  "ssh": {"publicKeys": [{"path": "", "keyData": ""}]}
                }
              },
              "networkProfile": {
                "networkInterfaces": [{
                  "id": "", "properties": {"primary": true, "deleteOption": ""}
                }]
              }
            }
          }
          """);

  private final Store store;
  private final LongRunningOperations longRunningOperations;
  private final OperationStatusEndpoints statuses;
  private final VirtualMachineRules machines;
  private final InstanceViews views;
  private final Sizes sizes;

  VirtualMachines(
      Store store,
      LongRunningOperations longRunningOperations,
      OperationStatusEndpoints statuses,
      VirtualMachineRules machines,
      InstanceViews views,
      Sizes sizes) {
    this.store = store;
    this.longRunningOperations = longRunningOperations;
    this.statuses = statuses;
    this.machines = machines;
    this.views = views;
    this.sizes = sizes;
  }

  void declare(Operations.OperationsBuilder operations) {
    var linked = List.of(machines.assignAction(), NetworkProfiles.JOIN_ACTION);
    operations.get(ITEM_PATH).action(TYPE + "/read").handle(this::get);
    operations.put(ITEM_PATH).action(TYPE + "/write").linked(linked).handle(this::createOrUpdate);
    operations.patch(ITEM_PATH).action(TYPE + "/write").linked(linked).handle(this::update);
    operations.delete(ITEM_PATH).action(TYPE + "/delete").handle(this::delete);
    operations
        .get(ITEM_PATH + "/instanceView")
        .action(TYPE + "/instanceView/read")
        .showsParent()
        .handle(this::instanceView);
    operations.get(ITEM_PATH + "/vmSizes").action(TYPE + "/vmSizes/read").handle(this::vmSizes);
  }

  private Response get(ArmRequest request) {
    var expand = request.http().query().filled("$expand").orElse("");
    return store.read(documents -> {
      var row = machines.get(documents, id(request));
      var document = render(documents, row);
      var properties = document.withObjectProperty("properties");
      switch (CaseFolding.of(expand)) {
        case "" -> {}
        case "instanceview" -> properties.set("instanceView", view(documents, row));
        case "userdata" -> properties.set("userData", row.properties().path("userData"));
        default ->
            throw ArmErrors.invalidParameter(
                "$expand",
                "The value '"
                    + expand
                    + "' of $expand is invalid: expected instanceView or userData.");
      }
      return Response.json(200, document);
    });
  }

  private Response createOrUpdate(ArmRequest request) {
    var id = id(request);
    var requestedVirtualMachine = requested(request.body());
    return store.write(documents -> {
      var status = machines.find(documents, id.key()).isPresent() ? 200 : 201;
      machines.createOrUpdate(documents, id, requestedVirtualMachine, request);
      return written(documents, request, status);
    });
  }

  private Response update(ArmRequest request) {
    var requestedVirtualMachine = requested(request.body());
    return store.write(documents -> {
      machines.update(documents, id(request), requestedVirtualMachine, request);
      return written(documents, request, 200);
    });
  }

  private Response written(Documents documents, ArmRequest request, int status) {
    var id = id(request);
    var running = longRunningOperations.start(documents, request, WRITE, id.key());
    var row = machines.get(documents, id);
    return statuses.written(request, status, render(documents, row), running, row.location());
  }

  private Response delete(ArmRequest request) {
    var id = id(request);
    return store.write(documents -> {
      var row = machines.startDeleting(documents, id);
      if (row.isEmpty()) {
        return Response.empty(204);
      }
      var running = longRunningOperations.start(documents, request, DELETE, id.key());
      return statuses.accepted(request, running, row.get().location());
    });
  }

  private Response instanceView(ArmRequest request) {
    return store.read(
        documents -> Response.json(200, view(documents, machines.get(documents, id(request)))));
  }

  private Response vmSizes(ArmRequest request) {
    store.read(documents -> machines.get(documents, id(request)));
    return SizeLists.list(sizes.all());
  }

  private static ObjectNode render(Documents documents, VirtualMachineRow row) {
    return Responses.machine(row, ExtensionRow.of(documents, parse(row.id())));
  }

  private ObjectNode view(Documents documents, VirtualMachineRow row) {
    return views.of(row, ExtensionRow.of(documents, parse(row.id())));
  }

  private static VirtualMachineRules.RequestedVirtualMachine requested(JsonBody body) {
    SHAPE.check(body);
    var others = body.node().deepCopy();
    others.remove(NOT_STORED_AS_SENT);
    return new VirtualMachineRules.RequestedVirtualMachine(
        body.text("location").map(location -> Locations.normalize(location, TYPE)).orElse(null),
        Tags.of(body).orElse(null),
        body.has("identity")
            ? ResourceIdentities.RequestedIdentities.of(body.object("identity"))
            : null,
        others,
        body.object("properties").node());
  }

  /** Returns the id of the virtual machine that the request path names. */
  static ResourceId id(ArmRequest request) {
    return ResourceId.of(
        request.subscription(),
        request.resourceGroup(),
        "Microsoft.Compute",
        "virtualMachines",
        request.argument("name"));
  }

  private static ResourceId parse(String id) {
    return ResourceId.parse(id).orElseThrow();
  }
}
