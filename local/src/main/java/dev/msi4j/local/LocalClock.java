package dev.msi4j.local;

import dev.msi4j.local.internal.control.ControllableClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * The clock that a local Azure goes by: tokens and how long they are good, long-running operations,
 * delays, throttling. It goes by the clock of the {@link LocalAzureBuilder} until it is told
 * otherwise, and by that one again after a restart. TLS certificates go by the system's time, as
 * clients do. Thread-safe.
 */
public final class LocalClock {
  private final ControllableClock clock;

  LocalClock(ControllableClock clock) {
    this.clock = clock;
  }

  /** What it says now. */
  public Instant instant() {
    return clock.instant();
  }

  /** The same clock, for your own code to go by. */
  public Clock asClock() {
    return clock;
  }

  /** Stops it where it is. */
  public void freeze() {
    clock.freeze();
  }

  /**
   * Moves it on, whether it runs or stands still.
   *
   * @throws IllegalArgumentException if the time is negative or leads behind the year 9999
   */
  public void advance(Duration time) {
    clock.advance(time);
  }

  /** Lets it run on from where it stands; does nothing while it runs. */
  public void resume() {
    clock.resume();
  }

  /** Whether it stands still. */
  public boolean isFrozen() {
    return clock.isFrozen();
  }
}
