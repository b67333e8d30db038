package dev.msi4j.federation;

import dev.msi4j.ResourceId;
import java.util.List;
import java.util.Objects;

/** How many federated identity credentials an identity has, of those it may have. Immutable. */
public final class Capacity {
  /** How many an identity may have; Azure does not raise it. */
  public static final int LIMIT = 20;

  private final ResourceId identity;
  private final List<String> names;

  Capacity(ResourceId identity, List<String> names) {
    this.identity = identity;
    this.names = List.copyOf(names);
  }

  /** Returns the identity. */
  public ResourceId identity() {
    return identity;
  }

  /** Returns the names of its credentials. */
  public List<String> names() {
    return names;
  }

  /** Returns how many there are. */
  public int used() {
    return names.size();
  }

  /** Returns how many more there may be. */
  public int free() {
    return Math.max(0, LIMIT - used());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Capacity that
        && identity.equals(that.identity)
        && names.equals(that.names);
  }

  @Override
  public int hashCode() {
    return Objects.hash(identity, names);
  }

  /** Returns it in one line, such as {@code 2 of 20 used: main, pull-requests}. */
  @Override
  public String toString() {
    return used()
        + " of "
        + LIMIT
        + " used"
        + (names.isEmpty() ? "" : ": ")
        + String.join(", ", names);
  }
}
