package dev.msi4j.http;

import java.util.concurrent.Callable;
import java.util.function.Supplier;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Chooses the thread on which a body is read for a reactive caller. */
final class BlockingCalls {
  private final Supplier<Workers> workers;
  private final boolean synchronous;

  /**
   * Creates the choice for one kind of response.
   *
   * @param workers the threads of the client, created when they are needed
   * @param synchronous whether the caller has sent the request on its own thread, which therefore
   *     may block
   */
  BlockingCalls(Supplier<Workers> workers, boolean synchronous) {
    this.workers = workers;
    this.synchronous = synchronous;
  }

  /** Returns what a blocking call returns. */
  <T> Mono<T> mono(Callable<T> call) {
    var mono = Mono.fromCallable(call);
    return Mono.defer(() -> mayBlock() ? mono : mono.subscribeOn(workers.get().readers()));
  }

  /** Returns the elements of a flux that blocks; they may be requested on any thread. */
  <T> Flux<T> flux(Flux<T> flux) {
    return Flux.defer(() -> flux.subscribeOn(workers.get().readers(), true));
  }

  private boolean mayBlock() {
    return synchronous ? !Schedulers.isInNonBlockingThread() : Workers.isCurrentThread();
  }
}
