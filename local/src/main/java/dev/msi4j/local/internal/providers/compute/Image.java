package dev.msi4j.local.internal.providers.compute;

import java.util.List;

/**
 * An image that the marketplace has.
 *
 * @param versions the oldest first
 * @param os Linux or Windows
 * @param generation of the hypervisor: V1 or V2
 * @param aliases the short names that clients have for its newest version
 */
record Image(
    String publisher,
    String offer,
    String sku,
    List<String> versions,
    String os,
    String generation,
    String architecture,
    List<String> aliases) {

  /** The version that a reference means, which may be the word {@code latest}. */
  String version(String requested) {
    return requested.equalsIgnoreCase("latest") ? versions.get(versions.size() - 1) : requested;
  }
}
