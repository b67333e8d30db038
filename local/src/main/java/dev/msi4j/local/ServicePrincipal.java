package dev.msi4j.local;

import java.util.UUID;

/**
 * A service principal of a local Azure that signs in with a secret. It may do nothing until it is
 * given a role. Immutable.
 */
public final class ServicePrincipal {
  private final UUID objectId;
  private final UUID clientId;
  private final String clientSecret;

  ServicePrincipal(UUID objectId, UUID clientId, String clientSecret) {
    this.objectId = objectId;
    this.clientId = clientId;
    this.clientSecret = clientSecret;
  }

  /** What roles are assigned to. */
  public UUID objectId() {
    return objectId;
  }

  /** The application id to sign in as. */
  public UUID clientId() {
    return clientId;
  }

  /** The secret to sign in with. */
  public String clientSecret() {
    return clientSecret;
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "ServicePrincipal[objectId=" + objectId + ", clientId=" + clientId + "]";
  }
}
