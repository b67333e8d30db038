package dev.msi4j.local.internal.providers.network;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.arm.ArmException;
import dev.msi4j.local.internal.http.JsonBody;
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

/** Validates the IP configurations of a network interface and allocates their addresses. */
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

  /** An IP configuration as a client requests it. */
  private record RequestedConfiguration(String id, String name, JsonBody body) {
    boolean isStatic() {
      return body.text(METHOD).orElse("Dynamic").equalsIgnoreCase("Static");
    }

    boolean isPrimary() {
      return body.flag("primary").orElse(false);
    }
  }

  /**
   * The IP configurations to be stored.
   *
   * @param uses the ids of the subnet and the public IP addresses
   */
  record Resolved(ArrayNode array, Set<String> uses) {}

  Resolved resolve(Documents documents, WriteRequest writeRequest) {
    var requested = requested(writeRequest);
    var subnet = subnet(documents, writeRequest, requested);
    var publicIds = publicAddresses(documents, writeRequest, requested);
    var addresses = addresses(documents, writeRequest, requested, subnet);
    var primary =
        requested.stream()
            .filter(RequestedConfiguration::isPrimary)
            .findFirst()
            .orElse(requested.get(0));
    var uses = new LinkedHashSet<String>();
    uses.add(subnet.id());
    uses.addAll(publicIds.values());
    var array = Json.array();
    for (var configuration : requested) {
      var properties = Defaults.withoutNulls(configuration.body);
      properties.remove(List.of("provisioningState"));
      properties
          .put(METHOD, configuration.isStatic() ? "Static" : "Dynamic")
          .put(ADDRESS, addresses.get(configuration.name))
          .put("privateIPAddressVersion", "IPv4")
          .put("primary", configuration.equals(primary));
      setReference(properties, SUBNET, Optional.of(subnet.id()));
      setReference(properties, PUBLIC, Optional.ofNullable(publicIds.get(configuration.name)));
      array.addObject().put("name", configuration.name).set("properties", properties);
    }
    return new Resolved(array, uses);
  }

  private static List<RequestedConfiguration> requested(WriteRequest writeRequest) {
    var requested = new ArrayList<RequestedConfiguration>();
    for (var item : writeRequest.properties().objects(MEMBER).orElse(List.of())) {
      var name =
          item.text("name").orElseThrow(() -> invalid(writeRequest, "each item must have a name"));
      if (requested.stream().anyMatch(other -> other.name.equalsIgnoreCase(name))) {
        throw invalid(writeRequest, "'" + name + "' is contained more than once");
      }
      var id = writeRequest.id() + "/" + MEMBER + "/" + name;
      var body = item.object("properties");
      if (body.text("privateIPAddressVersion").orElse("IPv4").equalsIgnoreCase("IPv6")) {
        throw NetworkErrors.ipv6NotSupported("IPv6", id);
      }
      requested.add(new RequestedConfiguration(id, name, body));
    }
    if (requested.isEmpty()) {
      throw invalid(writeRequest, "at least one is required");
    }
    if (requested.stream().filter(RequestedConfiguration::isPrimary).count() > 1) {
      throw invalid(writeRequest, "only one can be primary");
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
                  () -> invalid(writeRequest, "'" + configuration.name + "' must have a subnet"));
      subnets.add(linkedScopeChecks.join(documents, writeRequest, id, Subnets.TYPE));
      LinkedScopeChecks.rejectUnsupported(
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

  /** Returns the ids of the public IP addresses by the names of the IP configurations. */
  private Map<String, String> publicAddresses(
      Documents documents, WriteRequest writeRequest, List<RequestedConfiguration> requested) {
    var publicIds = new HashMap<String, String>();
    for (var configuration : requested) {
      var target = LinkedScopeChecks.reference(configuration.body, PUBLIC);
      if (target.isPresent()) {
        var row =
            linkedScopeChecks.join(documents, writeRequest, target.get(), PublicIpAddresses.TYPE);
        if (publicIds.containsValue(row.id())) {
          throw NetworkErrors.publicAddressReferencedTwice(row.id(), writeRequest.id().toString());
        }
        attachmentIndex.configurations(documents, row.id()).stream()
            .filter(found ->
                !found.networkInterface().id().equalsIgnoreCase(writeRequest.id().toString()))
            .findFirst()
            .ifPresent(found -> {
              throw NetworkErrors.publicAddressInUse(configuration.id, row.id(), found.id());
            });
        publicIds.put(configuration.name, row.id());
      }
    }
    return publicIds;
  }

  /**
   * Returns the private addresses by the names of the IP configurations. Static addresses are
   * allocated first, then the previous addresses of dynamic configurations, then free ones.
   */
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
                    invalid(
                        writeRequest,
                        "'" + configuration.name + "' is Static and must have a " + ADDRESS));
        addresses.put(configuration.name, pool.allocate(address, configuration.id, owner));
      }
    }
    for (var configuration : requested) {
      if (!configuration.isStatic()) {
        previousAddress(writeRequest, configuration, subnet)
            .flatMap(address -> pool.retain(address, owner))
            .ifPresent(address -> addresses.put(configuration.name, address));
      }
    }
    for (var configuration : requested) {
      addresses.computeIfAbsent(configuration.name, name -> pool.allocateFirstFree(owner));
    }
    return addresses;
  }

  private static Optional<String> previousAddress(
      WriteRequest writeRequest, RequestedConfiguration requestedConfiguration, NetworkRow subnet) {
    return writeRequest.existing().stream()
        .flatMap(row -> IpConfiguration.of(row).stream())
        .filter(old -> old.name().equalsIgnoreCase(requestedConfiguration.name))
        .filter(old -> old.subnet().equalsIgnoreCase(subnet.id()))
        .map(IpConfiguration::privateAddress)
        .findFirst();
  }

  private static void setReference(ObjectNode properties, String name, Optional<String> id) {
    properties.remove(name);
    id.ifPresent(target -> properties.putObject(name).put("id", target));
  }

  private static ArmException invalid(WriteRequest writeRequest, String reason) {
    return NetworkErrors.invalidRequestFormat(
        String.format(
            Locale.ROOT,
            "properties.%s of resource %s is invalid: %s.",
            MEMBER,
            writeRequest.id(),
            reason));
  }
}
