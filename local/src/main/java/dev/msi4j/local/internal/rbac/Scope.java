package dev.msi4j.local.internal.rbac;

import dev.msi4j.local.internal.text.CaseFolding;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where something is in Azure: a path, compared segment by segment and without case, so that the
 * group {@code rg} does not hold what is in {@code rg2}. The root is above every subscription.
 */
record Scope(List<String> segments) {
  static Scope of(String path) {
    return new Scope(
        Stream.of(CaseFolding.of(path).split("/", -1))
            .filter(segment -> !segment.isEmpty())
            .toList());
  }

  /** Whether the other is this scope or one below it. */
  boolean covers(Scope other) {
    return other.segments.size() >= segments.size()
        && other.segments.subList(0, segments.size()).equals(segments);
  }
}
