package dev.msi4j.local.internal.providers.network;

import dev.msi4j.local.internal.store.Documents;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

/** Allocates the addresses of a subnet to the IP configurations of one network interface. */
final class PrivateAddresses {
  private final NetworkRow subnet;
  private final Cidr prefix;

  /** The ids of the network interfaces by allocated address. */
  private final Map<Long, String> allocated = new HashMap<>();

  private PrivateAddresses(NetworkRow subnet) {
    this.subnet = subnet;
    prefix = Subnets.prefix(subnet);
  }

  /**
   * Returns the addresses of a subnet, with those of other network interfaces allocated.
   *
   * @param networkInterface the id of the network interface to allocate addresses for
   */
  static PrivateAddresses of(
      Documents documents,
      AttachmentIndex attachmentIndex,
      NetworkRow subnet,
      String networkInterface) {
    var addresses = new PrivateAddresses(subnet);
    attachmentIndex.configurations(documents, subnet.id()).stream()
        .filter(found -> !found.networkInterface().id().equalsIgnoreCase(networkInterface))
        .forEach(found ->
            Ipv4.parse(found.privateAddress())
                .ifPresent(
                    address -> addresses.allocated.put(address, found.networkInterface().id())));
    return addresses;
  }

  /**
   * Allocates a requested address.
   *
   * @param configuration the id of the IP configuration
   * @param owner the id of the network interface
   */
  String allocate(String address, String configuration, String owner) {
    if (address.contains(":")) {
      throw NetworkErrors.ipv6NotSupported(address, configuration);
    }
    var number = Ipv4.parse(address);
    if (number.isEmpty()) {
      throw NetworkErrors.invalidIpAddress(address, configuration);
    }
    if (!prefix.contains(number.getAsLong())) {
      throw NetworkErrors.privateAddressNotInSubnet(address, prefix.toString());
    }
    if (!prefix.isUsable(number.getAsLong())) {
      throw NetworkErrors.privateAddressReserved(address, prefix.toString());
    }
    Optional.ofNullable(allocated.putIfAbsent(number.getAsLong(), owner))
        .ifPresent(holder -> {
          throw NetworkErrors.privateAddressAllocated(configuration, address, holder);
        });
    return address;
  }

  /** Allocates the previous address of an IP configuration; empty if it is not available. */
  Optional<String> retain(String address, String owner) {
    var number = Ipv4.parse(address);
    return number.isPresent()
            && prefix.isUsable(number.getAsLong())
            && allocated.putIfAbsent(number.getAsLong(), owner) == null
        ? Optional.of(address)
        : Optional.empty();
  }

  /** Allocates the first free address. */
  String allocateFirstFree(String owner) {
    var free =
        LongStream.range(prefix.firstUsable(), prefix.last())
            .filter(address -> !allocated.containsKey(address))
            .findFirst();
    if (free.isEmpty()) {
      throw NetworkErrors.subnetFull(subnet.name(), prefix.toString());
    }
    allocated.put(free.getAsLong(), owner);
    return Ipv4.format(free.getAsLong());
  }
}
