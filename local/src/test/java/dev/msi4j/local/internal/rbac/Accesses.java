package dev.msi4j.local.internal.rbac;

import java.util.List;

/** The permissions of callers in tests. */
public final class Accesses {
  private Accesses() {}

  /** Returns the permissions of an owner at the root scope. */
  public static Access everything() {
    var owner = new Roles().builtIn(Roles.OWNER).orElseThrow();
    return new Access(List.of(new Grant(Scope.of("/"), owner)));
  }

  /** Returns no permissions. */
  public static Access nothing() {
    return new Access(List.of());
  }
}
