package dev.msi4j.local.internal.providers.network;

import dev.msi4j.local.internal.store.DocumentKind;
import dev.msi4j.local.internal.store.Documents;
import dev.msi4j.local.internal.store.Entry;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * The public addresses of this cloud: those that RFC 2544 keeps for benchmarks, so that none of
 * them is anybody's. A document for each that is taken, so that no two resources have the same.
 */
final class AddressPool {
  private static final String KIND = "network.publicaddress";

  static final List<DocumentKind> DOCUMENT_KINDS = List.of(DocumentKind.text(KIND));
  private static final Cidr ALL = Cidr.parse("198.18.0.0/15", "the cloud");

  /** Takes an address for good. */
  String take(Documents documents, String owner) {
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

  /** Gives an address back. */
  void giveBack(Documents documents, String address) {
    documents.delete(KIND, address);
  }
}
