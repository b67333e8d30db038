package dev.msi4j.local.internal.store;

import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Where all state lives. Work runs in a transaction: it sees one state of the world, and all it
 * writes is there together, durably, or not at all. An exception rolls back. Work may run more than
 * once, so it must have no effect but on the documents.
 */
public interface Store extends AutoCloseable {
  /** Runs work that only reads. */
  <T> T read(Function<Documents, T> work);

  /** Runs work that reads and writes; no two of them overlap on the same documents. */
  <T> T write(Function<Documents, T> work);

  /** Runs work that writes and gives nothing back. */
  default void change(Consumer<Documents> work) {
    write(documents -> {
      work.accept(documents);
      return true;
    });
  }

  @Override
  void close();
}
