package dev.msi4j.cli.estate;

import dev.msi4j.ResourceId;
import dev.msi4j.federation.DesiredCredentials;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The differences between an estate and what exists.
 *
 * @param credentials the desired credentials of the identities whose credentials change
 * @param unchanged the number of declared items that are as desired
 */
record Plan(List<Change> changes, Map<ResourceId, DesiredCredentials> credentials, int unchanged) {
  Plan {
    changes = List.copyOf(changes);
    credentials = Map.copyOf(credentials);
  }

  /** Returns whether what exists is exactly what is declared. */
  boolean isEmpty() {
    return changes.isEmpty();
  }

  /** Returns whether an application changes something, or cannot make a change. */
  boolean hasChanges() {
    return changes.stream().anyMatch(each -> each.action() != Change.Action.UNDECLARED);
  }

  /** Returns the number of changes that an application makes or cannot make. */
  long size() {
    return changes.size() - count(Change.Action.UNDECLARED);
  }

  /** Returns the number of changes with an action. */
  long count(Change.Action action) {
    return changes.stream().filter(each -> each.action() == action).count();
  }

  /** Returns the changes of a kind of item that an application makes. */
  <T extends Change.Item> Stream<Change> changes(Class<T> kind) {
    return changes.stream()
        .filter(each -> each.action().isChange())
        .filter(each -> kind.isInstance(each.item()));
  }
}
