package dev.msi4j.local.internal.rbac;

import dev.msi4j.local.internal.text.CaseFolding;
import java.util.List;
import java.util.stream.Stream;

/**
 * A scope: a path that is compared segment by segment and ignoring case, so that the group {@code
 * rg} does not cover {@code rg2}. The root scope covers all subscriptions. {@link ScopeHierarchy}
 * creates the scopes that start with management groups.
 */
record Scope(List<String> segments) {
  static Scope of(String path) {
    return new Scope(
        Stream.of(CaseFolding.of(path).split("/", -1))
            .filter(segment -> !segment.isEmpty())
            .toList());
  }

  /** Returns whether another scope is this one or a narrower one. */
  boolean covers(Scope other) {
    return other.segments.size() >= segments.size()
        && other.segments.subList(0, segments.size()).equals(segments);
  }
}
