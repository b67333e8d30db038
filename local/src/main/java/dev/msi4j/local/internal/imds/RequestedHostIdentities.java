package dev.msi4j.local.internal.imds;

import java.util.List;

/**
 * The identities that a host is to have.
 *
 * @param system whether it is to have one of its own
 * @param userAssigned the resource ids of others
 */
public record RequestedHostIdentities(boolean system, List<String> userAssigned) {
  /** Copies the list. */
  public RequestedHostIdentities {
    userAssigned = List.copyOf(userAssigned);
  }
}
