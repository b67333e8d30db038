package dev.msi4j.local;

import dev.msi4j.local.internal.store.Entry;
import java.util.List;
import java.util.UUID;

/**
 * The state of a local Azure at one time, kept in memory. Immutable; the string form has no content
 * of the state.
 *
 * @see LocalAzure#snapshot()
 */
public final class StateSnapshot {
  private final UUID tenantId;
  private final List<Entry> entries;

  StateSnapshot(UUID tenantId, List<Entry> entries) {
    this.tenantId = tenantId;
    this.entries = List.copyOf(entries);
  }

  /** Returns the tenant of the local Azure, which has the same one after a restart only. */
  UUID tenantId() {
    return tenantId;
  }

  List<Entry> entries() {
    return entries;
  }

  @Override
  public String toString() {
    return "StateSnapshot[" + tenantId + ", " + entries.size() + " documents]";
  }
}
