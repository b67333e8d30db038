package dev.msi4j.local.internal.providers.network;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.arm.ArmRefusal;
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

  private final Joins joins;
  private final Attachments attachments;

  IpConfigurations(Joins joins, Attachments attachments) {
    this.joins = joins;
    this.attachments = attachments;
  }

  /** A configuration that a client wants. */
  private record Wanted(String id, String name, JsonBody body) {
    boolean isStatic() {
      return body.text(METHOD).orElse("Dynamic").equalsIgnoreCase("Static");
    }

    boolean isPrimary() {
      return body.flag("primary").orElse(false);
    }
  }

  /** The configurations as they are stored, and all that they use. */
  record Placed(ArrayNode array, Set<String> uses) {}

  Placed place(Documents documents, Write write) {
    var wanted = wanted(write);
    var subnet = subnet(documents, write, wanted);
    var publics = publicAddresses(documents, write, wanted);
    var addresses = addresses(documents, write, wanted, subnet);
    var first = wanted.stream().filter(Wanted::isPrimary).findFirst().orElse(wanted.get(0));
    var uses = new LinkedHashSet<String>();
    uses.add(subnet.id());
    uses.addAll(publics.values());
    var array = Json.array();
    for (var configuration : wanted) {
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

  private static List<Wanted> wanted(Write write) {
    var wanted = new ArrayList<Wanted>();
    for (var item : write.properties().objects(MEMBER).orElse(List.of())) {
      var name = item.text("name").orElseThrow(() -> refused(write, "each needs a name"));
      if (wanted.stream().anyMatch(other -> other.name.equalsIgnoreCase(name))) {
        throw refused(write, "'" + name + "' is there twice");
      }
      var id = write.id() + "/" + MEMBER + "/" + name;
      var body = item.object("properties");
      if (body.text("privateIPAddressVersion").orElse("IPv4").equalsIgnoreCase("IPv6")) {
        throw NetworkErrors.ipv6NotSupported("IPv6", id);
      }
      wanted.add(new Wanted(id, name, body));
    }
    if (wanted.isEmpty()) {
      throw refused(write, "there must be one or more");
    }
    if (wanted.stream().filter(Wanted::isPrimary).count() > 1) {
      throw refused(write, "only one can be primary");
    }
    return wanted;
  }

  private NetworkRow subnet(Documents documents, Write write, List<Wanted> wanted) {
    var subnets = new ArrayList<NetworkRow>();
    for (var configuration : wanted) {
      var id =
          Joins.reference(configuration.body, SUBNET)
              .orElseThrow(() -> refused(write, "'" + configuration.name + "' needs a subnet"));
      subnets.add(joins.join(documents, write, id, Subnets.TYPE));
      Joins.refuseOthers(
          write,
          configuration.body,
          "loadBalancerBackendAddressPools",
          "loadBalancerInboundNatRules",
          "applicationGatewayBackendAddressPools",
          "applicationSecurityGroups",
          "virtualNetworkTaps",
          "gatewayLoadBalancer");
    }
    if (subnets.stream().map(NetworkRow::id).distinct().count() > 1) {
      throw NetworkErrors.configurationsInSeveralSubnets(write.id().toString());
    }
    return subnets.get(0);
  }

  /** The ids of the public addresses, by the names of the configurations. */
  private Map<String, String> publicAddresses(
      Documents documents, Write write, List<Wanted> wanted) {
    var publics = new HashMap<String, String>();
    for (var configuration : wanted) {
      var target = Joins.reference(configuration.body, PUBLIC);
      if (target.isPresent()) {
        var row = joins.join(documents, write, target.get(), PublicAddresses.TYPE);
        if (publics.containsValue(row.id())) {
          throw NetworkErrors.publicAddressReferencedTwice(row.id(), write.id().toString());
        }
        attachments.configurations(documents, row.id()).stream()
            .filter(found -> !found.networkInterface().id().equalsIgnoreCase(write.id().toString()))
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
      Documents documents, Write write, List<Wanted> wanted, NetworkRow subnet) {
    var owner = write.id().toString();
    var pool = PrivateAddresses.of(documents, attachments, subnet, owner);
    var addresses = new HashMap<String, String>();
    for (var configuration : wanted) {
      if (configuration.isStatic()) {
        var address =
            configuration
                .body
                .text(ADDRESS)
                .orElseThrow(() ->
                    refused(
                        write, "'" + configuration.name + "' is Static and needs a " + ADDRESS));
        addresses.put(configuration.name, pool.take(address, configuration.id, owner));
      }
    }
    for (var configuration : wanted) {
      if (!configuration.isStatic()) {
        had(write, configuration, subnet)
            .flatMap(address -> pool.keep(address, owner))
            .ifPresent(address -> addresses.put(configuration.name, address));
      }
    }
    for (var configuration : wanted) {
      addresses.computeIfAbsent(configuration.name, name -> pool.takeAny(owner));
    }
    return addresses;
  }

  private static Optional<String> had(Write write, Wanted wanted, NetworkRow subnet) {
    return write.existing().stream()
        .flatMap(row -> IpConfiguration.of(row).stream())
        .filter(old -> old.name().equalsIgnoreCase(wanted.name))
        .filter(old -> old.subnet().equalsIgnoreCase(subnet.id()))
        .map(IpConfiguration::privateAddress)
        .findFirst();
  }

  private static void refer(ObjectNode properties, String name, Optional<String> id) {
    properties.remove(name);
    id.ifPresent(target -> properties.putObject(name).put("id", target));
  }

  private static ArmRefusal refused(Write write, String why) {
    return NetworkErrors.invalidRequestFormat(
        String.format(
            Locale.ROOT, "properties.%s of resource %s is invalid: %s.", MEMBER, write.id(), why));
  }
}
