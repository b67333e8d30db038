package dev.msi4j.local.internal.rbac;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The scopes of a tenant. The path of a scope shows its resource group and subscription; this class
 * adds the management groups that contain the subscription.
 */
public final class ScopeHierarchy {
  /** The hierarchy for decisions in which no management group takes part. */
  static final ScopeHierarchy WITHOUT_GROUPS = new ScopeHierarchy("", Map.of(), Map.of());

  /** The first segments of the path of a management group. */
  private static final List<String> GROUPS =
      Scope.of("/providers/" + ManagementGroup.TYPE).segments();

  private static final String GROUP_PREFIX = ManagementGroup.id("");

  private final String root;
  private final Map<String, String> parents;
  private final Map<String, String> subscriptions;

  /**
   * Creates a hierarchy from names in lower case.
   *
   * @param root the name of the root group, or empty to ignore management groups
   * @param parents the names of the parents of groups, by the names of the groups
   * @param subscriptions the names of groups, by the ids of their subscriptions
   */
  ScopeHierarchy(String root, Map<String, String> parents, Map<String, String> subscriptions) {
    this.root = root;
    this.parents = Map.copyOf(parents);
    this.subscriptions = Map.copyOf(subscriptions);
  }

  /** Returns whether a scope is another one or contains it. */
  public boolean covers(String wider, String narrower) {
    return scope(wider).covers(scope(narrower));
  }

  /** Returns whether the management group of a path exists; true for a path without a group. */
  public boolean contains(String path) {
    var segments = Scope.of(path).segments();
    return !isInGroup(segments) || isGroup(segments.get(GROUPS.size()));
  }

  /** Returns whether a path without empty segments is that of a management group, or in one. */
  public static boolean isInGroup(String path) {
    return path.regionMatches(true, 0, GROUP_PREFIX, 0, GROUP_PREFIX.length());
  }

  private static boolean isInGroup(List<String> segments) {
    return segments.size() > GROUPS.size() && segments.subList(0, GROUPS.size()).equals(GROUPS);
  }

  /** Returns a scope that starts with the management groups that contain it, from the root. */
  Scope scope(String path) {
    var scope = Scope.of(path);
    var segments = scope.segments();
    if (root.isEmpty()) {
      return scope;
    }
    if (isInGroup(segments)) {
      var at = GROUPS.size();
      return scope(segments.get(at), segments.subList(at + 1, segments.size()));
    }
    return segments.size() > 1 && segments.get(0).equals("subscriptions")
        ? scope(subscriptions.getOrDefault(segments.get(1), root), segments)
        : scope;
  }

  private Scope scope(String group, List<String> segments) {
    return new Scope(Stream.concat(chain(group).stream(), segments.stream()).toList());
  }

  /** Returns the groups from the root to a group. */
  private Deque<String> chain(String group) {
    var chain = new ArrayDeque<String>();
    for (var name = group; name != null; name = parents.get(name)) {
      // A path segment contains no slash, so that no segment equals a group.
      var element = ManagementGroup.id(name);
      if (chain.contains(element)) {
        return chain;
      }
      chain.addFirst(element);
    }
    return chain;
  }

  private boolean isGroup(String name) {
    return name.equals(root) || parents.containsKey(name);
  }
}
