package dev.msi4j.local.internal.store;

import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Transactional store of all state. Work runs in a transaction on one snapshot and is committed
 * atomically and durably; an exception rolls the transaction back. A conflict runs the work again,
 * so work must have no side effects outside of the documents. Thread-safe.
 */
public interface Store extends AutoCloseable {
  /** Runs a read-only transaction. */
  <T> T read(Function<Documents, T> work);

  /** Runs a serializable transaction that may write. */
  <T> T write(Function<Documents, T> work);

  /** Runs a serializable transaction without a result. */
  default void change(Consumer<Documents> work) {
    write(documents -> {
      work.accept(documents);
      return true;
    });
  }

  @Override
  void close();
}
