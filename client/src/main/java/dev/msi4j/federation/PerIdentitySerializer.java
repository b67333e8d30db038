package dev.msi4j.federation;

import dev.msi4j.ResourceId;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Serializes the writes to the credentials of each identity in first-in, first-out order. Writes to
 * different identities run concurrently. No lock is held while a write is sent or waits.
 */
final class PerIdentitySerializer {
  private final ConcurrentMap<ResourceId, Queue<Permit>> queues = new ConcurrentHashMap<>();

  private final Delays delays;

  PerIdentitySerializer(Delays delays) {
    this.delays = delays;
  }

  /**
   * Runs the operation once all earlier operations of the identity have completed, failed or been
   * cancelled.
   */
  <T> Mono<T> serialize(ResourceId identity, Mono<T> operation) {
    return Mono.usingWhen(
        Mono.fromSupplier(() -> acquire(identity)),
        permit -> delays.await(permit.granted).then(operation),
        permit -> Mono.fromRunnable(() -> release(identity, permit)));
  }

  private Permit acquire(ResourceId identity) {
    var permit = new Permit();
    queues.compute(
        identity,
        (id, waiting) -> {
          var queue = waiting == null ? new ArrayDeque<Permit>() : waiting;
          queue.add(permit);
          if (queue.size() == 1) {
            permit.grant();
          }
          return queue;
        });
    return permit;
  }

  /**
   * Grants the next permit outside of the map operation, because the granted operation may access
   * the map again.
   */
  private void release(ResourceId identity, Permit permit) {
    var next = new AtomicReference<@Nullable Permit>();
    queues.computeIfPresent(
        identity,
        (id, waiting) -> {
          waiting.remove(permit);
          next.set(waiting.peek());
          return waiting.isEmpty() ? null : waiting;
        });
    var granted = next.get();
    if (granted != null) {
      granted.grant();
    }
  }

  /** Place in the queue of an identity; the first place is granted. */
  private static final class Permit {
    private final CompletableFuture<Void> granted = new CompletableFuture<>();

    void grant() {
      granted.complete(null);
    }
  }
}
