package dev.msi4j;

import java.time.Duration;
import java.time.Instant;
import reactor.core.publisher.Mono;

/** The clock and how to wait by it; tests put their own in its place. */
interface Delays {
  /** The machine's clock and real waiting. */
  Delays REAL =
      new Delays() {
        @Override
        public Instant now() {
          return Instant.now();
        }

        @Override
        public void pause(Duration duration) throws InterruptedException {
          Thread.sleep(duration.toMillis());
        }

        @Override
        public Mono<Void> delay(Duration duration) {
          return Mono.delay(duration).then();
        }
      };

  Instant now();

  /** Waits on the caller's thread. */
  void pause(Duration duration) throws InterruptedException;

  /** Completes after the duration and holds no thread meanwhile. */
  Mono<Void> delay(Duration duration);
}
