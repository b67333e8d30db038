package dev.msi4j.federation;

import dev.msi4j.ResourceId;
import java.util.List;
import java.util.Objects;

/** The number of federated identity credentials that an identity has, and the limit. Immutable. */
public final class Capacity {
  /**
   * Maximum number of federated identity credentials per identity. Azure does not raise the limit.
   * Source: "Important considerations and restrictions for federated identity credentials",
   * learn.microsoft.com.
   */
  public static final int LIMIT = 20;

  private final ResourceId identity;
  private final List<String> names;

  Capacity(ResourceId identity, List<String> names) {
    this.identity = identity;
    this.names = List.copyOf(names);
  }

  /**
   * Returns the id of the identity.
   *
   * @return the id
   */
  public ResourceId identity() {
    return identity;
  }

  /**
   * Returns the names of the credentials of the identity.
   *
   * @return the names
   */
  public List<String> names() {
    return names;
  }

  /**
   * Returns the number of credentials of the identity.
   *
   * @return the number, normally 0 to {@link #LIMIT}
   */
  public int used() {
    return names.size();
  }

  /**
   * Returns the number of credentials that can still be created.
   *
   * @return the number, 0 to {@link #LIMIT}
   */
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

  /** Returns the capacity in one line, such as {@code 2 of 20 used: main, pull-requests}. */
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
