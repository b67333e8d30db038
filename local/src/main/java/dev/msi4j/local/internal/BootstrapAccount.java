package dev.msi4j.local.internal;

import java.util.UUID;

/**
 * Account created at the first start: tenant, subscription and the service principal of its owner.
 */
public record BootstrapAccount(
    UUID tenantId, UUID subscriptionId, UUID clientId, String clientSecret) {
  /** Returns the ids without the secret. */
  @Override
  public String toString() {
    return "Account[" + tenantId + ", " + subscriptionId + ", " + clientId + "]";
  }
}
