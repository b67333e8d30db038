package dev.msi4j.local.internal.entra;

import java.time.Instant;
import java.util.UUID;

/**
 * The first sign-in of a service principal to a resource within an hour.
 *
 * @param at the time in milliseconds since the epoch
 * @param resource the resource as the client requested it
 */
public record SignIn(
    UUID id,
    long at,
    UUID principalId,
    UUID appId,
    String principalName,
    Type type,
    String resource) {

  /** The event types of Microsoft Graph. */
  public enum Type {
    /** A managed identity on a hosting environment. */
    MANAGED_IDENTITY("managedIdentity"),
    /** A client with a secret or an assertion. */
    SERVICE_PRINCIPAL("servicePrincipal");

    private final String value;

    Type(String value) {
      this.value = value;
    }

    /** Returns the name in Microsoft Graph. */
    public String value() {
      return value;
    }
  }

  /** Returns the time of the sign-in. */
  public Instant time() {
    return Instant.ofEpochMilli(at);
  }
}
