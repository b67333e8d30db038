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
import dev.msi4j.local.internal.arm.Tags;
import dev.msi4j.local.internal.http.JsonBody;
import dev.msi4j.local.internal.http.JsonPage;
import dev.msi4j.local.internal.http.Response;
import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.store.Documents;
import dev.msi4j.local.internal.store.Store;
import java.util.List;

/** Serves the operations on extensions of virtual machines. */
final class Extensions {
  static final String TYPE = "Microsoft.Compute/virtualMachines/extensions";

  /** The effect that completes the write of an extension. */
  static final String WRITE = "virtualMachineExtension.write";

  /** The effect that completes the deletion of an extension. */
  static final String DELETE = "virtualMachineExtension.delete";

  private static final String LIST_PATH = VirtualMachines.ITEM_PATH + "/extensions";
  private static final String ITEM_PATH = LIST_PATH + "/{extension}";

  /** The properties that are not stored: protected settings and read-only properties. */
  private static final List<String> NOT_STORED =
      List.of(
          "protectedSettings",
          "protectedSettingsFromKeyVault",
          "provisioningState",
          "instanceView");

  /** The types of the properties that are stored as sent. */
  private static final JsonShape SHAPE =
      JsonShape.of(
          """
          {
            "properties": {
              "publisher": "", "type": "", "typeHandlerVersion": "", "forceUpdateTag": "",
              "autoUpgradeMinorVersion": true, "enableAutomaticUpgrade": true,
              "suppressFailures": true, "settings": {}, "protectedSettings": {},
              "provisionAfterExtensions": [""]
            }
          }
          """);

  private final Store store;
  private final LongRunningOperations longRunningOperations;
  private final OperationStatusEndpoints statuses;
  private final ExtensionRules extensions;

  Extensions(
      Store store,
      LongRunningOperations longRunningOperations,
      OperationStatusEndpoints statuses,
      ExtensionRules extensions) {
    this.store = store;
    this.longRunningOperations = longRunningOperations;
    this.statuses = statuses;
    this.extensions = extensions;
  }

  void declare(Operations.OperationsBuilder operations) {
    operations.get(LIST_PATH).action(TYPE + "/read").handle(this::list);
    operations.get(ITEM_PATH).action(TYPE + "/read").handle(this::get);
    operations.put(ITEM_PATH).action(TYPE + "/write").handle(this::createOrUpdate);
    operations.patch(ITEM_PATH).action(TYPE + "/write").handle(this::update);
    operations.delete(ITEM_PATH).action(TYPE + "/delete").handle(this::delete);
  }

  private Response list(ArmRequest request) {
    var rows = store.read(documents -> extensions.list(documents, VirtualMachines.id(request)));
    var document = Json.object();
    var value = document.putArray("value");
    rows.forEach(row -> value.add(render(request, row)));
    return Response.json(200, document);
  }

  private Response get(ArmRequest request) {
    var row = store.read(documents -> extensions.get(documents, id(request)));
    return Response.json(200, render(request, row));
  }

  private Response createOrUpdate(ArmRequest request) {
    var requestedExtension = requested(request.body());
    return store.write(documents -> {
      var created = extensions.createOrUpdate(documents, id(request), requestedExtension);
      return written(documents, request, created ? 201 : 200);
    });
  }

  private Response update(ArmRequest request) {
    var requestedExtension = requested(request.body());
    return store.write(documents -> {
      extensions.update(documents, id(request), requestedExtension);
      return written(documents, request, 200);
    });
  }

  private Response written(Documents documents, ArmRequest request, int status) {
    var id = id(request);
    checkListSize(documents, id.parent());
    var running = longRunningOperations.start(documents, request, WRITE, id.key());
    var row = extensions.get(documents, id);
    return statuses.written(request, status, Responses.extension(row), running, row.location());
  }

  /**
   * Checks that all extensions of a virtual machine fit into one list, which Azure does not page.
   */
  private static void checkListSize(Documents documents, ResourceId machine) {
    var characters =
        ExtensionRow.of(documents, machine).stream()
            .mapToLong(row -> Responses.extension(row).toString().length())
            .sum();
    if (characters > JsonPage.MAX_CHARACTERS) {
      throw ArmErrors.badRequest(
          "The extensions of the virtual machine '"
              + machine.name()
              + "' have "
              + characters
              + " characters of JSON in total; the maximum is "
              + JsonPage.MAX_CHARACTERS
              + ".");
    }
  }

  private Response delete(ArmRequest request) {
    var id = id(request);
    return store.write(documents -> {
      var row = extensions.startDeleting(documents, id);
      if (row.isEmpty()) {
        return Response.empty(204);
      }
      var running = longRunningOperations.start(documents, request, DELETE, id.key());
      return statuses.accepted(request, running, row.get().location());
    });
  }

  private static ObjectNode render(ArmRequest request, ExtensionRow row) {
    var document = Responses.extension(row);
    var expand = request.http().query().filled("$expand");
    if (expand.filter("instanceView"::equalsIgnoreCase).isPresent()) {
      document.withObjectProperty("properties").set("instanceView", InstanceViews.extension(row));
    }
    return document;
  }

  private static ExtensionRules.RequestedExtension requested(JsonBody body) {
    SHAPE.check(body);
    var properties = body.object("properties").node().deepCopy();
    properties.remove(NOT_STORED);
    properties.properties().removeIf(member -> member.getValue().isNull());
    return new ExtensionRules.RequestedExtension(
        body.text("location").map(location -> Locations.normalize(location, TYPE)).orElse(null),
        Tags.of(body).orElse(null),
        properties);
  }

  private static ResourceId id(ArmRequest request) {
    return VirtualMachines.id(request).child("extensions", request.argument("extension"));
  }
}
