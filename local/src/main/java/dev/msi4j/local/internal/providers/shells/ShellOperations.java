package dev.msi4j.local.internal.providers.shells;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.arm.ArmRequest;
import dev.msi4j.local.internal.arm.JsonShape;
import dev.msi4j.local.internal.arm.Locations;
import dev.msi4j.local.internal.arm.LongRunningOperations;
import dev.msi4j.local.internal.arm.OperationStatusEndpoints;
import dev.msi4j.local.internal.arm.Operations;
import dev.msi4j.local.internal.arm.ProviderContext;
import dev.msi4j.local.internal.arm.ResourceId;
import dev.msi4j.local.internal.arm.ResourceIdentities;
import dev.msi4j.local.internal.arm.ResourceLists;
import dev.msi4j.local.internal.arm.Tags;
import dev.msi4j.local.internal.http.Response;
import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.store.Documents;
import dev.msi4j.local.internal.store.Store;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;

/** Serves the operations on the resources of one type. */
final class ShellOperations {
  /** The top-level members that are not stored as sent. */
  private static final List<String> NOT_STORED_AS_SENT =
      List.of(
          "id", "name", "type", "location", "tags", "identity", "properties", "systemData", "etag");

  /** The types of the members that are stored as sent. */
  private static final JsonShape SHAPE =
      JsonShape.of(
          """
          {
            "kind": "", "managedBy": "", "zones": [""], "sku": {"name": "", "tier": ""},
            "extendedLocation": {"name": "", "type": ""},
            "properties": {}
          }
          """);

  private final ProviderContext context;
  private final Store store;
  private final OperationStatusEndpoints statuses;
  private final ShellType type;
  private final ShellRules rules;
  private final ResourceIdentities identities;

  ShellOperations(
      ProviderContext context,
      OperationStatusEndpoints statuses,
      ShellType type,
      ShellRules rules,
      ResourceIdentities identities) {
    this.context = context;
    store = context.runtime().store();
    this.statuses = statuses;
    this.type = type;
    this.rules = rules;
    this.identities = identities;
  }

  /** Returns the name of the effect that completes a write. */
  static String writeEffect(ShellType type) {
    return type.kind() + ".write";
  }

  /** Returns the name of the effect that completes a deletion. */
  static String deleteEffect(ShellType type) {
    return type.kind() + ".delete";
  }

  void declare(Operations.OperationsBuilder operations) {
    var name = type.type();
    var item = ResourceLists.groupPath(name) + "/{name}";
    var linked = type.hasIdentity() ? List.of(identities.assignAction()) : List.<String>of();
    operations
        .get(item)
        .action(name + "/read")
        .display(type.typeInNamespace(), "Get " + name, "Gets or lists resources of the type")
        .handle(this::get);
    operations
        .put(item)
        .action(name + "/write")
        .display(type.typeInNamespace(), "Write " + name, "Creates or updates a resource")
        .linked(linked)
        .handle(this::createOrUpdate);
    operations.patch(item).action(name + "/write").linked(linked).handle(this::update);
    operations
        .delete(item)
        .action(name + "/delete")
        .display(type.typeInNamespace(), "Delete " + name, "Deletes a resource")
        .handle(this::delete);
    ResourceLists.declare(operations, name, this::list);
  }

  private Response get(ArmRequest request) {
    var document = store.read(documents -> render(documents, rules.get(documents, id(request))));
    return Response.json(200, document);
  }

  private Response createOrUpdate(ArmRequest request) {
    var requested = requested(request);
    return write(
        request,
        (documents, id) -> rules.find(documents, id.key()).isPresent() ? 200 : 201,
        (documents, id) -> rules.createOrUpdate(documents, id, requested, request));
  }

  private Response update(ArmRequest request) {
    var requested = requested(request);
    return write(
        request,
        (documents, id) -> 200,
        (documents, id) -> rules.update(documents, id, requested, request));
  }

  private Response write(
      ArmRequest request,
      BiFunction<Documents, ResourceId, Integer> status,
      BiConsumer<Documents, ResourceId> write) {
    var id = id(request);
    var written =
        store.write(documents -> {
          var code = status.apply(documents, id);
          write.accept(documents, id);
          var running =
              context
                  .longRunningOperations()
                  .start(documents, request, writeEffect(type), id.key());
          return new Written(code, rules.get(documents, id), running);
        });
    var row = written.row;
    type.behavior().written(row, request.http().origin());
    return statuses.written(
        request,
        written.status,
        store.read(documents -> render(documents, row)),
        written.running,
        row.location());
  }

  private record Written(
      int status, ShellRow row, LongRunningOperations.TrackedOperation running) {}

  private Response delete(ArmRequest request) {
    var id = id(request);
    return store.write(documents -> {
      var row = rules.startDeleting(documents, id);
      if (row.isEmpty()) {
        return Response.empty(204);
      }
      var running =
          context.longRunningOperations().start(documents, request, deleteEffect(type), id.key());
      return statuses.accepted(request, running, row.get().location());
    });
  }

  private Response list(ArmRequest request, String prefix) {
    return context
        .paging()
        .page(
            request,
            type.kind(),
            prefix,
            "$skiptoken",
            (documents, entry) -> render(documents, Json.read(entry.body(), ShellRow.class)));
  }

  private ObjectNode render(Documents documents, ShellRow row) {
    var document =
        Json.object()
            .put("id", row.id())
            .put("name", row.name())
            .put("type", type.type())
            .put("location", row.location());
    row.tags().forEach(document.putObject("tags")::put);
    document.setAll(row.others());
    if (!row.identity().isNone()) {
      document.set("identity", row.identity().json());
    }
    var properties = row.properties().deepCopy();
    type.behavior().complete(documents, properties, row);
    document.set("properties", properties.put("provisioningState", row.provisioningState()));
    return document;
  }

  private ShellRules.RequestedShell requested(ArmRequest request) {
    var body = request.body();
    SHAPE.check(body);
    var others = body.node().deepCopy();
    others.remove(NOT_STORED_AS_SENT);
    return new ShellRules.RequestedShell(
        body.text("location")
            .map(location -> Locations.normalize(location, type.type()))
            .orElse(null),
        Tags.of(body).orElse(null),
        type.hasIdentity() && body.has("identity")
            ? ResourceIdentities.RequestedIdentities.of(body.object("identity"))
            : null,
        others,
        body.object("properties").node());
  }

  private ResourceId id(ArmRequest request) {
    return ResourceId.of(
        request.subscription(),
        request.resourceGroup(),
        type.namespace(),
        type.typeInNamespace(),
        request.argument("name"));
  }
}
