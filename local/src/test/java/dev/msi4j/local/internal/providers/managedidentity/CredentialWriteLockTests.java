package dev.msi4j.local.internal.providers.managedidentity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.msi4j.local.TestClock;
import dev.msi4j.local.internal.arm.ArmException;
import dev.msi4j.local.internal.arm.ResourceId;
import dev.msi4j.local.internal.runtime.ServerRuntime;
import dev.msi4j.local.internal.store.Store;
import dev.msi4j.local.internal.store.TestStores;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
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
  void concurrentWriteIsRejected() throws InterruptedException {
    try (var store = TestStores.fresh()) {
      assertThat(runConcurrently(store, writes(store, true))).containsExactly("done", CONCURRENT);
    }
  }

  @Test
  void concurrentWriteWaitsIfNotRejected() throws InterruptedException {
    try (var store = TestStores.fresh()) {
      assertThat(runConcurrently(store, writes(store, false))).containsExactly("done", "done");
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

  /**
   * Starts two writes while the store is busy and returns their results, successes first. With
   * SQLite, the writes wait in this process, where the thread state shows it.
   */
  private static List<String> runConcurrently(Store store, CredentialWriteLock writes)
      throws InterruptedException {
    var results = new CopyOnWriteArrayList<String>();
    var threads =
        List.of(new Thread(() -> write(writes, results)), new Thread(() -> write(writes, results)));
    store.change(documents ->
        threads.forEach(thread -> {
          thread.start();
          while (thread.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
          }
        }));
    for (var thread : threads) {
      thread.join();
    }
    return results.stream().sorted((one, other) -> other.compareTo(one)).toList();
  }

  private static void write(CredentialWriteLock writes, List<String> results) {
    try {
      results.add(writes.write(IDENTITY, documents -> "done"));
    } catch (ArmException exception) {
      results.add(exception.code());
    }
  }

  private CredentialWriteLock writes(Store store, boolean rejected) {
    return new CredentialWriteLock(new ServerRuntime(store, clock, UUID::randomUUID), rejected);
  }
}
