package dev.msi4j.local.internal.providers.network;

import dev.msi4j.local.internal.store.DocumentKind;
import dev.msi4j.local.internal.store.Documents;
import dev.msi4j.local.internal.store.Entry;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * Allocates the public IP addresses of the local Azure from the benchmarking range of RFC 2544,
 * which is not routed on the internet. A stored document per allocated address makes addresses
 * unique.
 */
final class AddressPool {
  private static final String KIND = "network.publicaddress";

  static final List<DocumentKind> DOCUMENT_KINDS = List.of(DocumentKind.text(KIND));

  private static final Cidr ALL = Cidr.parse("198.18.0.0/15", "public address pool");

  /** Allocates the first free address until it is released. */
  String allocate(Documents documents, String owner) {
    var taken =
        documents.list(KIND, "", "", Integer.MAX_VALUE).stream()
            .map(Entry::key)
            .collect(Collectors.toSet());
    var free =
        LongStream.range(ALL.firstUsable(), ALL.last())
            .mapToObj(Ipv4::format)
            .filter(address -> !taken.contains(address))
            .findFirst()
            .orElseThrow(NetworkErrors::publicAddressesExhausted);
    documents.put(KIND, free, "\"" + owner + "\"");
    return free;
  }

  /** Releases an address. */
  void release(Documents documents, String address) {
    documents.delete(KIND, address);
  }
}
