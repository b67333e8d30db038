package dev.msi4j.local.internal.rbac;

/** A role that a principal has on a scope and on all below it. */
record Grant(Scope at, Role role) {
  boolean covers(String scope) {
    return at.covers(Scope.of(scope));
  }

  /** Whether it is in force on a scope, or on something below it. */
  boolean meets(String scope) {
    var other = Scope.of(scope);
    return at.covers(other) || other.covers(at);
  }
}
