package dev.msi4j.local.internal.rbac;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The permissions of a principal: the union of the permissions of its roles. Created for each
 * request from the current role assignments. Caches the roles that allow an action, so that the
 * patterns of the roles are matched once for each action. Thread-safe.
 */
public final class Access {
  private final List<Grant> grants;
  private final ScopeHierarchy scopes;
  private final Map<String, List<Grant>> byAction = new ConcurrentHashMap<>();
  private final Map<String, List<Grant>> byDataAction = new ConcurrentHashMap<>();

  /** Creates the permissions of a principal that has no role at a management group. */
  Access(List<Grant> grants) {
    this(grants, ScopeHierarchy.WITHOUT_GROUPS);
  }

  /**
   * Creates the permissions of a principal.
   *
   * @param scopes the hierarchy from which the scopes of the grants are
   */
  Access(List<Grant> grants, ScopeHierarchy scopes) {
    this.grants = List.copyOf(grants);
    this.scopes = scopes;
  }

  /**
   * Returns whether a role allows an action at a scope, by an assignment there or at a wider one.
   */
  public boolean allows(String action, String scope) {
    var at = scopes.scope(scope);
    return allowing(action).stream().anyMatch(grant -> grant.covers(at));
  }

  /** Returns whether a role allows a request whose attributes are known. */
  public boolean allows(ConditionContext context, String scope) {
    var at = scopes.scope(scope);
    return grants.stream().anyMatch(grant -> grant.covers(at) && grant.allows(context));
  }

  /** Returns whether a role allows a data action at a scope, such as reading a blob. */
  public boolean allowsData(String action, String scope) {
    var at = scopes.scope(scope);
    return byDataAction
        .computeIfAbsent(
            action, each -> grants.stream().filter(grant -> grant.allowsData(each)).toList())
        .stream()
        .anyMatch(grant -> grant.covers(at));
  }

  /** Returns whether a role allows an action at a scope or at a narrower one. */
  public boolean allowsWithin(String action, String scope) {
    var at = scopes.scope(scope);
    return allowing(action).stream().anyMatch(grant -> grant.overlaps(at));
  }

  /**
   * Matches actions against the roles in advance. Later checks of these actions, such as checks in
   * a transaction, only compare scopes.
   */
  public void decide(Collection<String> actions) {
    actions.forEach(this::allowing);
  }

  private List<Grant> allowing(String action) {
    return byAction.computeIfAbsent(
        action, each -> grants.stream().filter(grant -> grant.allows(each)).toList());
  }

  /** Returns whether any role is assigned at a wider scope, at the scope or at a narrower one. */
  public boolean reaches(String scope) {
    var at = scopes.scope(scope);
    return grants.stream().anyMatch(grant -> grant.overlaps(at));
  }

  /** Returns the roles that apply at a scope. */
  public List<Role> rolesAt(String scope) {
    var at = scopes.scope(scope);
    return grants.stream().filter(grant -> grant.covers(at)).map(Grant::role).toList();
  }
}
