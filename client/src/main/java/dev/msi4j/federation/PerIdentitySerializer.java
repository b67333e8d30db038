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
 * Lets one write at a time have an identity's credentials, in the order they came; identities do
 * not wait for each other. Nothing is locked while a write is sent or waits.
 */
final class PerIdentitySerializer {
  private final ConcurrentMap<ResourceId, Queue<Turn>> queues = new ConcurrentHashMap<>();

  private final Delays delays;

  PerIdentitySerializer(Delays delays) {
    this.delays = delays;
  }

  /** Does the work when it is its turn; the turn ends with it, however it ends. */
  <T> Mono<T> inTurn(ResourceId identity, Mono<T> work) {
    return Mono.usingWhen(
        Mono.fromSupplier(() -> enter(identity)),
        turn -> delays.until(turn.granted).then(work),
        turn -> Mono.fromRunnable(() -> leave(identity, turn)));
  }

  private Turn enter(ResourceId identity) {
    var turn = new Turn();
    queues.compute(
        identity,
        (id, waiting) -> {
          var all = waiting == null ? new ArrayDeque<Turn>() : waiting;
          all.add(turn);
          if (all.size() == 1) {
            turn.grant();
          }
          return all;
        });
    return turn;
  }

  /** Grants outside of the map: what follows may come back to it. */
  private void leave(ResourceId identity, Turn turn) {
    var next = new AtomicReference<@Nullable Turn>();
    queues.computeIfPresent(
        identity,
        (id, waiting) -> {
          waiting.remove(turn);
          next.set(waiting.peek());
          return waiting.isEmpty() ? null : waiting;
        });
    var granted = next.get();
    if (granted != null) {
      granted.grant();
    }
  }

  /** A place in the queue; the first one is granted. */
  private static final class Turn {
    private final CompletableFuture<Void> granted = new CompletableFuture<>();

    void grant() {
      granted.complete(null);
    }
  }
}
