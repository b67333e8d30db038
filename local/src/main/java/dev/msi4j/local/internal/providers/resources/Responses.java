package dev.msi4j.local.internal.providers.resources;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.arm.GenericResource;
import dev.msi4j.local.internal.arm.Locations;
import dev.msi4j.local.internal.arm.ManagedServiceIdentity;
import dev.msi4j.local.internal.arm.Subscriptions.Subscription;
import dev.msi4j.local.internal.json.Json;
import java.util.List;
import java.util.Map;

/** Renders subscriptions, resource providers and resources as response bodies. */
final class Responses {
  /** Top-level members of a resource that lists return if they are set. */
  private static final List<String> LISTED_MEMBERS =
      List.of("sku", "kind", "managedBy", "plan", "zones", "extendedLocation");

  private Responses() {}

  static ObjectNode subscription(Subscription subscription) {
    var document =
        Json.object()
            .put("id", "/subscriptions/" + subscription.subscriptionId())
            .put("authorizationSource", "RoleBased")
            .put("subscriptionId", subscription.subscriptionId())
            .put("tenantId", subscription.tenantId())
            .put("displayName", subscription.displayName())
            .put("state", "Enabled");
    document.putArray("managedByTenants");
    if (!subscription.tags().isEmpty()) {
      subscription.tags().forEach(document.putObject("tags")::put);
    }
    document
        .putObject("subscriptionPolicies")
        .put("locationPlacementId", "Public_2014-09-01")
        .put("quotaId", "PayAsYouGo_2014-09-01")
        .put("spendingLimit", "Off");
    return document;
  }

  /**
   * Renders a resource provider.
   *
   * @param types the resource types of the provider with their api-versions
   */
  static ObjectNode provider(
      String subscription, String namespace, boolean registered, Map<String, List<String>> types) {
    var document =
        Json.object()
            .put("id", "/subscriptions/" + subscription + "/providers/" + namespace)
            .put("namespace", namespace)
            .put("registrationPolicy", "RegistrationRequired")
            .put("registrationState", registered ? "Registered" : "NotRegistered");
    var resourceTypes = document.putArray("resourceTypes");
    types.forEach((type, versions) -> {
      var resourceType = resourceTypes.addObject().put("resourceType", type);
      var locations = resourceType.putArray("locations");
      Locations.all().values().forEach(locations::add);
      var apiVersions = resourceType.putArray("apiVersions");
      versions.forEach(apiVersions::add);
      resourceType.put("capabilities", "SupportsTags, SupportsLocation");
    });
    return document;
  }

  /** Renders a resource with all members that lists can return. */
  static ObjectNode resource(GenericResource resource, ManagedServiceIdentity identity) {
    var id = resource.id();
    var document =
        Json.object()
            .put("id", id.toString())
            .put("name", id.qualifiedName())
            .put("type", id.type())
            .put("location", resource.location());
    resource.tags().forEach(document.putObject("tags")::put);
    resource.members().properties().stream()
        .filter(member -> LISTED_MEMBERS.contains(member.getKey()))
        .forEach(member -> document.set(member.getKey(), member.getValue()));
    if (!identity.isNone()) {
      document.set("identity", identity.json());
    }
    document
        .put("createdTime", resource.createdAt())
        .put("changedTime", resource.changedAt())
        .put("provisioningState", resource.provisioningState());
    return document;
  }
}
