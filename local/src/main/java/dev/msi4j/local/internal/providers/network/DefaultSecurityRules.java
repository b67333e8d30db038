package dev.msi4j.local.internal.providers.network;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.msi4j.local.internal.json.Json;
import java.util.List;

/** The default rules of every network security group, which have the lowest priorities. */
final class DefaultSecurityRules {
  private static final List<Rule> ALL =
      List.of(
          new Rule(
              "AllowVnetInBound",
              "Allow inbound traffic from all VMs in VNET",
              "VirtualNetwork",
              "VirtualNetwork",
              "Allow",
              65_000,
              "Inbound"),
          new Rule(
              "AllowAzureLoadBalancerInBound",
              "Allow inbound traffic from azure load balancer",
              "AzureLoadBalancer",
              "*",
              "Allow",
              65_001,
              "Inbound"),
          new Rule(
              "DenyAllInBound", "Deny all inbound traffic", "*", "*", "Deny", 65_500, "Inbound"),
          new Rule(
              "AllowVnetOutBound",
              "Allow outbound traffic from all VMs to all VMs in VNET",
              "VirtualNetwork",
              "VirtualNetwork",
              "Allow",
              65_000,
              "Outbound"),
          new Rule(
              "AllowInternetOutBound",
              "Allow outbound traffic from all VMs to Internet",
              "*",
              "Internet",
              "Allow",
              65_001,
              "Outbound"),
          new Rule(
              "DenyAllOutBound",
              "Deny all outbound traffic",
              "*",
              "*",
              "Deny",
              65_500,
              "Outbound"));

  private DefaultSecurityRules() {}

  /** Renders the default rules of a group. */
  static ArrayNode of(NetworkRow group) {
    var array = Json.array();
    for (var rule : ALL) {
      var properties =
          array
              .addObject()
              .put("name", rule.name)
              .put("id", group.id() + "/defaultSecurityRules/" + rule.name)
              .put("etag", group.etag())
              .put("type", "Microsoft.Network/networkSecurityGroups/defaultSecurityRules")
              .putObject("properties")
              .put("provisioningState", group.provisioningState())
              .put("description", rule.description)
              .put("protocol", "*")
              .put("sourcePortRange", "*")
              .put("destinationPortRange", "*")
              .put("sourceAddressPrefix", rule.source)
              .put("destinationAddressPrefix", rule.destination)
              .put("access", rule.access)
              .put("priority", rule.priority)
              .put("direction", rule.direction);
      SecurityRules.LISTS.forEach(properties::putArray);
    }
    return array;
  }

  private record Rule(
      String name,
      String description,
      String source,
      String destination,
      String access,
      int priority,
      String direction) {}
}
