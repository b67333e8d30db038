package dev.msi4j.local;

import dev.msi4j.local.internal.control.ControllableClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Controls the clock of a local Azure. The clock decides the lifetimes of tokens, the end of
 * long-running operations, delays and throttling. It follows {@link LocalAzureBuilder#clock} until
 * it is frozen or advanced, and again after a restart. TLS certificates follow the system clock, as
 * clients do. Thread-safe.
 */
public final class LocalClock {
  private final ControllableClock clock;

  LocalClock(ControllableClock clock) {
    this.clock = clock;
  }

  /**
   * Returns the current time of the clock.
   *
   * @return the time
   */
  public Instant instant() {
    return clock.instant();
  }

  /**
   * Returns the clock for use in your own code.
   *
   * @return a clock that follows {@link #freeze}, {@link #advance} and {@link #resume}
   */
  public Clock asClock() {
    return clock;
  }

  /** Stops the clock at its current time. */
  public void freeze() {
    clock.freeze();
  }

  /**
   * Moves the clock forward. A frozen clock stays frozen.
   *
   * @param time the time to add
   * @throws IllegalArgumentException if the time is negative or the result is after the year 9999
   */
  public void advance(Duration time) {
    clock.advance(time);
  }

  /** Restarts a frozen clock from its current time. Has no effect on a running clock. */
  public void resume() {
    clock.resume();
  }

  /**
   * Returns whether the clock is frozen.
   *
   * @return true after {@link #freeze}, until {@link #resume}
   */
  public boolean isFrozen() {
    return clock.isFrozen();
  }
}
