package dev.msi4j.local.internal.providers.managedidentity;

import dev.msi4j.local.internal.arm.ResourceId;
import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.runtime.ServerRuntime;
import dev.msi4j.local.internal.store.DocumentKind;
import dev.msi4j.local.internal.store.Documents;
import dev.msi4j.local.internal.store.Store;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Serializes the writes of federated identity credentials of one identity. Azure rejects concurrent
 * ones with 409 (Microsoft Learn, "Important considerations and restrictions for federated identity
 * credentials").
 *
 * <p>A write acquires a lease in the store and releases it in the transaction of the write, so
 * writes in other processes see the lease. The lease of a crashed process expires.
 */
public final class CredentialWriteLock {
  private static final String KIND = "credential-write";

  static final List<DocumentKind> DOCUMENT_KINDS = List.of(DocumentKind.object(KIND));

  private static final Duration LEASE_DURATION = Duration.ofSeconds(30);

  private final Store store;
  private final Clock clock;
  private final Supplier<UUID> ids;
  private final boolean rejectConcurrent;

  /**
   * Creates the lock.
   *
   * @param rejectConcurrent true to reject a write while another one runs; false to let it wait
   */
  public CredentialWriteLock(ServerRuntime runtime, boolean rejectConcurrent) {
    store = runtime.store();
    clock = runtime.clock();
    ids = runtime.ids();
    this.rejectConcurrent = rejectConcurrent;
  }

  /** Runs a write of a credential; a concurrent one waits, or fails with 409 if so configured. */
  <T> T write(ResourceId identity, Function<Documents, T> work) {
    if (!rejectConcurrent) {
      return store.write(work);
    }
    var leaseId = acquire(identity);
    try {
      return store.write(documents -> {
        var result = work.apply(documents);
        release(documents, identity, leaseId);
        return result;
      });
    } catch (RuntimeException | Error failure) {
      store.change(documents -> release(documents, identity, leaseId));
      throw failure;
    }
  }

  /** Acquires the lease of an identity and returns the lease id. */
  String acquire(ResourceId identity) {
    var id = ids.get().toString();
    var now = clock.instant();
    var lease = new Lease(id, now.plus(LEASE_DURATION).toEpochMilli());
    store.change(documents -> {
      var running =
          documents
              .get(KIND, key(identity))
              .map(body -> Json.read(body, Lease.class))
              .filter(other -> other.until > now.toEpochMilli());
      if (running.isPresent()) {
        throw ManagedIdentityErrors.concurrentCredentialWrites(identity);
      }
      documents.put(KIND, key(identity), Json.write(lease));
    });
    return id;
  }

  private static void release(Documents documents, ResourceId identity, String leaseId) {
    documents
        .get(KIND, key(identity))
        .map(body -> Json.read(body, Lease.class))
        .filter(found -> found.id.equals(leaseId))
        .ifPresent(found -> documents.delete(KIND, key(identity)));
  }

  /**
   * Returns a key that is no resource id, so that leases are not taken for resources of a group.
   */
  private static String key(ResourceId identity) {
    return "write:" + identity.key();
  }

  private record Lease(String id, long until) {}
}
