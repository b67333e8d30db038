package dev.msi4j.local.internal.entra;

import com.fasterxml.jackson.annotation.JsonAlias;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A service principal.
 *
 * @param objectId names the principal; roles are assigned to it
 * @param appId what clients sign in as; known as the client id
 * @param resourceId of a managed identity: the identity, or the resource that has it as its own
 * @param revocations the number of times that the tokens of this principal were revoked; each token
 *     names the number at its issue, and is void once the principal has a higher one; null for
 *     none. An older release stored the second of the last revocation here, which is just as high
 * @param createdAt when it was made, in milliseconds of the epoch; null if that is not known
 */
public record Principal(
    UUID objectId,
    UUID appId,
    UUID tenantId,
    String displayName,
    Kind kind,
    @Nullable String resourceId,
    @JsonAlias("revokedAt") @Nullable Long revocations,
    @Nullable Long createdAt) {

  /** What stands behind a principal. */
  public enum Kind {
    /** An application, which signs in with a secret. */
    APPLICATION,
    /** An identity that Azure manages. */
    MANAGED_IDENTITY
  }

  /** Returns this principal with its tokens so far revoked. */
  Principal revoked() {
    return new Principal(
        objectId, appId, tenantId, displayName, kind, resourceId, generation() + 1, createdAt);
  }

  /** Returns the generation of tokens that are valid now; 0 if none were ever revoked. */
  long generation() {
    return revocations == null ? 0 : revocations;
  }
}
