package dev.msi4j.local.internal.providers.network;

import dev.msi4j.local.internal.store.Documents;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

/** The addresses of one subnet, while one interface gets some of them. */
final class PrivateAddresses {
  private final NetworkRow subnet;
  private final Cidr prefix;

  /** The ids of what has an address, by address. */
  private final Map<Long, String> taken = new HashMap<>();

  private PrivateAddresses(NetworkRow subnet) {
    this.subnet = subnet;
    prefix = Subnets.prefix(subnet);
  }

  /**
   * The addresses of a subnet, less those of others.
   *
   * @param networkInterface the id of the interface that gets some
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
                .ifPresent(address -> addresses.taken.put(address, found.networkInterface().id())));
    return addresses;
  }

  /**
   * Takes an address that the client has named.
   *
   * @param configuration the id of what gets it
   * @param owner the id of the interface it is in
   */
  String take(String address, String configuration, String owner) {
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
    Optional.ofNullable(taken.putIfAbsent(number.getAsLong(), owner))
        .ifPresent(holder -> {
          throw NetworkErrors.privateAddressAllocated(configuration, address, holder);
        });
    return address;
  }

  /** Takes an address that a configuration has had; empty if it can't have it any more. */
  Optional<String> keep(String address, String owner) {
    var number = Ipv4.parse(address);
    return number.isPresent()
            && prefix.isUsable(number.getAsLong())
            && taken.putIfAbsent(number.getAsLong(), owner) == null
        ? Optional.of(address)
        : Optional.empty();
  }

  /** Takes the first address that is free. */
  String takeAny(String owner) {
    var free =
        LongStream.range(prefix.firstUsable(), prefix.last())
            .filter(address -> !taken.containsKey(address))
            .findFirst();
    if (free.isEmpty()) {
      throw NetworkErrors.subnetFull(subnet.name(), prefix.toString());
    }
    taken.put(free.getAsLong(), owner);
    return Ipv4.format(free.getAsLong());
  }
}
