package dev.msi4j.local.internal;

import java.util.UUID;

/** What a local Azure starts with: a tenant, a subscription, and a principal to sign in as. */
public record BootstrapAccount(
    UUID tenantId, UUID subscriptionId, UUID clientId, String clientSecret) {
  /** Without the secret. */
  @Override
  public String toString() {
    return "Account[" + tenantId + ", " + subscriptionId + ", " + clientId + "]";
  }
}
