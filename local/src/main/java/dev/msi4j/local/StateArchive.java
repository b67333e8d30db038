package dev.msi4j.local;

import dev.msi4j.local.internal.state.StateExport;
import dev.msi4j.local.internal.state.StateStore;
import dev.msi4j.local.internal.store.Documents;
import dev.msi4j.local.internal.store.Entry;
import dev.msi4j.local.internal.store.Store;
import java.util.List;

/**
 * The state of a local Azure that does not run, as a whole: to be kept, carried elsewhere, or
 * prepared for tests. What is written is there completely or not at all.
 *
 * <p>It is text: one JSON document with a format version, in which kinds, keys and bodies are as
 * they are stored. It holds all keys and secrets.
 *
 * @see LocalAzureBuilder#openState()
 */
public final class StateArchive implements AutoCloseable {
  private final StateStore state;

  StateArchive(StateStore state) {
    this.state = state;
  }

  /** All there is. */
  public String export() {
    return StateExport.write(store().read(StateArchive::all));
  }

  /**
   * Writes what was exported.
   *
   * @param replace whether what is there is removed first; else there must be nothing
   * @throws IllegalArgumentException if it is not the export of a state, and what is wrong with it
   * @throws IllegalStateException if there is a state and it is not to be replaced
   */
  public void importFrom(String exported, boolean replace) {
    var entries = StateExport.read(exported);
    store()
        .change(documents -> {
          var present = all(documents);
          if (!replace && !present.isEmpty()) {
            throw new IllegalStateException(
                "there is a state already, of "
                    + present.size()
                    + " documents: replace it, or reset");
          }
          remove(documents, present);
          add(documents, entries);
        });
  }

  /** Removes all there is; the next start makes another account. */
  public void reset() {
    store().change(documents -> remove(documents, all(documents)));
  }

  /**
   * Adds what was exported, or part of it, to what is there.
   *
   * @throws IllegalArgumentException if it is not the export of a state, and what is wrong with it
   * @throws IllegalStateException if a document of it is there already
   */
  public void seed(String exported) {
    var entries = StateExport.read(exported);
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
            "there is a " + entry.kind() + " '" + entry.key() + "' already");
      }
    }
  }

  @Override
  public void close() {
    state.close();
  }
}
