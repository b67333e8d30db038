package dev.msi4j.local.internal.arm;

import dev.msi4j.local.internal.store.Documents;
import dev.msi4j.local.internal.store.Store;
import java.util.function.Function;

/** Counts the transactions of a store. Not thread-safe. */
final class CountingStore implements Store {
  private final Store store;
  private int reads;
  private int writes;

  CountingStore(Store store) {
    this.store = store;
  }

  /** Returns the number of read transactions since the last reset. */
  int reads() {
    return reads;
  }

  /** Returns the number of write transactions since the last reset. */
  int writes() {
    return writes;
  }

  void reset() {
    reads = 0;
    writes = 0;
  }

  @Override
  public <T> T read(Function<Documents, T> work) {
    reads++;
    return store.read(work);
  }

  @Override
  public <T> T write(Function<Documents, T> work) {
    writes++;
    return store.write(work);
  }

  @Override
  public void close() {
    store.close();
  }
}
