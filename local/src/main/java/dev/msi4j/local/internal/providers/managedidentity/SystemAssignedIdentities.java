package dev.msi4j.local.internal.providers.managedidentity;

import com.fasterxml.jackson.databind.JsonNode;
import dev.msi4j.local.internal.arm.ArmErrors;
import dev.msi4j.local.internal.arm.ArmRequest;
import dev.msi4j.local.internal.arm.Operations;
import dev.msi4j.local.internal.arm.ResourceId;
import dev.msi4j.local.internal.arm.ResourceIdentities;
import dev.msi4j.local.internal.http.Response;
import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.store.Documents;
import dev.msi4j.local.internal.store.Store;
import java.util.LinkedHashMap;

/** Serves the only operation on system-assigned identities: Get By Scope. */
final class SystemAssignedIdentities {
  private static final String IDENTITIES = "Microsoft.ManagedIdentity/identities";

  private final Store store;
  private final ResourceIdentities resourceIdentities;

  SystemAssignedIdentities(Store store, ResourceIdentities resourceIdentities) {
    this.store = store;
    this.resourceIdentities = resourceIdentities;
  }

  void declare(Operations.OperationsBuilder operations) {
    operations
        .get("/{scope}/providers/" + IDENTITIES + "/default")
        .action(IDENTITIES + "/read")
        .display(
            "Identities",
            "Get System Assigned Identity",
            "Gets the system assigned identity of a resource")
        .handle(this::getByScope);
  }

  private Response getByScope(ArmRequest request) {
    var scope = request.argument("scope");
    var id =
        ResourceId.parse(scope)
            .orElseThrow(() ->
                ArmErrors.badRequest(
                    "The scope '" + scope + "' is not the id of a resource in a resource group."));
    return store.read(documents -> read(request, documents, id));
  }

  private Response read(ArmRequest request, Documents documents, ResourceId id) {
    var resource =
        documents
            .get(id.kind(), id.key())
            .map(body -> Json.read(body, JsonNode.class))
            .orElseThrow(() -> ArmErrors.resourceNotFound(id));
    var identity = resourceIdentities.of(documents, id.key()).system();
    if (identity == null) {
      throw ManagedIdentityErrors.noSystemAssignedIdentity(id);
    }
    return Response.json(
        200, Responses.systemAssigned(request, id, identity, locationAndTags(resource)));
  }

  private static Responses.LocationAndTags locationAndTags(JsonNode resource) {
    var tags = new LinkedHashMap<String, String>();
    resource
        .path("tags")
        .properties()
        .forEach(tag -> tags.put(tag.getKey(), tag.getValue().asText()));
    return new Responses.LocationAndTags(resource.path("location").asText(), tags);
  }
}
