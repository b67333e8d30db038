package dev.msi4j.local.internal.arm;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** The resource types and api-versions of all providers, derived from their operations. */
public final class ResourceTypeCatalog {
  private final List<Operation> operations;

  ResourceTypeCatalog(List<Operation> operations) {
    this.operations = operations;
  }

  /** Returns the namespaces of all providers, sorted. */
  public List<String> namespaces() {
    return operations.stream().map(Operation::namespace).distinct().sorted().toList();
  }

  /**
   * Returns the resource types of a provider with their api-versions, newest first; empty if the
   * provider does not exist.
   */
  public Map<String, List<String>> types(String namespace) {
    var types = new TreeMap<String, List<String>>();
    for (var operation : operations) {
      if (operation.namespace().equalsIgnoreCase(namespace)) {
        types.merge(operation.type(), operation.versions().listed(), ResourceTypeCatalog::union);
      }
    }
    return types;
  }

  /** Returns the api-versions of a provider, newest first; empty if it does not exist. */
  List<String> versions(String namespace) {
    return types(namespace).values().stream().reduce(List.of(), ResourceTypeCatalog::union);
  }

  private static List<String> union(List<String> one, List<String> other) {
    var both = new TreeSet<String>(Comparator.reverseOrder());
    both.addAll(one);
    both.addAll(other);
    return List.copyOf(both);
  }
}
