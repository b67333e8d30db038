package dev.msi4j.local.internal.providers.network;

import dev.msi4j.local.internal.arm.JsonBody;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The address prefixes of a virtual network, and how subnets lie within them. */
record AddressSpace(String network, List<Cidr> prefixes) {
  /** The smallest subnet that Azure makes: five of its addresses are Azure's. */
  private static final int LONGEST_SUBNET_PREFIX = 29;

  /**
   * Reads the prefixes of a network.
   *
   * @param id of the network
   */
  static AddressSpace of(String id, String name, JsonBody properties) {
    var texts = properties.object("addressSpace").texts("addressPrefixes").orElse(List.of());
    if (texts.isEmpty()) {
      throw NetworkErrors.invalidRequestFormat(
          "properties.addressSpace.addressPrefixes of resource "
              + id
              + " must have one address prefix or more.");
    }
    var prefixes = new ArrayList<Cidr>();
    for (var text : texts) {
      var prefix = Cidr.parse(text, id);
      for (var other : prefixes) {
        if (prefix.overlaps(other)) {
          throw NetworkErrors.networkPrefixesOverlap(name, other.toString(), prefix.toString());
        }
      }
      prefixes.add(prefix);
    }
    return new AddressSpace(name, List.copyOf(prefixes));
  }

  /** The prefixes of a network that is there. */
  static AddressSpace of(NetworkRow network) {
    var prefixes = new ArrayList<Cidr>();
    network
        .properties()
        .path("addressSpace")
        .path("addressPrefixes")
        .forEach(prefix -> prefixes.add(Cidr.parse(prefix.asText(), network.id())));
    return new AddressSpace(network.name(), List.copyOf(prefixes));
  }

  /**
   * Refuses a subnet that does not fit in, or is in the way of others.
   *
   * @param others the prefixes of the other subnets
   */
  void check(String name, Cidr prefix, Collection<Cidr> others) {
    if (prefix.length() > LONGEST_SUBNET_PREFIX) {
      throw NetworkErrors.invalidSubnet(
          name, network, "its prefix " + prefix + " is longer than /" + LONGEST_SUBNET_PREFIX);
    }
    if (prefixes.stream().noneMatch(space -> space.contains(prefix))) {
      throw NetworkErrors.subnetOutsideNetwork(name, network);
    }
    if (others.stream().anyMatch(prefix::overlaps)) {
      throw NetworkErrors.subnetsOverlap(name, network);
    }
  }
}
