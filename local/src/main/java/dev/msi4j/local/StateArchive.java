package dev.msi4j.local;

import dev.msi4j.local.internal.state.StateContents;
import dev.msi4j.local.internal.state.StateExport;
import dev.msi4j.local.internal.state.StateStore;
import dev.msi4j.local.internal.store.DocumentKinds;
import dev.msi4j.local.internal.store.Store;

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
    return StateExport.write(store().read(StateContents::all));
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
          var existing = StateContents.all(documents);
          if (!replace && !existing.isEmpty()) {
            throw new IllegalStateException(
                "the state exists already, with "
                    + existing.size()
                    + " documents: replace or reset the state");
          }
          StateContents.remove(documents, existing);
          StateContents.add(documents, entries);
        });
  }

  /** Deletes the whole state. The next start creates a new account. */
  public void reset() {
    store().change(documents -> StateContents.remove(documents, StateContents.all(documents)));
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
    store().change(documents -> StateContents.add(documents, entries));
  }

  private Store store() {
    return state.store();
  }

  /** Closes the state, so that a server can use it. */
  @Override
  public void close() {
    state.close();
  }
}
