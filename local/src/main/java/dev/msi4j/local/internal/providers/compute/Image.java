package dev.msi4j.local.internal.providers.compute;

import java.util.List;

/**
 * An image of the marketplace.
 *
 * @param versions the versions, oldest first
 * @param os {@code Linux} or {@code Windows}
 * @param generation the hypervisor generation, {@code V1} or {@code V2}
 * @param aliases the aliases of the newest version in the Azure CLI
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

  /** Resolves the version of an image reference, which can be {@code latest}. */
  String version(String requested) {
    return requested.equalsIgnoreCase("latest") ? versions.get(versions.size() - 1) : requested;
  }
}
