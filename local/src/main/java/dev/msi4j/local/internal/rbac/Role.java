package dev.msi4j.local.internal.rbac;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A role definition. A role allows the union of its permissions: an action that one permission
 * excludes can be included by another.
 *
 * @param id the GUID of the role, in lower case
 * @param type {@link #BUILT_IN} or {@link #CUSTOM}
 * @param assignableScopes the scopes at which, and within which, the role can be assigned
 */
public record Role(
    String id,
    String name,
    String description,
    String type,
    List<Permission> permissions,
    List<String> assignableScopes) {

  /** The type of built-in roles. */
  public static final String BUILT_IN = "BuiltInRole";

  /** The type of custom roles. */
  public static final String CUSTOM = "CustomRole";

  /**
   * The action patterns that a permission includes and excludes.
   *
   * @param condition the condition of the permission, or null for none
   */
  public record Permission(
      List<String> actions,
      List<String> notActions,
      List<String> dataActions,
      List<String> notDataActions,
      @Nullable Condition condition) {

    /** Creates a permission without a condition. */
    public Permission(
        List<String> actions,
        List<String> notActions,
        List<String> dataActions,
        List<String> notDataActions) {
      this(actions, notActions, dataActions, notDataActions, null);
    }

    /** Returns whether the patterns include an action, regardless of the condition. */
    boolean includes(String action) {
      return matchesAny(actions, action) && !matchesAny(notActions, action);
    }

    boolean includesData(String action) {
      return matchesAny(dataActions, action) && !matchesAny(notDataActions, action);
    }

    boolean isMet(ConditionContext context) {
      return condition == null || condition.isMet(context);
    }

    private static boolean matchesAny(List<String> patterns, String action) {
      return patterns.stream().anyMatch(pattern -> ActionPattern.matches(pattern, action));
    }
  }

  public boolean isBuiltIn() {
    return type.equals(BUILT_IN);
  }

  /** Returns whether the role can be assigned at a scope. */
  public boolean isAssignableAt(ScopeHierarchy scopes, String scope) {
    return assignableScopes.stream().anyMatch(each -> scopes.covers(each, scope));
  }

  /** Returns whether a permission includes an action, regardless of its condition. */
  boolean includes(String action) {
    return permissions.stream().anyMatch(permission -> permission.includes(action));
  }

  boolean allows(ConditionContext context) {
    return permissions.stream()
        .anyMatch(permission -> permission.includes(context.action()) && permission.isMet(context));
  }

  boolean allowsData(ConditionContext context) {
    return permissions.stream()
        .anyMatch(
            permission -> permission.includesData(context.action()) && permission.isMet(context));
  }
}
