package dev.msi4j.local;

import java.util.UUID;

/**
 * A service principal that signs in with a client secret. It has no permissions until a role is
 * assigned. Immutable.
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

  /**
   * Returns the object id, to which roles are assigned.
   *
   * @return the principal id of role assignments
   */
  public UUID objectId() {
    return objectId;
  }

  /**
   * Returns the client id.
   *
   * @return the application id to sign in with
   */
  public UUID clientId() {
    return clientId;
  }

  /**
   * Returns the client secret.
   *
   * @return the secret to sign in with
   */
  public String clientSecret() {
    return clientSecret;
  }

  /** Returns the ids without the secret. */
  @Override
  public String toString() {
    return "ServicePrincipal[objectId=" + objectId + ", clientId=" + clientId + "]";
  }
}
