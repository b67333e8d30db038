package dev.msi4j.local.internal.imds;

import dev.msi4j.local.internal.arm.ManagedServiceIdentity;
import dev.msi4j.local.internal.store.Documents;

/**
 * What asks for tokens in the name of identities, as it is at one moment.
 *
 * @param resourceId the resource that it is
 */
record Host(String resourceId, ManagedServiceIdentity identities) {
  /** Where a host is looked up, anew for each request: identities come and go. */
  @FunctionalInterface
  interface Source {
    /**
     * The host as it is now.
     *
     * @throws TokenEndpointException if it can't ask for tokens now
     */
    Host in(Documents documents);
  }
}
