package dev.msi4j.local.internal.imds;

import java.util.List;

/**
 * The requested identities of a host.
 *
 * @param system whether the host gets a system-assigned identity
 * @param userAssigned the resource ids of the user-assigned identities
 */
public record RequestedHostIdentities(boolean system, List<String> userAssigned) {
  /** Copies the list. */
  public RequestedHostIdentities {
    userAssigned = List.copyOf(userAssigned);
  }
}
