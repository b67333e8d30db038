package dev.msi4j.local.internal.providers.network;

import dev.msi4j.local.internal.arm.ArmErrors;
import dev.msi4j.local.internal.arm.ArmRequest;
import dev.msi4j.local.internal.arm.Locations;
import dev.msi4j.local.internal.arm.LongRunningOperations;
import dev.msi4j.local.internal.arm.OperationStatusEndpoints;
import dev.msi4j.local.internal.arm.Operations;
import dev.msi4j.local.internal.arm.Paging;
import dev.msi4j.local.internal.arm.ResourceGroups;
import dev.msi4j.local.internal.arm.ResourceId;
import dev.msi4j.local.internal.arm.Tags;
import dev.msi4j.local.internal.http.JsonBody;
import dev.msi4j.local.internal.http.Response;
import dev.msi4j.local.internal.store.Store;
import dev.msi4j.local.internal.text.CaseFolding;

/** Serves the operations on a type of top-level resources, such as virtual networks. */
final class NetworkOperations {
  private final NetworkType type;
  private final Store store;
  private final Paging paging;
  private final NetworkStore resources;
  private final NetworkWrites writes;

  NetworkOperations(
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
  }

  void declare(Operations.OperationsBuilder operations) {
    var fullType = NetworkStore.NAMESPACE + "/" + type.name();
    var inGroup =
        "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/" + fullType;
    var one = inGroup + "/{name}";
    operations.get(one).action(fullType + "/read").handle(this::get);
    operations
        .put(one)
        .action(fullType + "/write")
        .linked(LinkedScopeChecks.ACTIONS)
        .handle(this::createOrUpdate);
    operations.patch(one).action(fullType + "/write").handle(this::updateTags);
    operations.delete(one).action(fullType + "/delete").handle(this::delete);
    operations.get(inGroup).action(fullType + "/read").handle(this::listByGroup);
    operations
        .get("/subscriptions/{subscriptionId}/providers/" + fullType)
        .action(fullType + "/read")
        .filtered()
        .handle(this::listBySubscription);
  }

  private Response get(ArmRequest request) {
    return store.read(documents -> {
      var row = resources.get(documents, id(request));
      return Response.json(200, Responses.resource(documents, type, row));
    });
  }

  private Response createOrUpdate(ArmRequest request) {
    var id = id(request);
    var body = request.body();
    var location = location(id, body);
    return store.write(documents -> {
      var existing = resources.find(documents, id);
      existing
          .filter(row -> !location.equals(row.location()))
          .ifPresent(row -> {
            var current = row.location() == null ? "" : row.location();
            throw ArmErrors.invalidResourceLocation(id, current, location);
          });
      return writes.write(documents, new WriteRequest(id, location, body, existing, request));
    });
  }

  /** Updates the tags, the only member that a PATCH request changes. */
  private Response updateTags(ArmRequest request) {
    var tags = Tags.of(request.body());
    return store.write(documents -> {
      var row = resources.get(documents, id(request));
      var tagged = row.tagged(tags.orElse(row.tags()), resources.newEtag(), resources.now());
      resources.save(documents, tagged);
      return Response.json(200, Responses.resource(documents, type, tagged));
    });
  }

  private Response delete(ArmRequest request) {
    var id = id(request);
    return store.write(documents ->
        resources
            .find(documents, id)
            .map(row -> {
              var location = row.location() == null ? "" : row.location();
              return writes.delete(documents, row, location, request);
            })
            .orElse(Response.empty(204)));
  }

  private Response listByGroup(ArmRequest request) {
    return list(request, ResourceGroups.prefix(request.subscription(), request.resourceGroup()));
  }

  private Response listBySubscription(ArmRequest request) {
    return list(request, ResourceGroups.prefix(request.subscription()));
  }

  private Response list(ArmRequest request, String prefix) {
    return paging.page(
        request,
        CaseFolding.of(NetworkStore.NAMESPACE + "/" + type.name()),
        prefix,
        "$skiptoken",
        (documents, entry) -> Responses.resource(documents, type, NetworkStore.read(entry)));
  }

  private static String location(ResourceId id, JsonBody body) {
    return Locations.normalize(
        body.text("location").orElseThrow(ArmErrors::locationRequired), id.type());
  }

  private ResourceId id(ArmRequest request) {
    return ResourceId.of(
        request.subscription(),
        request.resourceGroup(),
        NetworkStore.NAMESPACE,
        type.name(),
        request.argument("name"));
  }
}
