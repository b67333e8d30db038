package dev.msi4j.local.internal.providers.managedidentity;

import dev.msi4j.local.internal.arm.ResourceId;
import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.store.Documents;
import dev.msi4j.local.internal.store.Store;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Writes of federated identity credentials, of which Azure lets only one at a time happen under an
 * identity. A write leaves a claim in the store before it begins and takes it away in the
 * transaction that does the work, so writes in other processes see it too. The claim of a process
 * that died is void after some time.
 */
public final class CredentialWriteLock {
  private static final String KIND = "credential-write";
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private final Store store;
  private final Clock clock;
  private final Supplier<UUID> ids;
  private final boolean rejectConcurrent;

  /**
   * @param rejectConcurrent whether a write is refused while another one runs; else it waits
   */
  public CredentialWriteLock(
      Store store, Clock clock, Supplier<UUID> ids, boolean rejectConcurrent) {
    this.store = store;
    this.clock = clock;
    this.ids = ids;
    this.rejectConcurrent = rejectConcurrent;
  }

  /** Does a write under an identity. */
  <T> T write(ResourceId identity, Function<Documents, T> work) {
    if (!rejectConcurrent) {
      return store.write(work);
    }
    var claim = claim(identity);
    try {
      return store.write(documents -> {
        var done = work.apply(documents);
        release(documents, identity, claim);
        return done;
      });
    } catch (RuntimeException | Error failure) {
      store.change(documents -> release(documents, identity, claim));
      throw failure;
    }
  }

  /** Claims the credentials of an identity. */
  String claim(ResourceId identity) {
    var id = ids.get().toString();
    var now = clock.instant();
    var claim = new Claim(id, now.plus(LONGEST).toEpochMilli());
    store.change(documents -> {
      var running =
          documents
              .get(KIND, key(identity))
              .map(body -> Json.read(body, Claim.class))
              .filter(other -> other.until > now.toEpochMilli());
      if (running.isPresent()) {
        throw ManagedIdentityErrors.concurrentCredentialWrites(identity);
      }
      documents.put(KIND, key(identity), Json.write(claim));
    });
    return id;
  }

  private static void release(Documents documents, ResourceId identity, String claim) {
    documents
        .get(KIND, key(identity))
        .map(body -> Json.read(body, Claim.class))
        .filter(found -> found.id.equals(claim))
        .ifPresent(found -> documents.delete(KIND, key(identity)));
  }

  /** Not the key of a resource, so that nothing takes a claim for what is in a group. */
  private static String key(ResourceId identity) {
    return "write:" + identity.key();
  }

  private record Claim(String id, long until) {}
}
