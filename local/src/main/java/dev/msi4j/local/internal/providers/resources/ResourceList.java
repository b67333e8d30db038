package dev.msi4j.local.internal.providers.resources;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.arm.ArmRequest;
import dev.msi4j.local.internal.arm.Operations;
import dev.msi4j.local.internal.arm.Paging;
import dev.msi4j.local.internal.arm.Providers;
import dev.msi4j.local.internal.arm.ResourceGroups;
import dev.msi4j.local.internal.arm.ResourceId;
import dev.msi4j.local.internal.arm.ResourceIdentities;
import dev.msi4j.local.internal.arm.ResourceTypeCatalog;
import dev.msi4j.local.internal.http.Response;
import dev.msi4j.local.internal.text.CaseFolding;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Lists the resources of every provider in a subscription or in a group. */
final class ResourceList {
  private static final String GROUP =
      "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/resources";

  /** The members that a list returns only on request. */
  private static final List<String> EXPANDABLE =
      List.of("createdTime", "changedTime", "provisioningState");

  private final Paging paging;
  private final Providers providers;
  private final ResourceIdentities identities;

  ResourceList(Paging paging, Providers providers, ResourceIdentities identities) {
    this.paging = paging;
    this.providers = providers;
    this.identities = identities;
  }

  void declare(Operations.OperationsBuilder operations) {
    var catalog = operations.catalog();
    operations
        .get("/subscriptions/{subscriptionId}/resources")
        .action("Microsoft.Resources/subscriptions/resources/read")
        .forAnyRole()
        .handle(request -> list(request, ResourceGroups.prefix(request.subscription()), catalog));
    operations
        .get(GROUP)
        .action("Microsoft.Resources/subscriptions/resourceGroups/resources/read")
        .forAnyRole()
        .handle(request ->
            list(
                request,
                ResourceGroups.prefix(request.subscription(), request.resourceGroup()),
                catalog));
  }

  private Response list(ArmRequest request, String prefix, ResourceTypeCatalog catalog) {
    // Before the transaction, which then only compares scopes.
    request.access().decide(readActions(catalog));
    var query = request.http().query();
    var filter =
        query.filled("$filter").map(ResourceFilter::ofResources).orElse(ResourceFilter.NONE);
    var expanded = expanded(query.filled("$expand").orElse(""));
    return paging.page(
        request,
        prefix,
        (documents, entry) ->
            providers
                .describe(entry)
                .filter(resource -> mayRead(request, resource.id()))
                .map(
                    resource -> Responses.resource(resource, identities.of(documents, entry.key())))
                .filter(filter::matches)
                .map(document -> trim(document, expanded, filter)));
  }

  /** Returns the members that {@code $expand} requests, in lower case. */
  private static Set<String> expanded(String expand) {
    var names =
        Stream.of(expand.split(",", -1))
            .map(String::strip)
            .filter(name -> !name.isEmpty())
            .collect(Collectors.toUnmodifiableSet());
    for (var name : names) {
      if (EXPANDABLE.stream().noneMatch(name::equalsIgnoreCase)) {
        throw ResourcesErrors.invalidExpand(name, EXPANDABLE);
      }
    }
    return names.stream().map(CaseFolding::of).collect(Collectors.toUnmodifiableSet());
  }

  private static List<String> readActions(ResourceTypeCatalog catalog) {
    return catalog.namespaces().stream()
        .flatMap(namespace ->
            catalog.types(namespace).keySet().stream()
                .map(type -> namespace + "/" + type + "/read"))
        .toList();
  }

  private static boolean mayRead(ArmRequest request, ResourceId id) {
    return request.access().allows(id.type() + "/read", id.toString());
  }

  /** Removes the members that the request does not select. */
  private static JsonNode trim(ObjectNode document, Set<String> expanded, ResourceFilter filter) {
    for (var name : EXPANDABLE) {
      if (!expanded.contains(CaseFolding.of(name)) || document.path(name).isNull()) {
        document.remove(name);
      }
    }
    if (filter.hidesTags()) {
      document.remove("tags");
    }
    return document;
  }
}
