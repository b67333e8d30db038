package dev.msi4j.local.internal.arm;

import java.time.Duration;
import java.time.Instant;

/** When a long-running operation comes to its end. */
public final class CompletionPolicy {
  private final int polls;
  private final Duration time;

  private CompletionPolicy(int polls, Duration time) {
    this.polls = polls;
    this.time = time;
  }

  /** At once: the first poll finds it done. */
  public static CompletionPolicy immediately() {
    return new CompletionPolicy(0, Duration.ZERO);
  }

  /** When it has been asked for a number of times. */
  public static CompletionPolicy afterPolls(int polls) {
    if (polls < 0) {
      throw new IllegalArgumentException("polls is " + polls + ": it must be 0 or more");
    }
    return new CompletionPolicy(polls, Duration.ZERO);
  }

  /** When the clock has gone on for a while. */
  public static CompletionPolicy after(Duration time) {
    if (time.isNegative()) {
      throw new IllegalArgumentException("time is " + time + ": it must not be negative");
    }
    return new CompletionPolicy(0, time);
  }

  boolean isPolled() {
    return polls > 0;
  }

  boolean isTimed() {
    return !time.isZero();
  }

  boolean isDone(int polled, Instant startedAt, Instant now) {
    return polled >= polls && !now.isBefore(startedAt.plus(time));
  }
}
