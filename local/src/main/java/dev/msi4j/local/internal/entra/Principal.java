package dev.msi4j.local.internal.entra;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A service principal.
 *
 * @param objectId the object id, to which roles are assigned
 * @param appId the application id, also called client id
 * @param resourceId the resource id of the user-assigned identity, or of the resource with the
 *     system-assigned identity; null for an application
 * @param revocations the number of revocations of this principal's tokens; null for none. A token
 *     holds the number at its issue and is invalid once the principal's number is higher. Older
 *     releases stored the epoch second of the last revocation, which is higher than any count
 * @param createdAt the creation time in milliseconds since the epoch; null if unknown, or if the
 *     principal is not subject to the replication delay
 * @param settings the changed properties of Microsoft Graph, such as {@code accountEnabled}; null
 *     for none
 */
public record Principal(
    UUID objectId,
    UUID appId,
    UUID tenantId,
    String displayName,
    Kind kind,
    @Nullable String resourceId,
    @JsonAlias("revokedAt") @Nullable Long revocations,
    @Nullable Long createdAt,
    @Nullable ObjectNode settings) {

  /** The kind of a service principal. */
  public enum Kind {
    /** An application with client secrets. */
    APPLICATION,
    /** A managed identity. */
    MANAGED_IDENTITY
  }

  /** Returns this principal with all tokens issued so far revoked. */
  Principal revoked() {
    return new Principal(
        objectId,
        appId,
        tenantId,
        displayName,
        kind,
        resourceId,
        generation() + 1,
        createdAt,
        settings);
  }

  /** Returns this principal with another display name and other settings. */
  public Principal updated(String newDisplayName, @Nullable ObjectNode newSettings) {
    return new Principal(
        objectId,
        appId,
        tenantId,
        newDisplayName,
        kind,
        resourceId,
        revocations,
        createdAt,
        newSettings);
  }

  /** Returns whether the principal can sign in. */
  public boolean isEnabled() {
    return settings == null || settings.path("accountEnabled").asBoolean(true);
  }

  /** Returns the generation of valid tokens; 0 if tokens were never revoked. */
  long generation() {
    return revocations == null ? 0 : revocations;
  }
}
