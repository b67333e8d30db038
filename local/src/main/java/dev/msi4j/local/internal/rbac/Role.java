package dev.msi4j.local.internal.rbac;

import java.util.List;

/**
 * What a role permits. Its permissions add up; what one excludes, another may still include.
 *
 * @param id the GUID that names the role, in lower case
 * @param type {@link #BUILT_IN} or {@link #CUSTOM}
 * @param assignableScopes where it may be assigned: there and below
 */
public record Role(
    String id,
    String name,
    String description,
    String type,
    List<Permission> permissions,
    List<String> assignableScopes) {

  /** The type of the roles that Azure brings along. */
  public static final String BUILT_IN = "BuiltInRole";

  /** The type of the roles that users define. */
  public static final String CUSTOM = "CustomRole";

  /**
   * What one permission includes and excludes; patterns of actions, with {@code *} for any text.
   */
  public record Permission(
      List<String> actions,
      List<String> notActions,
      List<String> dataActions,
      List<String> notDataActions) {

    boolean allows(String action) {
      return matchesAny(actions, action) && !matchesAny(notActions, action);
    }

    boolean allowsData(String action) {
      return matchesAny(dataActions, action) && !matchesAny(notDataActions, action);
    }

    private static boolean matchesAny(List<String> patterns, String action) {
      return patterns.stream().anyMatch(pattern -> ActionPattern.matches(pattern, action));
    }
  }

  public boolean isBuiltIn() {
    return type.equals(BUILT_IN);
  }

  /** Whether the role may be assigned at a scope. */
  public boolean isAssignableAt(String scope) {
    return assignableScopes.stream().anyMatch(each -> Scope.of(each).covers(Scope.of(scope)));
  }

  boolean allows(String action) {
    return permissions.stream().anyMatch(permission -> permission.allows(action));
  }

  boolean allowsData(String action) {
    return permissions.stream().anyMatch(permission -> permission.allowsData(action));
  }
}
