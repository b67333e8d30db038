package dev.msi4j.http;

import java.util.concurrent.Callable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Runs blocking reads of response bodies for reactive callers on a thread that may block. */
final class BlockingCalls {
  private final PooledHttpClient client;
  private final boolean synchronous;

  /**
   * Creates an instance for the responses of synchronous or asynchronous requests.
   *
   * @param client the client, which creates the threads on first use
   * @param synchronous whether the request was sent on the thread of the caller, which therefore
   *     may block
   */
  BlockingCalls(PooledHttpClient client, boolean synchronous) {
    this.client = client;
    this.synchronous = synchronous;
  }

  /** Returns the result of a blocking call. */
  <T> Mono<T> mono(Callable<T> call) {
    var mono = Mono.fromCallable(call);
    return Mono.defer(() -> mayBlock() ? mono : mono.subscribeOn(client.workers().readers()));
  }

  /** Returns the elements of a blocking flux. Any thread may request them. */
  <T> Flux<T> flux(Flux<T> flux) {
    return Flux.defer(() -> flux.subscribeOn(client.workers().readers(), true));
  }

  private boolean mayBlock() {
    return synchronous ? !Schedulers.isInNonBlockingThread() : Workers.isCurrentThread();
  }
}
