package dev.msi4j.local.internal.providers.compute;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.arm.ResourceId;
import dev.msi4j.local.internal.json.Json;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Builds the {@code compute} section of the instance metadata of a virtual machine, as of version
 * 2021-02-01. All values are strings, and none is omitted.
 */
final class InstanceMetadata {
  private static final List<String> REFERENCE =
      List.of("id", "publisher", "offer", "sku", "version");

  private final StorageProfiles storage;

  InstanceMetadata(StorageProfiles storage) {
    this.storage = storage;
  }

  ObjectNode of(ResourceId id, VirtualMachineRow row) {
    var properties = row.properties();
    var compute = Json.object();
    compute.put("azEnvironment", "AzurePublicCloud");
    compute.put("customData", "");
    compute.put("evictionPolicy", properties.path("evictionPolicy").asText());
    compute.put("isHostCompatibilityLayerVm", "false");
    compute.put("licenseType", properties.path("licenseType").asText());
    compute.put("location", row.location());
    compute.put("name", row.name());
    compute.set("osProfile", osProfile(properties.path("osProfile")));
    compute.put("osType", storage.os(properties));
    compute.put("placementGroupId", "");
    compute.set("plan", texts(row.others().path("plan"), List.of("name", "product", "publisher")));
    compute.put("platformFaultDomain", "0");
    compute.put("platformUpdateDomain", "0");
    compute.put("priority", properties.path("priority").asText());
    compute.put("provider", "Microsoft.Compute");
    compute.set("publicKeys", publicKeys(properties));
    compute.put("resourceGroupName", id.resourceGroup());
    compute.put("resourceId", row.id());
    compute.set("securityProfile", securityProfile(properties));
    compute.put("subscriptionId", id.subscription());
    image(compute, properties.path("storageProfile").path("imageReference"));
    compute.set("storageProfile", storageProfile(properties.path("storageProfile")));
    tags(compute, row);
    compute.put("userData", properties.path("userData").asText());
    compute.putObject("virtualMachineScaleSet").put("id", "");
    compute.put("vmId", row.vmId());
    compute.put("vmScaleSetName", "");
    compute.put("vmSize", properties.path("hardwareProfile").path("vmSize").asText());
    compute.put("zone", row.others().path("zones").path(0).asText());
    return compute;
  }

  private static void image(ObjectNode compute, JsonNode reference) {
    compute.put("publisher", reference.path("publisher").asText());
    compute.put("offer", reference.path("offer").asText());
    compute.put("sku", reference.path("sku").asText());
    compute.put("version", version(reference));
  }

  private static String version(JsonNode reference) {
    return reference.path("exactVersion").asText(reference.path("version").asText());
  }

  private static void tags(ObjectNode compute, VirtualMachineRow row) {
    compute.put(
        "tags",
        row.tags().entrySet().stream()
            .map(tag -> tag.getKey() + ":" + tag.getValue())
            .collect(Collectors.joining(";")));
    var list = compute.putArray("tagsList");
    row.tags().forEach((name, value) -> list.addObject().put("name", name).put("value", value));
  }

  private static ObjectNode osProfile(JsonNode profile) {
    var keysOnly =
        profile.path("linuxConfiguration").path("disablePasswordAuthentication").asBoolean();
    return texts(profile, List.of("adminUsername", "computerName"))
        .put("disablePasswordAuthentication", Boolean.toString(keysOnly));
  }

  private static JsonNode publicKeys(JsonNode properties) {
    var keys = Json.array();
    properties
        .at("/osProfile/linuxConfiguration/ssh/publicKeys")
        .forEach(key -> keys.add(texts(key, List.of("keyData", "path"))));
    return keys;
  }

  private static ObjectNode securityProfile(JsonNode properties) {
    var settings = properties.path("securityProfile").path("uefiSettings");
    return Json.object()
        .put("secureBootEnabled", settings.path("secureBootEnabled").asText("false"))
        .put("virtualTpmEnabled", settings.path("vTpmEnabled").asText("false"));
  }

  private static ObjectNode storageProfile(JsonNode profile) {
    var document = Json.object();
    document.set("imageReference", texts(profile.path("imageReference"), REFERENCE));
    document.set("osDisk", disk(profile.path("osDisk")));
    var disks = document.putArray("dataDisks");
    profile
        .path("dataDisks")
        .forEach(disk -> disks.add(disk(disk).put("lun", disk.path("lun").asText())));
    return document;
  }

  private static ObjectNode disk(JsonNode disk) {
    var document =
        texts(disk, List.of("caching", "createOption", "diskSizeGB", "name"))
            .put("writeAcceleratorEnabled", disk.path("writeAcceleratorEnabled").asText("false"));
    if (disk.has("osType")) {
      document.put("osType", disk.path("osType").asText());
    }
    document.set(
        "managedDisk", texts(disk.path("managedDisk"), List.of("id", "storageAccountType")));
    return document;
  }

  private static ObjectNode texts(JsonNode from, List<String> names) {
    var document = Json.object();
    names.forEach(name -> document.put(name, from.path(name).asText()));
    return document;
  }
}
