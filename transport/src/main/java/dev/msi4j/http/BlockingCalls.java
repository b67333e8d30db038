package dev.msi4j.http;

import java.util.concurrent.Callable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Chooses the thread on which a body is read for a reactive caller. */
final class BlockingCalls {
  private final PooledHttpClient client;
  private final boolean synchronous;

  /**
   * Creates the choice for one kind of response.
   *
   * @param client has the threads, which it creates when they are needed
   * @param synchronous whether the caller has sent the request on its own thread, which therefore
   *     may block
   */
  BlockingCalls(PooledHttpClient client, boolean synchronous) {
    this.client = client;
    this.synchronous = synchronous;
  }

  /** Returns what a blocking call returns. */
  <T> Mono<T> mono(Callable<T> call) {
    var mono = Mono.fromCallable(call);
    return Mono.defer(() -> mayBlock() ? mono : mono.subscribeOn(client.workers().readers()));
  }

  /** Returns the elements of a flux that blocks; they may be requested on any thread. */
  <T> Flux<T> flux(Flux<T> flux) {
    return Flux.defer(() -> flux.subscribeOn(client.workers().readers(), true));
  }

  private boolean mayBlock() {
    return synchronous ? !Schedulers.isInNonBlockingThread() : Workers.isCurrentThread();
  }
}
