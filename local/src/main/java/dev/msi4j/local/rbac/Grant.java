package dev.msi4j.local.rbac;

/** A role that a principal has on a scope and on all below it. */
record Grant(Scope at, Role role) {
  boolean covers(String scope) {
    return at.covers(Scope.of(scope));
  }

  boolean isBelow(String scope) {
    return Scope.of(scope).covers(at);
  }
}
