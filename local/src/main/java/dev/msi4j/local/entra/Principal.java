package dev.msi4j.local.entra;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A service principal.
 *
 * @param objectId names the principal; roles are assigned to it
 * @param appId what clients sign in as; known as the client id
 * @param resourceId of a managed identity: the identity, or the resource that has it as its own
 * @param revokedAt tokens issued up to this second of the epoch are void; null if none are revoked
 * @param createdAt when it was made, in milliseconds of the epoch; null if that is not known
 */
public record Principal(
    UUID objectId,
    UUID appId,
    UUID tenantId,
    String displayName,
    Kind kind,
    @Nullable String resourceId,
    @Nullable Long revokedAt,
    @Nullable Long createdAt) {

  /** What stands behind a principal. */
  public enum Kind {
    /** An application, which signs in with a secret. */
    APPLICATION,
    /** An identity that Azure manages. */
    MANAGED_IDENTITY
  }

  Principal revoked(long second) {
    return new Principal(
        objectId, appId, tenantId, displayName, kind, resourceId, second, createdAt);
  }
}
