package dev.msi4j.local.internal.providers.compute;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.json.Json;
import java.util.List;

/** Renders virtual machines and extensions as response bodies. */
final class Responses {
  private Responses() {}

  /** Renders a virtual machine with its extensions, which clients read from {@code resources}. */
  static ObjectNode machine(VirtualMachineRow row, List<ExtensionRow> extensions) {
    var document =
        Json.object()
            .put("id", row.id())
            .put("name", row.name())
            .put("type", VirtualMachines.TYPE)
            .put("location", row.location());
    row.tags().forEach(document.putObject("tags")::put);
    document.setAll(row.others());
    if (!row.identity().isNone()) {
      document.set("identity", row.identity().json());
    }
    var properties = row.properties().deepCopy();
    properties.remove("userData");
    if (!properties.has("networkProfile")) {
      // Clients read the list without a check, because it is never missing in Azure.
      properties.putObject("networkProfile").putArray("networkInterfaces");
    }
    properties
        .put("vmId", row.vmId())
        .put("provisioningState", row.provisioningState())
        .put("timeCreated", row.createdAt());
    document.set("properties", properties);
    if (!extensions.isEmpty()) {
      var resources = document.putArray("resources");
      extensions.forEach(extension -> resources.add(extension(extension)));
    }
    return document;
  }

  static ObjectNode extension(ExtensionRow row) {
    var document =
        Json.object()
            .put("id", row.id())
            .put("name", row.name())
            .put("type", Extensions.TYPE)
            .put("location", row.location());
    if (!row.tags().isEmpty()) {
      row.tags().forEach(document.putObject("tags")::put);
    }
    var properties = row.properties().deepCopy();
    document.set("properties", properties.put("provisioningState", row.provisioningState()));
    return document;
  }
}
