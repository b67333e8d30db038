package dev.msi4j.local;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands still until a test moves it. */
public final class TestClock extends Clock {
  private final AtomicReference<Instant> now;

  /** A clock that stands at noon of a day in June. */
  public TestClock() {
    this(Instant.parse("2026-06-01T12:00:00Z"));
  }

  /** A clock that stands where it is told, such as now, for who also asks clients by their own. */
  public TestClock(Instant start) {
    now = new AtomicReference<>(start);
  }

  /** Moves the clock on. */
  public void advance(Duration time) {
    now.updateAndGet(instant -> instant.plus(time));
  }

  @Override
  public Instant instant() {
    return now.get();
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
