package dev.msi4j.local.internal.rbac;

import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.store.DocumentKind;
import dev.msi4j.local.internal.store.Documents;
import dev.msi4j.local.internal.store.Entry;
import dev.msi4j.local.internal.text.CaseFolding;
import java.util.List;
import java.util.Optional;

/**
 * Stores the management locks, and finds the ones that forbid a request. The document of a lock has
 * its resource id as key, so that it is deleted with its resource group.
 */
public final class Locks {
  /** The document kind of locks. */
  public static final String KIND = "microsoft.authorization/locks";

  public static final List<DocumentKind> DOCUMENT_KINDS = List.of(DocumentKind.object(KIND));

  /** Returns whether an action is an action on locks. */
  public static boolean isManagedBy(String action) {
    return CaseFolding.of(action).startsWith(KIND + "/");
  }

  /** Finds a lock by its scope and name. */
  public Optional<Lock> find(Documents documents, String scope, String name) {
    return documents
        .get(KIND, new Lock(name, scope, Lock.Level.NOT_SPECIFIED, null).key())
        .map(body -> Json.read(body, Lock.class));
  }

  /** Adds or replaces a lock. */
  public void save(Documents documents, Lock lock) {
    documents.put(KIND, lock.key(), Json.write(lock));
  }

  /** Deletes a lock. */
  public void delete(Documents documents, Lock lock) {
    documents.delete(KIND, lock.key());
  }

  /**
   * Returns the scopes of the locks that forbid a write, in order.
   *
   * @param subscription the subscription of the scope
   */
  public List<String> againstWrite(Documents documents, String subscription, String scope) {
    return of(documents, subscription).stream()
        .filter(lock -> lock.level() == Lock.Level.READ_ONLY && lock.covers(scope))
        .map(Lock::scope)
        .distinct()
        .toList();
  }

  /**
   * Returns the scopes of the locks that forbid a deletion, in order.
   *
   * @param withContents whether the contents of the scope are deleted as well, so that their locks
   *     count
   */
  public List<String> againstDelete(
      Documents documents, String subscription, String scope, boolean withContents) {
    return of(documents, subscription).stream()
        .filter(lock -> lock.level() != Lock.Level.NOT_SPECIFIED)
        .filter(lock -> lock.covers(scope) || (withContents && lock.isWithin(scope)))
        .map(Lock::scope)
        .distinct()
        .toList();
  }

  private static List<Lock> of(Documents documents, String subscription) {
    var prefix = "/subscriptions/" + CaseFolding.of(subscription) + "/";
    return documents.list(KIND, prefix, "", Integer.MAX_VALUE).stream().map(Locks::read).toList();
  }

  /** Reads a stored lock. */
  public static Lock read(Entry entry) {
    return Json.read(entry.body(), Lock.class);
  }
}
