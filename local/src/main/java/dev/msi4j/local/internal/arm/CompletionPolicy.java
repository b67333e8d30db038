package dev.msi4j.local.internal.arm;

import java.time.Duration;
import java.time.Instant;

/** Decides when a long-running operation is complete. */
public final class CompletionPolicy {
  private final int polls;
  private final Duration time;

  private CompletionPolicy(int polls, Duration time) {
    this.polls = polls;
    this.time = time;
  }

  /** Returns the policy of operations that are complete as soon as they start. */
  public static CompletionPolicy immediately() {
    return new CompletionPolicy(0, Duration.ZERO);
  }

  /** Returns the policy of operations that are complete after a number of polls. */
  public static CompletionPolicy afterPolls(int polls) {
    if (polls < 0) {
      throw new IllegalArgumentException("polls is " + polls + ": it must be 0 or more");
    }
    return new CompletionPolicy(polls, Duration.ZERO);
  }

  /** Returns the policy of operations that are complete after a time. */
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
