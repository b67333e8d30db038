package dev.msi4j.local.internal.providers.network;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.store.Documents;

/** A type of resource of this provider: its rules. The operations are alike for all types. */
interface NetworkType {
  /** Its name below the namespace: {@code virtualNetworks/subnets}. */
  String name();

  /**
   * What a resource is after a write, if the rules allow it. Saves what is inside the resource and
   * what it refers to, not the resource.
   */
  NetworkRow write(Documents documents, WriteRequest writeRequest);

  /** Refuses the deletion of a resource in use; by default nobody uses one by itself. */
  default void checkUnused(Documents documents, NetworkRow row) {}

  /** Gives back what a resource that is going away has besides what it refers to. */
  default void release(Documents documents, NetworkRow row) {}

  /** The properties as answers show them, less those that all types have. */
  ObjectNode properties(Documents documents, NetworkRow row);
}
