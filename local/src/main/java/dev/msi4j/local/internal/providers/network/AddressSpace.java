package dev.msi4j.local.internal.providers.network;

import dev.msi4j.local.internal.http.JsonBody;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The address prefixes of a virtual network, with the checks of subnet prefixes. */
record AddressSpace(String network, List<Cidr> prefixes) {
  /** The prefix length of the smallest subnet; Azure reserves five addresses of each subnet. */
  private static final int MAX_SUBNET_PREFIX_LENGTH = 29;

  /**
   * Reads the address space of a requested virtual network.
   *
   * @param id the id of the virtual network
   */
  static AddressSpace of(String id, String name, JsonBody properties) {
    var texts = properties.object("addressSpace").texts("addressPrefixes").orElse(List.of());
    if (texts.isEmpty()) {
      throw NetworkErrors.invalidRequestFormat(
          "properties.addressSpace.addressPrefixes of resource "
              + id
              + " must contain at least one address prefix.");
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

  /** Returns the address space of a stored virtual network. */
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
   * Checks that a subnet is within the address space and does not overlap with other subnets.
   *
   * @param others the prefixes of the other subnets
   */
  void check(String name, Cidr prefix, Collection<Cidr> others) {
    if (prefix.length() > MAX_SUBNET_PREFIX_LENGTH) {
      throw NetworkErrors.invalidSubnet(
          name, network, "its prefix " + prefix + " is longer than /" + MAX_SUBNET_PREFIX_LENGTH);
    }
    if (prefixes.stream().noneMatch(space -> space.contains(prefix))) {
      throw NetworkErrors.subnetOutsideNetwork(name, network);
    }
    if (others.stream().anyMatch(prefix::overlaps)) {
      throw NetworkErrors.subnetsOverlap(name, network);
    }
  }
}
