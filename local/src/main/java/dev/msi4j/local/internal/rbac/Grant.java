package dev.msi4j.local.internal.rbac;

/** A role that a principal has at a scope and at all narrower ones. */
record Grant(Scope at, Role role) {
  boolean covers(String scope) {
    return at.covers(Scope.of(scope));
  }

  /** Returns whether the role applies at a scope or at a narrower one. */
  boolean overlaps(String scope) {
    var other = Scope.of(scope);
    return at.covers(other) || other.covers(at);
  }
}
