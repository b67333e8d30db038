package dev.msi4j.local.internal.providers.compute;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.arm.JsonBody;
import dev.msi4j.local.internal.arm.ResourceId;
import dev.msi4j.local.internal.json.Json;
import java.util.List;

/**
 * The rules of a machine's properties, as far as they look at nothing else: what is allowed, what
 * may change, what the server fills in. Properties that nobody here knows are kept.
 */
final class VirtualMachineProperties {
  /** The server's own. */
  private static final List<String> READ_ONLY =
      List.of("vmId", "provisioningState", "instanceView", "timeCreated");

  /** What a PUT does not mention of these stays as it is. */
  private static final List<String> PROFILES =
      List.of("hardwareProfile", "osProfile", "storageProfile", "networkProfile");

  /** What makes a machine the one that it is, with the name that Azure has for it. */
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
      // A machine that was made without may get it.
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

  /** The properties of a new machine. */
  ObjectNode created(ResourceId id, ObjectNode requested) {
    return changed(id, Json.object(), MergePatch.apply(Json.object(), requested));
  }

  /** The properties after a PUT: what it does not mention goes away, but for the profiles. */
  ObjectNode replaced(ResourceId id, ObjectNode current, ObjectNode requested) {
    return changed(id, current, MergePatch.apply(current.deepCopy().retain(PROFILES), requested));
  }

  /** The properties after a PATCH: what it does not mention stays. */
  ObjectNode merged(ResourceId id, ObjectNode current, ObjectNode requested) {
    return changed(id, current, MergePatch.apply(current, requested));
  }

  private ObjectNode changed(ResourceId id, ObjectNode current, ObjectNode properties) {
    IMMUTABLE.forEach(property -> property.check(current, properties));
    var body = JsonBody.at("properties", properties);
    if (body.has("osProfile") && !current.has("osProfile")) {
      OsProfiles.check(body.object("osProfile"), storage.os(properties));
    }
    return filled(id, properties);
  }

  private ObjectNode filled(ResourceId id, ObjectNode properties) {
    properties.remove(READ_ONLY);
    var body = JsonBody.at("properties", properties);
    var hardware = body.objectOrNew("hardwareProfile");
    var size = sizes.get(hardware.text("vmSize").orElse(Sizes.USUAL));
    hardware.node().put("vmSize", size.name());
    if (body.has("osProfile")) {
      OsProfiles.fill(body.object("osProfile").node());
    }
    storage.fill(id, body.objectOrNew("storageProfile"), size, storage.os(properties));
    return properties;
  }
}
