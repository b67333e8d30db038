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

/** The one operation on system-assigned identities: reading that of a resource. */
final class SystemAssignedIdentities {
  private static final String IDENTITIES = "Microsoft.ManagedIdentity/identities";

  private final Store store;
  private final ResourceIdentities hosts;

  SystemAssignedIdentities(Store store, ResourceIdentities hosts) {
    this.store = store;
    this.hosts = hosts;
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
    var host =
        ResourceId.parse(scope)
            .orElseThrow(() ->
                ArmErrors.badRequest(
                    "The scope '" + scope + "' is not the id of a resource in a resource group."));
    return store.read(documents -> answer(request, documents, host));
  }

  private Response answer(ArmRequest request, Documents documents, ResourceId host) {
    var resource =
        documents
            .get(host.kind(), host.key())
            .map(body -> Json.read(body, JsonNode.class))
            .orElseThrow(() -> ArmErrors.resourceNotFound(host));
    var identity = hosts.of(documents, host.key()).system();
    if (identity == null) {
      throw ManagedIdentityErrors.noSystemAssignedIdentity(host);
    }
    return Response.json(200, Responses.systemAssigned(request, host, identity, shared(resource)));
  }

  private static Responses.HostResource shared(JsonNode resource) {
    var tags = new LinkedHashMap<String, String>();
    resource
        .path("tags")
        .properties()
        .forEach(tag -> tags.put(tag.getKey(), tag.getValue().asText()));
    return new Responses.HostResource(resource.path("location").asText(), tags);
  }
}
