package dev.msi4j.local.internal.providers.network;

import dev.msi4j.local.internal.arm.ArmErrors;
import dev.msi4j.local.internal.arm.ArmRequest;
import dev.msi4j.local.internal.arm.LongRunningOperations;
import dev.msi4j.local.internal.arm.OperationStatusEndpoints;
import dev.msi4j.local.internal.arm.Operations;
import dev.msi4j.local.internal.arm.Paging;
import dev.msi4j.local.internal.arm.ResourceId;
import dev.msi4j.local.internal.http.Response;
import dev.msi4j.local.internal.store.Documents;
import dev.msi4j.local.internal.store.Store;
import java.util.Objects;

/** Serves the operations on a type of child resources, such as subnets. */
final class ChildOperations {
  private final NetworkType type;
  private final String parentType;
  private final String childType;
  private final Store store;
  private final Paging paging;
  private final NetworkStore resources;
  private final NetworkWrites writes;

  ChildOperations(
      NetworkType type,
      Store store,
      Paging paging,
      LongRunningOperations longRunningOperations,
      OperationStatusEndpoints statuses,
      NetworkStore resources) {
    this.type = type;
    this.store = store;
    this.paging = paging;
    this.resources = resources;
    writes = new NetworkWrites(type, longRunningOperations, statuses, resources);
    var slash = type.name().indexOf('/');
    parentType = type.name().substring(0, slash);
    childType = type.name().substring(slash + 1);
  }

  void declare(Operations.OperationsBuilder operations) {
    var fullType = NetworkStore.NAMESPACE + "/" + type.name();
    var all =
        "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/"
            + NetworkStore.NAMESPACE
            + "/"
            + parentType
            + "/{name}/"
            + childType;
    var one = all + "/{child}";
    operations.get(one).action(fullType + "/read").handle(this::get);
    operations
        .put(one)
        .action(fullType + "/write")
        .linked(LinkedScopeChecks.ACTIONS)
        .handle(this::createOrUpdate);
    operations.delete(one).action(fullType + "/delete").handle(this::delete);
    operations.get(all).action(fullType + "/read").handle(this::list);
  }

  private Response get(ArmRequest request) {
    return store.read(documents -> {
      parent(documents, request, "read");
      var row = resources.get(documents, id(request, request.argument("child")));
      return Response.json(200, Responses.resource(documents, type, row));
    });
  }

  private Response createOrUpdate(ArmRequest request) {
    var id = id(request, request.argument("child"));
    var body = request.body();
    return store.write(documents -> {
      var parent = parent(documents, request, "write");
      if (parent.deleting()) {
        throw NetworkErrors.anotherOperationInProgress(parent.id());
      }
      var existing = resources.find(documents, id);
      return writes.write(
          documents, new WriteRequest(id, location(parent), body, existing, request));
    });
  }

  private Response delete(ArmRequest request) {
    return store.write(documents -> {
      var parent = resources.find(documents, id(request, "any").parent());
      var row = resources.find(documents, id(request, request.argument("child")));
      return parent.isEmpty() || row.isEmpty()
          ? Response.empty(204)
          : writes.delete(documents, row.get(), location(parent.get()), request);
    });
  }

  private Response list(ArmRequest request) {
    var any = id(request, "any");
    store.read(documents -> parent(documents, request, "read"));
    return paging.page(
        request,
        any.kind(),
        any.parent().key() + "/",
        "$skiptoken",
        (documents, entry) -> Responses.resource(documents, type, NetworkStore.read(entry)));
  }

  private NetworkRow parent(Documents documents, ArmRequest request, String verb) {
    var any = id(request, "any");
    return resources
        .find(documents, any.parent())
        .orElseThrow(() -> ArmErrors.parentResourceNotFound(any, verb));
  }

  private static String location(NetworkRow parent) {
    return Objects.requireNonNull(parent.location());
  }

  private ResourceId id(ArmRequest request, String name) {
    return ResourceId.of(
            request.subscription(),
            request.resourceGroup(),
            NetworkStore.NAMESPACE,
            parentType,
            request.argument("name"))
        .child(childType, name);
  }
}
