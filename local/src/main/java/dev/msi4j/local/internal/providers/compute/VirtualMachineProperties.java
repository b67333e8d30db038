package dev.msi4j.local.internal.providers.compute;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.arm.ArmErrors;
import dev.msi4j.local.internal.arm.ResourceId;
import dev.msi4j.local.internal.http.JsonBody;
import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.json.MergePatch;
import java.util.List;

/**
 * Validates the properties of a virtual machine that do not depend on other resources, and sets
 * their defaults. Unknown properties are stored as sent.
 */
final class VirtualMachineProperties {
  /** The read-only properties. */
  private static final List<String> READ_ONLY =
      List.of("vmId", "provisioningState", "instanceView", "timeCreated");

  /** The properties that a PUT request keeps if it does not set them. */
  private static final List<String> PROFILES =
      List.of("hardwareProfile", "osProfile", "storageProfile", "networkProfile");

  /** The immutable properties, with the names that errors of Azure use. */
  private static final List<Immutable> IMMUTABLE =
      List.of(
          new Immutable("osProfile.computerName", "/osProfile/computerName"),
          new Immutable("osProfile.adminUsername", "/osProfile/adminUsername"),
          new Immutable("imageReference", "/storageProfile/imageReference/id"),
          new Immutable("imageReference", "/storageProfile/imageReference/publisher"),
          new Immutable("imageReference", "/storageProfile/imageReference/offer"),
          new Immutable("imageReference", "/storageProfile/imageReference/sku"),
          new Immutable("imageReference", "/storageProfile/imageReference/version"),
          new Immutable("osDisk.createOption", "/storageProfile/osDisk/createOption"));

  private record Immutable(String name, String pointer) {
    void check(JsonNode before, JsonNode after) {
      var was = before.at(pointer).asText();
      // A property that was not set at creation can be added.
      if (!was.isEmpty() && !was.equalsIgnoreCase(after.at(pointer).asText())) {
        throw ComputeErrors.propertyChangeNotAllowed(name);
      }
    }
  }

  private final Sizes sizes;
  private final StorageProfiles storage;

  VirtualMachineProperties(Sizes sizes, StorageProfiles storage) {
    this.sizes = sizes;
    this.storage = storage;
  }

  /** Returns the properties of a new virtual machine. */
  ObjectNode create(ResourceId id, ObjectNode requested) {
    return validated(id, Json.object(), MergePatch.apply(Json.object(), requested));
  }

  /** Returns the properties after a PUT: missing ones are removed, except for the profiles. */
  ObjectNode replace(ResourceId id, ObjectNode current, ObjectNode requested) {
    return validated(id, current, MergePatch.apply(current.deepCopy().retain(PROFILES), requested));
  }

  /** Returns the properties after a PATCH: missing ones are kept. */
  ObjectNode merge(ResourceId id, ObjectNode current, ObjectNode requested) {
    return validated(id, current, MergePatch.apply(current, requested));
  }

  private ObjectNode validated(ResourceId id, ObjectNode current, ObjectNode properties) {
    IMMUTABLE.forEach(property -> property.check(current, properties));
    var body = JsonBody.at("properties", properties, ArmErrors.BODY);
    if (body.has("osProfile") && !current.has("osProfile")) {
      OsProfiles.check(body.object("osProfile"), storage.os(properties));
    }
    return withDefaults(id, properties);
  }

  private ObjectNode withDefaults(ResourceId id, ObjectNode properties) {
    properties.remove(READ_ONLY);
    var body = JsonBody.at("properties", properties, ArmErrors.BODY);
    var hardware = body.objectOrNew("hardwareProfile");
    var size = sizes.get(hardware.text("vmSize").orElse(Sizes.DEFAULT_SIZE));
    hardware.node().put("vmSize", size.name());
    if (body.has("osProfile")) {
      OsProfiles.prepareForStorage(body.object("osProfile").node());
    }
    storage.setDefaults(id, body.objectOrNew("storageProfile"), size, storage.os(properties));
    return properties;
  }
}
