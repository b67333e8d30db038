package dev.msi4j.local.internal.entra;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The description of a client secret, without the secret.
 *
 * @param startsAt the start of the validity in milliseconds since the epoch; null for no start
 * @param endsAt the end of the validity in milliseconds since the epoch; null for no end
 * @param hint the first characters of the secret; null if unknown
 */
public record ClientSecret(
    UUID keyId,
    @Nullable String displayName,
    @Nullable Long startsAt,
    @Nullable Long endsAt,
    @Nullable String hint) {

  /** Returns whether the validity has ended. */
  boolean isExpired(long now) {
    return endsAt != null && now >= endsAt;
  }
}
