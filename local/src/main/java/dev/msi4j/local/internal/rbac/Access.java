package dev.msi4j.local.internal.rbac;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What one principal may do: the union of what its roles grant. Made for one request from the
 * assignments of that moment. The patterns of the roles are matched once for each action, however
 * many scopes are asked about.
 */
public final class Access {
  private final List<Grant> grants;
  private final Map<String, List<Grant>> byAction = new ConcurrentHashMap<>();

  Access(List<Grant> grants) {
    this.grants = List.copyOf(grants);
  }

  /** Whether some role allows an action on a scope, by an assignment there or above. */
  public boolean allows(String action, String scope) {
    return allowing(action).stream().anyMatch(grant -> grant.covers(scope));
  }

  /** The same for an action on data, such as reading a blob. */
  public boolean allowsData(String action, String scope) {
    return grants.stream()
        .anyMatch(grant -> grant.covers(scope) && grant.role().allowsData(action));
  }

  /** Whether some role allows an action on a scope, or on something below it. */
  public boolean allowsWithin(String action, String scope) {
    return allowing(action).stream().anyMatch(grant -> grant.meets(scope));
  }

  /**
   * Matches actions against the roles now, so that a question about them later, in a transaction,
   * only compares scopes.
   */
  public void decide(Collection<String> actions) {
    actions.forEach(this::allowing);
  }

  private List<Grant> allowing(String action) {
    return byAction.computeIfAbsent(
        action, each -> grants.stream().filter(grant -> grant.role().allows(each)).toList());
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
