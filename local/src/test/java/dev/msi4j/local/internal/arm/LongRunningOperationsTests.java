package dev.msi4j.local.internal.arm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.msi4j.local.TestClock;
import dev.msi4j.local.internal.rbac.Accesses;
import dev.msi4j.local.internal.runtime.ServerRuntime;
import dev.msi4j.local.internal.store.TestStores;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class LongRunningOperationsTests {
  private static final String VM =
      "/subscriptions/s/resourcegroups/rg/providers/microsoft.compute/virtualmachines/vm";
  private static final ResourcePath PATH =
      new ResourcePath(List.of(VM.substring(1).split("/", -1)));

  private final TestClock clock = new TestClock();
  @AutoClose private final CountingStore store = new CountingStore(TestStores.fresh());

  @Test
  void completeDueOpensNoWriteTransactionWhileNoOperationIsDue() {
    var operations = operations(CompletionPolicy.after(Duration.ofSeconds(3)));
    start(operations);

    for (var request = 0; request < 10; request++) {
      operations.completeDue();
      operations.countRead(PATH);
    }

    assertThat(store.writes()).isZero();
  }

  @Test
  void completeDueCompletesDueOperationsInOneWriteTransactionEach() {
    var operations = operations(CompletionPolicy.after(Duration.ofSeconds(3)));
    var id = start(operations).id();
    clock.advance(Duration.ofSeconds(3));

    operations.completeDue();
    operations.completeDue();

    assertThat(store.writes()).isEqualTo(1);
    assertThat(operations.poll(id).orElseThrow().isDone()).isTrue();
    assertThat(store.writes()).isEqualTo(1);
  }

  @Test
  void completeDueOpensNoTransactionWithoutTimedOperations() {
    var operations = operations(CompletionPolicy.immediately());
    start(operations);

    operations.completeDue();
    operations.countRead(PATH);

    assertThat(store.reads() + store.writes()).isZero();
  }

  @Test
  void pollWritesOnlyIfThePollChangesTheOperation() {
    var timed = operations(CompletionPolicy.after(Duration.ofSeconds(3)));
    var id = start(timed).id();

    assertThat(timed.poll(id).orElseThrow().isDone()).isFalse();
    assertThat(timed.poll("unknown")).isEmpty();
    assertThat(store.writes()).isZero();

    clock.advance(Duration.ofSeconds(3));

    assertThat(timed.poll(id).orElseThrow().isDone()).isTrue();
    assertThat(timed.poll(id).orElseThrow().isDone()).isTrue();
    assertThat(store.writes()).isEqualTo(1);
  }

  @Test
  void pollCountsPollsUntilThePolicyIsMet() {
    var polled = operations(CompletionPolicy.afterPolls(2));
    var id = start(polled).id();

    assertThat(polled.poll(id).orElseThrow().isDone()).isFalse();
    assertThat(polled.poll(id).orElseThrow().isDone()).isTrue();
    assertThat(polled.poll(id).orElseThrow().isDone()).isTrue();

    assertThat(store.writes()).isEqualTo(2);
  }

  private LongRunningOperations operations(CompletionPolicy policy) {
    return new LongRunningOperations(
        new ServerRuntime(store, clock, UUID::randomUUID),
        new CompletionPolicies(policy, Map.of()),
        new Providers());
  }

  /** Starts an operation without an effect, and resets the counts. */
  private LongRunningOperations.TrackedOperation start(LongRunningOperations operations) {
    var request = Requests.put(VM, Accesses.everything());
    var started = store.write(documents -> operations.start(documents, request, "none", VM));
    store.reset();
    return started;
  }
}
