package dev.msi4j.local.internal.state;

import dev.msi4j.local.internal.store.Documents;
import dev.msi4j.local.internal.store.Entry;
import java.util.List;

/** Reads and changes all documents of a state, in the caller's transaction. */
public final class StateContents {
  private StateContents() {}

  /** Returns all documents. */
  public static List<Entry> all(Documents documents) {
    return documents.under("");
  }

  /** Deletes documents. */
  public static void remove(Documents documents, List<Entry> entries) {
    entries.forEach(entry -> documents.delete(entry.kind(), entry.key()));
  }

  /**
   * Adds documents.
   *
   * @throws IllegalStateException if a document with the same kind and key exists
   */
  public static void add(Documents documents, List<Entry> entries) {
    for (var entry : entries) {
      if (!documents.insert(entry.kind(), entry.key(), entry.body())) {
        throw new IllegalStateException(
            "the " + entry.kind() + " '" + entry.key() + "' exists already");
      }
    }
  }
}
