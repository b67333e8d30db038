package dev.msi4j.local.rbac;

import java.util.List;

/**
 * What one principal may do: the union of what its roles grant. Immutable; made for one request
 * from the assignments of that moment.
 */
public final class Access {
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

  /** Whether some role allows an action on a scope, or on something below it. */
  public boolean allowsWithin(String action, String scope) {
    return grants.stream().anyMatch(grant -> grant.meets(scope) && grant.role().allows(action));
  }

  /** Whether any role is in force on a scope, or on something below it. */
  public boolean reaches(String scope) {
    return grants.stream().anyMatch(grant -> grant.meets(scope));
  }

  /** The roles in force on a scope. */
  public List<Role> rolesAt(String scope) {
    return grants.stream().filter(grant -> grant.covers(scope)).map(Grant::role).toList();
  }
}
