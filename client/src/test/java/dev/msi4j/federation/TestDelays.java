package dev.msi4j.federation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** A clock that advances only by pauses, which complete at once. */
final class TestDelays implements Delays {
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
  private final List<Duration> pauses = new CopyOnWriteArrayList<>();
  private volatile boolean frozen;

  List<Duration> pauses() {
    return pauses;
  }

  /** Suspends all later pauses forever. */
  void freeze() {
    frozen = true;
  }

  @Override
  public Instant now() {
    return now.get();
  }

  @Override
  public Mono<Void> pause(Duration duration) {
    return Mono.defer(() -> {
      pauses.add(duration);
      if (frozen) {
        return Mono.never();
      }
      now.updateAndGet(at -> at.plus(duration));
      return Mono.empty();
    });
  }

  @Override
  public Mono<Void> await(CompletableFuture<Void> future) {
    return future.isDone() ? Mono.empty() : Mono.fromFuture(future);
  }

  @Override
  public Scheduler scheduler() {
    return Schedulers.boundedElastic();
  }
}
