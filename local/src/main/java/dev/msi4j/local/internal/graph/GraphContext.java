package dev.msi4j.local.internal.graph;

import dev.msi4j.local.internal.entra.Directory;
import dev.msi4j.local.internal.entra.ReplicationDelay;
import dev.msi4j.local.internal.runtime.ServerRuntime;
import dev.msi4j.local.internal.store.Store;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the operations of Microsoft Graph share.
 *
 * @param pageSize the number of items on a page, unless the client requests another one
 */
record GraphContext(
    Directory directory, ReplicationDelay replicationDelay, ServerRuntime runtime, int pageSize) {
  /** The page size limit of lists of directory objects. */
  private static final int MAX_TOP = 999;

  Store store() {
    return runtime.store();
  }

  /** Returns the pages of a list of directory objects. */
  GraphPage paging() {
    return new GraphPage(pageSize, MAX_TOP);
  }

  /**
   * Returns whether an object is visible now.
   *
   * @param createdAt the creation time in milliseconds since the epoch; null for an object that is
   *     always visible
   */
  boolean isVisible(@Nullable Long createdAt) {
    return createdAt == null || replicationDelay.isVisible(Instant.ofEpochMilli(createdAt));
  }
}
