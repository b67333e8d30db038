package dev.msi4j.local.internal.control.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.msi4j.local.internal.http.Response;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class FaultInjectorTests {
  private static final Instant START = Instant.parse("2026-06-01T12:00:00Z");
  private static final Duration DELAY = Duration.ofMinutes(5);

  /** A test can advance the clock as soon as the fault is recorded. */
  @Test
  @Timeout(20)
  void delayStartsAtRecordedTimeOfFault() {
    var plan = new FaultInjector(new Readings(List.of(START, START.plus(DELAY))));
    plan.declare(List.of("read"));
    plan.inject(PlannedFault.of("read").delay(DELAY));

    var answer = plan.serve("read", error -> Response.empty(500), () -> Response.empty(200));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(plan.applied()).extracting(FaultRecord::at).containsExactly(START);
  }

  /** A clock that returns the given times one after the other, and then always the last one. */
  private static final class Readings extends Clock {
    private final Queue<Instant> times;

    private Readings(List<Instant> times) {
      this.times = new ArrayDeque<>(times);
    }

    @Override
    public Instant instant() {
      return times.size() > 1 ? times.remove() : times.element();
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
}
