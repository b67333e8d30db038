package dev.msi4j.local.providers.resources;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.arm.ArmRequest;
import dev.msi4j.local.arm.Operations;
import dev.msi4j.local.arm.Paging;
import dev.msi4j.local.arm.ResourceGroups;
import dev.msi4j.local.arm.ResourceId;
import dev.msi4j.local.front.Json;
import dev.msi4j.local.front.Response;
import dev.msi4j.local.store.Entry;
import java.util.Optional;

/** The resources of every provider, in a subscription or in a group. */
final class ResourceList {
  private static final String GROUP =
      "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/resources";

  private final Paging paging;

  ResourceList(Paging paging) {
    this.paging = paging;
  }

  void declare(Operations.Of operations) {
    operations
        .get("/subscriptions/{subscriptionId}/resources")
        .action("Microsoft.Resources/subscriptions/resources/read")
        .forAnyRole()
        .handle(request -> list(request, ResourceGroups.prefix(request.subscription())));
    operations
        .get(GROUP)
        .action("Microsoft.Resources/subscriptions/resourceGroups/resources/read")
        .forAnyRole()
        .handle(this::listByGroup);
  }

  private Response listByGroup(ArmRequest request) {
    return list(request, ResourceGroups.prefix(request.subscription(), request.resourceGroup()));
  }

  private Response list(ArmRequest request, String prefix) {
    var filter = request.http().query().filled("$filter").map(ResourceFilter::parse);
    return paging.page(
        request,
        prefix,
        entry ->
            resource(entry).filter(id -> maySee(request, id)).isPresent()
                && (filter.isEmpty() || filter.get().matches(shape(entry))),
        ResourceList::shape);
  }

  /** A document is a resource if its key is the id of one and it has a location. */
  private static Optional<ResourceId> resource(Entry entry) {
    return ResourceId.parse(entry.key())
        .filter(id -> id.kind().equals(entry.kind()))
        .filter(id -> row(entry).has("location"));
  }

  private static boolean maySee(ArmRequest request, ResourceId id) {
    return request.access().allows(id.type() + "/read", id.toString());
  }

  private static ObjectNode shape(Entry entry) {
    var row = row(entry);
    var id = ResourceId.parse(row.path("id").asText()).orElseThrow();
    var document =
        Json.object()
            .put("id", id.toString())
            .put("name", row.path("name").asText())
            .put("type", id.type())
            .put("location", row.path("location").asText());
    if (row.has("tags")) {
      document.set("tags", row.path("tags"));
    }
    return document;
  }

  private static JsonNode row(Entry entry) {
    return Json.read(entry.body(), JsonNode.class);
  }
}
