package dev.msi4j.local.internal.http;

import dev.msi4j.local.internal.text.CaseFolding;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the value for a method and a path. A trie over the segments of path templates such as
 * {@code /subscriptions/{subscriptionId}}. Literal segments are case-insensitive and take
 * precedence over parameters. Thread-safe for reading after the last {@link #add}.
 */
public final class Router<T> {
  private final Node<T> root = new Node<>();
  private final List<String> declared = new ArrayList<>();

  /**
   * Adds a value.
   *
   * @throws IllegalStateException if the method and the template have a value already
   */
  public void add(String method, String template, T value) {
    var node = root;
    var names = new ArrayList<String>();
    for (var segment : template.split("/", -1)) {
      if (!segment.isEmpty()) {
        if (segment.startsWith("{")) {
          names.add(segment.substring(1, segment.length() - 1));
        }
        node = node.child(segment);
      }
    }
    if (node.routes.put(method, new Route<>(List.copyOf(names), value)) != null) {
      throw new IllegalStateException(method + " " + template + " is declared twice");
    }
    declared.add(method + " " + template);
  }

  /** Returns methods and templates in the order of addition: {@code GET /subscriptions/{id}}. */
  public List<String> declared() {
    return List.copyOf(declared);
  }

  /** Returns the value for a method and the decoded segments of a path. */
  public Optional<Match<T>> find(String method, List<String> segments) {
    var arguments = new ArrayList<String>();
    var node = root.find(segments, 0, arguments);
    var route = node == null ? null : node.routes.get(method);
    return route == null ? Optional.empty() : Optional.of(route.match(arguments));
  }

  /** Returns the values for a path, of all methods. */
  public Collection<T> at(List<String> segments) {
    var node = root.find(segments, 0, new ArrayList<>());
    return node == null ? List.of() : node.routes.values().stream().map(Route::value).toList();
  }

  /** A found value with the arguments of the template's parameters. */
  public record Match<T>(T value, Map<String, String> arguments) {}

  private record Route<T>(List<String> names, T value) {
    Match<T> match(List<String> arguments) {
      var named = new HashMap<String, String>();
      for (var i = 0; i < arguments.size(); i++) {
        named.put(names.get(i), arguments.get(i));
      }
      return new Match<>(value, Map.copyOf(named));
    }
  }

  private static final class Node<T> {
    private final Map<String, Node<T>> literals = new HashMap<>();
    private final Map<String, Route<T>> routes = new HashMap<>();
    private @Nullable Node<T> parameter;

    Node<T> child(String segment) {
      if (!segment.startsWith("{")) {
        return literals.computeIfAbsent(CaseFolding.of(segment), name -> new Node<>());
      }
      if (parameter == null) {
        parameter = new Node<>();
      }
      return parameter;
    }

    @Nullable Node<T> find(List<String> segments, int index, List<String> arguments) {
      if (index == segments.size()) {
        return routes.isEmpty() ? null : this;
      }
      var literal = literals.get(CaseFolding.of(segments.get(index)));
      var found = literal == null ? null : literal.find(segments, index + 1, arguments);
      if (found != null || parameter == null) {
        return found;
      }
      arguments.add(segments.get(index));
      found = parameter.find(segments, index + 1, arguments);
      if (found == null) {
        arguments.remove(arguments.size() - 1);
      }
      return found;
    }
  }
}
