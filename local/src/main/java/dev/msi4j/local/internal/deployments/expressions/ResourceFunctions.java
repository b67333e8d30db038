package dev.msi4j.local.internal.deployments.expressions;

import com.fasterxml.jackson.databind.JsonNode;
import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.text.CaseFolding;
import java.util.List;
import java.util.Optional;

/** Functions on resources (Microsoft Learn, "Resource functions for ARM templates"). */
final class ResourceFunctions {
  private static final int MAX_ZONES = 3;

  private ResourceFunctions() {}

  static void define(FunctionTable table) {
    table
        .add("extensionResourceId", 3, FunctionTable.ANY, ResourceFunctions::extensionResourceId)
        .add("managementGroupResourceId", 2, FunctionTable.ANY, ResourceFunctions::groupResourceId)
        .add("resourceId", 2, FunctionTable.ANY, ResourceFunctions::resourceId)
        .add("subscriptionResourceId", 2, FunctionTable.ANY, ResourceFunctions::inSubscription)
        .add("tenantResourceId", 2, FunctionTable.ANY, ResourceFunctions::tenantResourceId)
        .add("pickZones", 3, 5, ResourceFunctions::pickZones)
        .add("reference", 1, 3, ResourceFunctions::reference)
        .add("references", 1, 2, ResourceFunctions::references);
  }

  /** Returns the definition of a list function; each provider has its own, such as listKeys. */
  static Optional<FunctionTable.Definition> listFunction(String name) {
    return CaseFolding.of(name).startsWith("list")
        ? Optional.of(new FunctionTable.Definition(name, 2, 3, ResourceFunctions::list))
        : Optional.empty();
  }

  /** Takes an optional subscription and resource group before the type. */
  private static JsonNode resourceId(Arguments call) {
    var parts = call.texts();
    var typeAt = 0;
    while (typeAt < parts.size() && parts.get(typeAt).indexOf('/') < 0) {
      typeAt++;
    }
    if (typeAt > 2) {
      throw call.invalid("a resource type such as 'Microsoft.Network/virtualNetworks' is expected");
    }
    var typeAndNames = parts.subList(typeAt, parts.size());
    if (ResourceIds.isGroup(typeAndNames)) {
      return group(typeAt == 0 ? call.facts().subscriptionId() : parts.get(0), typeAndNames);
    }
    var id = ResourceIds.of(typeAndNames, call);
    var subscription = "/subscriptions/" + call.facts().subscriptionId();
    return Values.text(
        switch (typeAt) {
          case 0 -> call.facts().scope() + id;
          case 1 ->
              call.facts().resourceGroup() == null
                  ? "/subscriptions/" + parts.get(0) + id
                  : subscription + "/resourceGroups/" + parts.get(0) + id;
          default -> "/subscriptions/" + parts.get(0) + "/resourceGroups/" + parts.get(1) + id;
        });
  }

  private static JsonNode inSubscription(Arguments call) {
    var parts = call.texts();
    var hasSubscription = parts.get(0).indexOf('/') < 0;
    var subscription = hasSubscription ? parts.get(0) : call.facts().subscriptionId();
    var rest = hasSubscription ? parts.subList(1, parts.size()) : parts;
    return ResourceIds.isGroup(rest)
        ? group(subscription, rest)
        : Values.text("/subscriptions/" + subscription + ResourceIds.of(rest, call));
  }

  private static JsonNode group(String subscription, List<String> typeAndName) {
    return Values.text("/subscriptions/" + subscription + "/resourceGroups/" + typeAndName.get(1));
  }

  private static JsonNode tenantResourceId(Arguments call) {
    return Values.text(ResourceIds.of(call.texts(), call));
  }

  private static JsonNode groupResourceId(Arguments call) {
    var parts = call.texts();
    return Values.text(
        "/providers/Microsoft.Management/managementGroups/"
            + parts.get(0)
            + ResourceIds.of(parts.subList(1, parts.size()), call));
  }

  private static JsonNode extensionResourceId(Arguments call) {
    var parts = call.texts();
    return Values.text(parts.get(0) + ResourceIds.of(parts.subList(1, parts.size()), call));
  }

  private static JsonNode pickZones(Arguments call) {
    var count = call.has(3) ? call.integer(3, 1, MAX_ZONES) : 1;
    var offset = call.has(4) ? call.integer(4, 0, MAX_ZONES - 1) : 0;
    var zones = Json.array();
    for (var i = 0; i < count && offset + i < MAX_ZONES; i++) {
      zones.add(Integer.toString(offset + i + 1));
    }
    return zones;
  }

  private static JsonNode reference(Arguments call) {
    var target = call.text(0);
    var version = call.optionalText(1).filter(text -> !text.isBlank());
    var resource = call.evaluator().resources().get(target, version);
    if (isFull(call, 2)) {
      return resource;
    }
    var properties = resource.get("properties");
    return properties == null ? Json.object() : properties;
  }

  private static JsonNode references(Arguments call) {
    var resources = call.evaluator().resources().getAll(call.text(0));
    if (isFull(call, 1)) {
      return resources;
    }
    var properties = Json.array();
    resources.forEach(resource -> properties.add(resource.path("properties")));
    return properties;
  }

  private static boolean isFull(Arguments call, int index) {
    var mode = call.optionalText(index);
    if (mode.isPresent() && !List.of("full", "").contains(CaseFolding.of(mode.get()))) {
      throw call.invalid("argument " + (index + 1) + " is '" + mode.get() + "': it must be 'Full'");
    }
    return mode.isPresent() && !mode.get().isEmpty();
  }

  private static JsonNode list(Arguments call) {
    var body = call.has(2) ? call.value(2) : Values.nothing();
    return call.evaluator().resources().list(call.function(), call.text(0), call.text(1), body);
  }
}
