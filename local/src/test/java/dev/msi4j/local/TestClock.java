package dev.msi4j.local;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** Clock that moves only when a test advances it. Thread-safe. */
public final class TestClock extends Clock {
  private final AtomicReference<Instant> now;

  /** Creates a clock at noon of 2026-06-01, UTC. */
  public TestClock() {
    this(Instant.parse("2026-06-01T12:00:00Z"));
  }

  /** Creates a clock at a time, such as now for tests with clients that use the system clock. */
  public TestClock(Instant start) {
    now = new AtomicReference<>(start);
  }

  /** Moves the clock forward. */
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
