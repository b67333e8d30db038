package dev.msi4j.local.rbac;

import java.util.List;

/** What callers in tests may do. */
public final class Accesses {
  private Accesses() {}

  /** Nothing at all. */
  public static Access nothing() {
    return new Access(List.of());
  }
}
