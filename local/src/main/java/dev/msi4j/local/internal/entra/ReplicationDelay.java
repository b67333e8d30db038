package dev.msi4j.local.internal.entra;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * The delay before new or changed directory objects become visible to readers. Simulates the
 * replication of Microsoft Entra.
 */
public record ReplicationDelay(Duration delay, Clock clock) {
  /** Returns whether an object created or changed at a time is visible now. */
  public boolean isVisible(Instant changedAt) {
    return !clock.instant().isBefore(changedAt.plus(delay));
  }

  /** Returns whether a principal is visible now; a principal without a creation time is visible. */
  public boolean isVisible(Principal principal) {
    var createdAt = principal.createdAt();
    return createdAt == null || isVisible(Instant.ofEpochMilli(createdAt));
  }
}
