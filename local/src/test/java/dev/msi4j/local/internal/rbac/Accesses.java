package dev.msi4j.local.internal.rbac;

import java.util.List;
import java.util.Objects;

/** What callers in tests may do. */
public final class Accesses {
  private Accesses() {}

  /** Everything, as the owner of all. */
  public static Access everything() {
    var owner = BuiltInRoles.read().get(Roles.OWNER);
    return new Access(List.of(new Grant(Scope.of("/"), Objects.requireNonNull(owner))));
  }

  /** Nothing at all. */
  public static Access nothing() {
    return new Access(List.of());
  }
}
