package dev.msi4j.local.internal.providers.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.json.Json;
import java.util.ArrayList;
import java.util.List;

/**
 * An IP configuration of a network interface: a private address and an optional public one.
 *
 * @param properties the properties as stored in the network interface
 */
record IpConfiguration(NetworkRow networkInterface, String name, ObjectNode properties) {

  static List<IpConfiguration> of(NetworkRow networkInterface) {
    var all = new ArrayList<IpConfiguration>();
    for (var item : networkInterface.properties().path("ipConfigurations")) {
      all.add(
          new IpConfiguration(
              networkInterface, item.path("name").asText(), item.path("properties").deepCopy()));
    }
    return all;
  }

  String id() {
    return networkInterface.id() + "/ipConfigurations/" + name;
  }

  String privateAddress() {
    return properties.path("privateIPAddress").asText();
  }

  String subnet() {
    return id(properties.path("subnet"));
  }

  boolean isStatic() {
    return properties.path("privateIPAllocationMethod").asText().equals("Static");
  }

  boolean uses(String target) {
    return subnet().equalsIgnoreCase(target)
        || id(properties.path("publicIPAddress")).equalsIgnoreCase(target);
  }

  /** Renders the IP configuration as the network interface returns it. */
  ObjectNode json() {
    var rendered = properties.deepCopy();
    rendered.put("provisioningState", networkInterface.provisioningState());
    var document =
        Json.object()
            .put("name", name)
            .put("id", id())
            .put("etag", networkInterface.etag())
            .put("type", "Microsoft.Network/networkInterfaces/ipConfigurations");
    document.set("properties", rendered);
    return document;
  }

  private static String id(JsonNode reference) {
    return reference.path("id").asText();
  }
}
