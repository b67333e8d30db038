package dev.msi4j.local.internal.rbac;

import dev.msi4j.local.internal.text.CaseFolding;
import java.util.Map;
import java.util.Optional;

/**
 * The request that a condition is evaluated for.
 *
 * @param action the action of the request
 * @param attributes the values of the attributes by source and name in lower case, such as {@code
 *     request[microsoft.authorization/roleassignments:principalid]}
 */
public record ConditionContext(String action, Map<String, String> attributes) {
  private static final String ROLE_ASSIGNMENT = "microsoft.authorization/roleassignments:";

  /** Returns a request without attributes. */
  public static ConditionContext of(String action) {
    return new ConditionContext(action, Map.of());
  }

  /**
   * Returns a write or a deletion of a role assignment. A write has the attributes of the request,
   * and a deletion has those of the resource.
   */
  public static ConditionContext of(String action, RoleAssignment assignment) {
    var source = CaseFolding.of(action).endsWith("/delete") ? "resource" : "request";
    return new ConditionContext(
        action,
        Map.of(
            attribute(source, "roledefinitionid"), assignment.roleId(),
            attribute(source, "principalid"), assignment.principalId(),
            attribute(source, "principaltype"), assignment.principalType()));
  }

  private static String attribute(String source, String name) {
    return source + "[" + ROLE_ASSIGNMENT + name + "]";
  }

  /** Returns the value of an attribute; empty if the request does not have it. */
  Optional<String> value(String attribute) {
    return Optional.ofNullable(attributes.get(CaseFolding.of(attribute)));
  }
}
