package dev.msi4j.local.internal.imds;

import dev.msi4j.local.internal.arm.ManagedServiceIdentity;
import dev.msi4j.local.internal.store.Documents;

/**
 * A snapshot of a host, which requests tokens for its identities.
 *
 * @param resourceId the resource id of the host
 */
record Host(String resourceId, ManagedServiceIdentity identities) {
  /** Looks up a host; called for every request, because identities may change. */
  @FunctionalInterface
  interface Source {
    /**
     * Returns the current state of the host.
     *
     * @throws TokenEndpointException if the host does not exist or cannot request tokens now
     */
    Host in(Documents documents);
  }
}
