package dev.msi4j.local.internal.providers.compute;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.text.CaseFolding;
import java.util.List;

/** Builds the instance view (runtime status) of virtual machines and extensions. */
final class InstanceViews {
  private static final String AGENT_VERSION = "2.14.0.1";

  private final StorageProfiles storage;

  InstanceViews(StorageProfiles storage) {
    this.storage = storage;
  }

  ObjectNode of(VirtualMachineRow row, List<ExtensionRow> extensions) {
    var properties = row.properties();
    var view = Json.object();
    view.put("computerName", properties.at("/osProfile/computerName").asText(row.name()));
    view.put(
        "hyperVGeneration",
        storage.image(properties.path("storageProfile")).map(Image::generation).orElse("V1"));
    if (row.isRunning()) {
      view.set("vmAgent", agent(row, extensions));
    }
    disks(view, row);
    if (!extensions.isEmpty()) {
      var list = view.putArray("extensions");
      extensions.forEach(extension -> list.add(extension(extension)));
    }
    var statuses = view.putArray("statuses");
    provisioning(statuses, row.provisioningState(), row.changedAt());
    if (row.power() != null) {
      status(statuses, "PowerState/" + row.power(), "VM " + row.power());
    }
    return view;
  }

  static ObjectNode extension(ExtensionRow row) {
    var view =
        Json.object()
            .put("name", row.name())
            .put("type", row.handler())
            .put("typeHandlerVersion", row.properties().path("typeHandlerVersion").asText());
    provisioning(view.putArray("statuses"), row.provisioningState(), row.changedAt());
    return view;
  }

  private static JsonNode agent(VirtualMachineRow row, List<ExtensionRow> extensions) {
    var agent = Json.object().put("vmAgentVersion", AGENT_VERSION);
    ready(agent.putArray("statuses"), "Guest Agent is running").put("time", row.changedAt());
    var handlers = agent.putArray("extensionHandlers");
    extensions.stream()
        .filter(ExtensionRow::isInstalled)
        .forEach(extension -> {
          var handler =
              handlers
                  .addObject()
                  .put("type", extension.handler())
                  .put(
                      "typeHandlerVersion",
                      extension.properties().path("typeHandlerVersion").asText());
          var status = Json.array();
          ready(status, "Plugin enabled");
          handler.set("status", status.get(0));
        });
    return agent;
  }

  private static void disks(ObjectNode view, VirtualMachineRow row) {
    var profile = row.properties().path("storageProfile");
    var disks = view.putArray("disks");
    if (profile.has("osDisk")) {
      disk(disks, profile.path("osDisk"), row);
    }
    profile.path("dataDisks").forEach(disk -> disk(disks, disk, row));
  }

  private static void disk(ArrayNode disks, JsonNode disk, VirtualMachineRow row) {
    var view = disks.addObject().put("name", disk.path("name").asText());
    provisioning(view.putArray("statuses"), "Succeeded", row.createdAt());
  }

  private static void provisioning(ArrayNode statuses, String state, String time) {
    var code = "ProvisioningState/" + CaseFolding.of(state);
    var display =
        switch (state) {
          case "Succeeded" -> "Provisioning succeeded";
          case "Failed" -> "Provisioning failed";
          default -> state;
        };
    status(statuses, code, display)
        .put("level", state.equals("Failed") ? "Error" : "Info")
        .put("time", time);
  }

  private static ObjectNode ready(ArrayNode statuses, String message) {
    return status(statuses, "ProvisioningState/succeeded", "Ready").put("message", message);
  }

  private static ObjectNode status(ArrayNode statuses, String code, String display) {
    return statuses
        .addObject()
        .put("code", code)
        .put("level", "Info")
        .put("displayStatus", display);
  }
}
