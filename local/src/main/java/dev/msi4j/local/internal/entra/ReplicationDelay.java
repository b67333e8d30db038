package dev.msi4j.local.internal.entra;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * How long what is new in the directory stays unknown to those who read it, as in Azure, where it
 * has to reach every region first.
 */
public record ReplicationDelay(Duration delay, Clock clock) {
  /** Whether something made or changed then is known by now. */
  public boolean isVisible(Instant since) {
    return !clock.instant().isBefore(since.plus(delay));
  }

  /** Whether a principal is known by now; one that does not say how old it is, is old. */
  public boolean isVisible(Principal principal) {
    var createdAt = principal.createdAt();
    return createdAt == null || isVisible(Instant.ofEpochMilli(createdAt));
  }
}
