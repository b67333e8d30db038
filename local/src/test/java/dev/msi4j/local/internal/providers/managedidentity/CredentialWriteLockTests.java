package dev.msi4j.local.internal.providers.managedidentity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.msi4j.local.TestClock;
import dev.msi4j.local.internal.arm.ArmException;
import dev.msi4j.local.internal.arm.ResourceId;
import dev.msi4j.local.internal.runtime.ServerRuntime;
import dev.msi4j.local.internal.store.Documents;
import dev.msi4j.local.internal.store.Store;
import dev.msi4j.local.internal.store.TestStores;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class CredentialWriteLockTests {
  private static final ResourceId IDENTITY =
      ResourceId.of("sub", "Group", "Microsoft.ManagedIdentity", "userAssignedIdentities", "web");
  private static final String CONCURRENT =
      "ConcurrentFederatedIdentityCredentialsWritesForSingleManagedIdentity";

  private final TestClock clock = new TestClock();

  @Test
  void writeIsRejectedWhileAnotherRuns() {
    try (var store = TestStores.fresh()) {
      var results = new ArrayList<String>();
      var other = writes(store, true);
      var first = writes(new InterruptedStore(store, 2, () -> results.add(result(other))), true);

      results.add(result(first));

      assertThat(results).containsExactly(CONCURRENT, "done");
    }
  }

  @Test
  void concurrentWritesSucceedIfNotRejected() throws InterruptedException {
    try (var store = TestStores.fresh()) {
      var writes = writes(store, false);
      var results = new CopyOnWriteArrayList<String>();
      var threads =
          Stream.generate(() -> new Thread(() -> results.add(result(writes)))).limit(4).toList();

      threads.forEach(Thread::start);
      for (var thread : threads) {
        thread.join();
      }

      assertThat(results).hasSize(4).containsOnly("done");
    }
  }

  @Test
  void errorNamesIdentityAndOtherIdentitiesAreNotLocked() {
    try (var store = TestStores.fresh()) {
      var writes = writes(store, true);
      writes.acquire(IDENTITY);

      assertThatExceptionOfType(ArmException.class)
          .isThrownBy(() -> writes.write(IDENTITY, documents -> true))
          .withMessage(
              "Too many Federated Identity Credentials are written concurrently for the managed"
                  + " identity"
                  + " '/subscriptions/sub/resourceGroups/Group/providers/Microsoft.ManagedIdentity/userAssignedIdentities/web'."
                  + " Concurrent Federated Identity Credentials writes under the same managed"
                  + " identity are not supported.")
          .satisfies(exception -> assertThat(exception.status()).isEqualTo(409));
      var other =
          ResourceId.of("sub", "Group", "Microsoft.ManagedIdentity", "userAssignedIdentities", "x");
      assertThat(writes.<Boolean>write(other, documents -> true)).isTrue();
    }
  }

  @Test
  void leaseOfOtherProcessExpires(@TempDir Path folder) {
    try (var local = TestStores.of(folder);
        var remote = TestStores.of(folder)) {
      writes(remote, true).acquire(IDENTITY);

      assertThatExceptionOfType(ArmException.class)
          .isThrownBy(() -> writes(local, true).write(IDENTITY, documents -> true));
      clock.advance(Duration.ofSeconds(30));

      assertThat(writes(local, true).<Boolean>write(IDENTITY, documents -> true)).isTrue();
    }
  }

  @Test
  void failedWriteReleasesLease() {
    try (var store = TestStores.fresh()) {
      var writes = writes(store, true);

      assertThatIllegalStateException()
          .isThrownBy(() ->
              writes.write(
                  IDENTITY,
                  documents -> {
                    throw new IllegalStateException("no");
                  }));

      assertThat(writes.<Boolean>write(IDENTITY, documents -> true)).isTrue();
    }
  }

  /** Returns the result of a write, or the code of its error. */
  private static String result(CredentialWriteLock writes) {
    try {
      return writes.write(IDENTITY, documents -> "done");
    } catch (ArmException exception) {
      return exception.code();
    }
  }

  private CredentialWriteLock writes(Store store, boolean rejected) {
    return new CredentialWriteLock(new ServerRuntime(store, clock, UUID::randomUUID), rejected);
  }

  /** A store that runs an action before one of its transactions. */
  private static final class InterruptedStore implements Store {
    private final Store store;
    private final int number;
    private final Runnable action;
    private int transactions;

    InterruptedStore(Store store, int number, Runnable action) {
      this.store = store;
      this.number = number;
      this.action = action;
    }

    @Override
    public <T> T read(Function<Documents, T> work) {
      return store.read(work);
    }

    @Override
    public <T> T write(Function<Documents, T> work) {
      if (++transactions == number) {
        action.run();
      }
      return store.write(work);
    }

    @Override
    public void close() {
      store.close();
    }
  }
}
