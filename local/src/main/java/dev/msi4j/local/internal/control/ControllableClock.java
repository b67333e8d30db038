package dev.msi4j.local.internal.control;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A clock that goes by another one until it is stopped or moved on. It never goes back by itself,
 * and always tells the time of the clock it steers in any zone. Thread-safe.
 */
public final class ControllableClock extends Clock {
  /** What a certificate, a token and a text can say at the most. */
  private static final Instant END = Instant.parse("9999-12-31T00:00:00Z");

  private final Clock base;
  private final AtomicReference<Hand> hand;
  private final ZoneId zone;

  /**
   * How the time is found.
   *
   * @param ahead of the other clock, while it runs
   * @param stopped where it stands still, or null while it runs
   */
  private record Hand(Duration ahead, @Nullable Instant stopped) {
    Instant read(Clock base) {
      return stopped == null ? base.instant().plus(ahead) : stopped;
    }
  }

  /** A clock that goes by another one. */
  public ControllableClock(Clock base) {
    this(base, new AtomicReference<>(new Hand(Duration.ZERO, null)), ZoneOffset.UTC);
  }

  private ControllableClock(Clock base, AtomicReference<Hand> hand, ZoneId zone) {
    this.base = base;
    this.hand = hand;
    this.zone = zone;
  }

  /** Stops it where it is. */
  public void freeze() {
    hand.updateAndGet(now -> new Hand(now.ahead, now.read(base)));
  }

  /**
   * Moves it on, whether it runs or stands still.
   *
   * @throws IllegalArgumentException if the time is negative or leads behind the year 9999
   */
  public void advance(Duration time) {
    hand.updateAndGet(now -> {
      // Compared by what is left, which can't overflow.
      if (time.isNegative() || time.compareTo(Duration.between(now.read(base), END)) > 0) {
        throw new IllegalArgumentException(
            "time is " + time + ": it must be 0 or more, and not lead behind the year 9999");
      }
      return now.stopped == null
          ? new Hand(now.ahead.plus(time), null)
          : new Hand(now.ahead, now.stopped.plus(time));
    });
  }

  /** Lets it run on from where it stands. */
  public void resume() {
    hand.updateAndGet(now ->
        now.stopped == null ? now : new Hand(Duration.between(base.instant(), now.stopped), null));
  }

  /** Whether it stands still. */
  public boolean isFrozen() {
    return hand.get().stopped != null;
  }

  @Override
  public Instant instant() {
    return hand.get().read(base);
  }

  @Override
  public ZoneId getZone() {
    return zone;
  }

  @Override
  public Clock withZone(ZoneId other) {
    return new ControllableClock(base, hand, other);
  }
}
