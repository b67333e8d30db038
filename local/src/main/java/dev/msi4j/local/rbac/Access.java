package dev.msi4j.local.rbac;

import java.util.List;

/**
 * What one principal may do: the union of what its roles grant. Immutable; made for one request
 * from the assignments of that moment.
 */
public final class Access {
  /** What the owner of all may do. */
  public static final Access EVERYTHING =
      new Access(List.of(new Grant(Scope.of("/"), BuiltInRoles.OWNER)));

  private final List<Grant> grants;

  Access(List<Grant> grants) {
    this.grants = List.copyOf(grants);
  }

  /** Whether some role allows an action on a scope, by an assignment there or above. */
  public boolean allows(String action, String scope) {
    return grants.stream().anyMatch(grant -> grant.covers(scope) && grant.role().allows(action));
  }

  /** The same for an action on data, such as reading a blob. */
  public boolean allowsData(String action, String scope) {
    return grants.stream()
        .anyMatch(grant -> grant.covers(scope) && grant.role().allowsData(action));
  }

  /** Whether some role allows an action on something below a scope, if not on the scope itself. */
  public boolean allowsBelow(String action, String scope) {
    return grants.stream().anyMatch(grant -> grant.isBelow(scope) && grant.role().allows(action));
  }
}
