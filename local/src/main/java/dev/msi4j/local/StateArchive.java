package dev.msi4j.local;

import dev.msi4j.local.internal.state.StateExport;
import dev.msi4j.local.internal.state.StateStore;
import dev.msi4j.local.internal.store.DocumentKinds;
import dev.msi4j.local.internal.store.Documents;
import dev.msi4j.local.internal.store.Entry;
import dev.msi4j.local.internal.store.Store;
import java.util.List;

/**
 * Exports, imports and resets the state of a local Azure that does not run. Every method is atomic:
 * it changes the whole state as described, or nothing.
 *
 * <p>An export is one JSON document with a format version. It contains all keys and secrets, so
 * protect it like a password.
 *
 * @see LocalAzureBuilder#openState()
 */
public final class StateArchive implements AutoCloseable {
  private final StateStore state;
  private final DocumentKinds kinds;

  StateArchive(StateStore state, DocumentKinds kinds) {
    this.state = state;
    this.kinds = kinds;
  }

  /**
   * Exports the whole state.
   *
   * @return the JSON document that {@link #importFrom} and {@link #seed} accept
   */
  public String export() {
    return StateExport.write(store().read(StateArchive::all));
  }

  /**
   * Imports an export as the whole state.
   *
   * @param exported an export of this or an older release
   * @param replace whether an existing state is deleted first; if false, the state must be empty
   * @throws IllegalArgumentException if the text is not an export, with the reason
   * @throws IllegalStateException if a state exists and {@code replace} is false
   */
  public void importFrom(String exported, boolean replace) {
    var entries = StateExport.read(exported, kinds);
    store()
        .change(documents -> {
          var existing = all(documents);
          if (!replace && !existing.isEmpty()) {
            throw new IllegalStateException(
                "the state exists already, with "
                    + existing.size()
                    + " documents: replace or reset the state");
          }
          remove(documents, existing);
          add(documents, entries);
        });
  }

  /** Deletes the whole state. The next start creates a new account. */
  public void reset() {
    store().change(documents -> remove(documents, all(documents)));
  }

  /**
   * Adds the documents of an export to the existing state.
   *
   * @param exported an export, or a part of one with the same structure
   * @throws IllegalArgumentException if the text is not an export, with the reason
   * @throws IllegalStateException if a document with the same kind and key exists
   */
  public void seed(String exported) {
    var entries = StateExport.read(exported, kinds);
    store().change(documents -> add(documents, entries));
  }

  private Store store() {
    return state.store();
  }

  private static List<Entry> all(Documents documents) {
    return documents.under("");
  }

  private static void remove(Documents documents, List<Entry> entries) {
    entries.forEach(entry -> documents.delete(entry.kind(), entry.key()));
  }

  private static void add(Documents documents, List<Entry> entries) {
    for (var entry : entries) {
      if (!documents.insert(entry.kind(), entry.key(), entry.body())) {
        throw new IllegalStateException(
            "the " + entry.kind() + " '" + entry.key() + "' exists already");
      }
    }
  }

  /** Closes the state, so that a server can use it. */
  @Override
  public void close() {
    state.close();
  }
}
