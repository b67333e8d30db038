package dev.msi4j.local.internal.providers.network;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.store.Documents;

/** The rules of a resource type of this provider. The operations are the same for all types. */
interface NetworkType {
  /** Returns the type without the namespace, such as {@code virtualNetworks/subnets}. */
  String name();

  /**
   * Validates a write and returns the new row. Saves child resources and references, but not the
   * resource itself.
   */
  NetworkRow write(Documents documents, WriteRequest writeRequest);

  /** Throws an error if the resource is in use; by default resources are never in use. */
  default void checkUnused(Documents documents, NetworkRow row) {}

  /** Releases what a deleted resource holds, such as an address. */
  default void release(Documents documents, NetworkRow row) {}

  /** Renders the properties without those that all types have. */
  ObjectNode properties(Documents documents, NetworkRow row);
}
