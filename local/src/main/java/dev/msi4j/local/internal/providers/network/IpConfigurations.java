package dev.msi4j.local.internal.providers.network;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.arm.ArmException;
import dev.msi4j.local.internal.arm.JsonBody;
import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.store.Documents;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The rules of the configurations of an interface: their subnet, their addresses, who is first. */
final class IpConfigurations {
  private static final String MEMBER = "ipConfigurations";
  private static final String SUBNET = "subnet";
  private static final String PUBLIC = "publicIPAddress";
  private static final String METHOD = "privateIPAllocationMethod";
  private static final String ADDRESS = "privateIPAddress";

  private final LinkedScopeChecks linkedScopeChecks;
  private final AttachmentIndex attachmentIndex;

  IpConfigurations(LinkedScopeChecks linkedScopeChecks, AttachmentIndex attachmentIndex) {
    this.linkedScopeChecks = linkedScopeChecks;
    this.attachmentIndex = attachmentIndex;
  }

  /** A configuration that a client wants. */
  private record RequestedConfiguration(String id, String name, JsonBody body) {
    boolean isStatic() {
      return body.text(METHOD).orElse("Dynamic").equalsIgnoreCase("Static");
    }

    boolean isPrimary() {
      return body.flag("primary").orElse(false);
    }
  }

  /** The configurations as they are stored, and all that they use. */
  record Placed(ArrayNode array, Set<String> uses) {}

  Placed place(Documents documents, WriteRequest writeRequest) {
    var requested = requested(writeRequest);
    var subnet = subnet(documents, writeRequest, requested);
    var publics = publicAddresses(documents, writeRequest, requested);
    var addresses = addresses(documents, writeRequest, requested, subnet);
    var first =
        requested.stream()
            .filter(RequestedConfiguration::isPrimary)
            .findFirst()
            .orElse(requested.get(0));
    var uses = new LinkedHashSet<String>();
    uses.add(subnet.id());
    uses.addAll(publics.values());
    var array = Json.array();
    for (var configuration : requested) {
      var properties = Defaults.withoutNulls(configuration.body);
      properties.remove(List.of("provisioningState"));
      properties
          .put(METHOD, configuration.isStatic() ? "Static" : "Dynamic")
          .put(ADDRESS, addresses.get(configuration.name))
          .put("privateIPAddressVersion", "IPv4")
          .put("primary", configuration.equals(first));
      refer(properties, SUBNET, Optional.of(subnet.id()));
      refer(properties, PUBLIC, Optional.ofNullable(publics.get(configuration.name)));
      array.addObject().put("name", configuration.name).set("properties", properties);
    }
    return new Placed(array, uses);
  }

  private static List<RequestedConfiguration> requested(WriteRequest writeRequest) {
    var requested = new ArrayList<RequestedConfiguration>();
    for (var item : writeRequest.properties().objects(MEMBER).orElse(List.of())) {
      var name = item.text("name").orElseThrow(() -> exception(writeRequest, "each needs a name"));
      if (requested.stream().anyMatch(other -> other.name.equalsIgnoreCase(name))) {
        throw exception(writeRequest, "'" + name + "' is there twice");
      }
      var id = writeRequest.id() + "/" + MEMBER + "/" + name;
      var body = item.object("properties");
      if (body.text("privateIPAddressVersion").orElse("IPv4").equalsIgnoreCase("IPv6")) {
        throw NetworkErrors.ipv6NotSupported("IPv6", id);
      }
      requested.add(new RequestedConfiguration(id, name, body));
    }
    if (requested.isEmpty()) {
      throw exception(writeRequest, "there must be one or more");
    }
    if (requested.stream().filter(RequestedConfiguration::isPrimary).count() > 1) {
      throw exception(writeRequest, "only one can be primary");
    }
    return requested;
  }

  private NetworkRow subnet(
      Documents documents, WriteRequest writeRequest, List<RequestedConfiguration> requested) {
    var subnets = new ArrayList<NetworkRow>();
    for (var configuration : requested) {
      var id =
          LinkedScopeChecks.reference(configuration.body, SUBNET)
              .orElseThrow(
                  () -> exception(writeRequest, "'" + configuration.name + "' needs a subnet"));
      subnets.add(linkedScopeChecks.join(documents, writeRequest, id, Subnets.TYPE));
      LinkedScopeChecks.rejectOthers(
          writeRequest,
          configuration.body,
          "loadBalancerBackendAddressPools",
          "loadBalancerInboundNatRules",
          "applicationGatewayBackendAddressPools",
          "applicationSecurityGroups",
          "virtualNetworkTaps",
          "gatewayLoadBalancer");
    }
    if (subnets.stream().map(NetworkRow::id).distinct().count() > 1) {
      throw NetworkErrors.configurationsInSeveralSubnets(writeRequest.id().toString());
    }
    return subnets.get(0);
  }

  /** The ids of the public addresses, by the names of the configurations. */
  private Map<String, String> publicAddresses(
      Documents documents, WriteRequest writeRequest, List<RequestedConfiguration> requested) {
    var publics = new HashMap<String, String>();
    for (var configuration : requested) {
      var target = LinkedScopeChecks.reference(configuration.body, PUBLIC);
      if (target.isPresent()) {
        var row =
            linkedScopeChecks.join(documents, writeRequest, target.get(), PublicIpAddresses.TYPE);
        if (publics.containsValue(row.id())) {
          throw NetworkErrors.publicAddressReferencedTwice(row.id(), writeRequest.id().toString());
        }
        attachmentIndex.configurations(documents, row.id()).stream()
            .filter(found ->
                !found.networkInterface().id().equalsIgnoreCase(writeRequest.id().toString()))
            .findFirst()
            .ifPresent(found -> {
              throw NetworkErrors.publicAddressInUse(configuration.id, row.id(), found.id());
            });
        publics.put(configuration.name, row.id());
      }
    }
    return publics;
  }

  /** The private addresses by the names of the configurations: what is said, is had, is free. */
  private Map<String, String> addresses(
      Documents documents,
      WriteRequest writeRequest,
      List<RequestedConfiguration> requested,
      NetworkRow subnet) {
    var owner = writeRequest.id().toString();
    var pool = PrivateAddresses.of(documents, attachmentIndex, subnet, owner);
    var addresses = new HashMap<String, String>();
    for (var configuration : requested) {
      if (configuration.isStatic()) {
        var address =
            configuration
                .body
                .text(ADDRESS)
                .orElseThrow(() ->
                    exception(
                        writeRequest,
                        "'" + configuration.name + "' is Static and needs a " + ADDRESS));
        addresses.put(configuration.name, pool.take(address, configuration.id, owner));
      }
    }
    for (var configuration : requested) {
      if (!configuration.isStatic()) {
        had(writeRequest, configuration, subnet)
            .flatMap(address -> pool.keep(address, owner))
            .ifPresent(address -> addresses.put(configuration.name, address));
      }
    }
    for (var configuration : requested) {
      addresses.computeIfAbsent(configuration.name, name -> pool.takeAny(owner));
    }
    return addresses;
  }

  private static Optional<String> had(
      WriteRequest writeRequest, RequestedConfiguration requestedConfiguration, NetworkRow subnet) {
    return writeRequest.existing().stream()
        .flatMap(row -> IpConfiguration.of(row).stream())
        .filter(old -> old.name().equalsIgnoreCase(requestedConfiguration.name))
        .filter(old -> old.subnet().equalsIgnoreCase(subnet.id()))
        .map(IpConfiguration::privateAddress)
        .findFirst();
  }

  private static void refer(ObjectNode properties, String name, Optional<String> id) {
    properties.remove(name);
    id.ifPresent(target -> properties.putObject(name).put("id", target));
  }

  private static ArmException exception(WriteRequest writeRequest, String why) {
    return NetworkErrors.invalidRequestFormat(
        String.format(
            Locale.ROOT,
            "properties.%s of resource %s is invalid: %s.",
            MEMBER,
            writeRequest.id(),
            why));
  }
}
