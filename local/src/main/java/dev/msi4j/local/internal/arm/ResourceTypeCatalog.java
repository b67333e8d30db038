package dev.msi4j.local.internal.arm;

import java.util.Comparator;
import java.util.LinkedHashMap;
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

  /**
   * An action that roles can include.
   *
   * @param type the resource type without its namespace; empty for an action on no type
   */
  public record Action(String name, String type, String displayName, String description) {}

  /** Returns the actions of a provider. */
  public List<Action> actions(String namespace) {
    var actions = new LinkedHashMap<String, Action>();
    for (var operation : operations) {
      var display = operation.options().display();
      if (operation.namespace().equalsIgnoreCase(namespace)) {
        var name = operation.action();
        if (display != null) {
          actions.put(
              name, new Action(name, operation.type(), display.operation(), display.description()));
        } else {
          actions.putIfAbsent(name, new Action(name, operation.type(), name, name));
        }
      }
    }
    return List.copyOf(actions.values());
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
