package dev.msi4j.local.internal.arm;

import dev.msi4j.local.internal.entra.Caller;
import dev.msi4j.local.internal.http.JsonBody;
import dev.msi4j.local.internal.http.Request;
import dev.msi4j.local.internal.rbac.Access;
import dev.msi4j.local.internal.rbac.ConditionContext;
import java.util.Map;
import java.util.Objects;

/**
 * A request that has passed the checks of the pipeline.
 *
 * @param arguments the values of the path parameters, by name
 * @param access the permissions of the caller
 */
public record ArmRequest(
    Request http,
    Operation operation,
    Map<String, String> arguments,
    String apiVersion,
    Caller caller,
    Access access) {
  static final String SUBSCRIPTION = "subscriptionId";
  static final String RESOURCE_GROUP = "resourceGroupName";

  /** Returns the value of a path parameter. */
  public String argument(String name) {
    return Objects.requireNonNull(arguments.get(name), () -> operation.template() + ": " + name);
  }

  public String subscription() {
    return argument(SUBSCRIPTION);
  }

  public String resourceGroup() {
    return argument(RESOURCE_GROUP);
  }

  /** Returns the resource, group or subscription at which the caller needs the action. */
  public String scope() {
    return new ResourcePath(http.segments()).scope();
  }

  /** Returns whether this is an operation on a resource group itself. */
  boolean isResourceGroup() {
    return operation.isOfType("Microsoft.Resources/subscriptions/resourceGroups");
  }

  /** Returns whether the caller has the action of the operation on one resource. */
  public boolean canSee(String id) {
    return access.allows(operation.action(), id);
  }

  /**
   * Checks that the caller has the action of the operation at a scope.
   *
   * @throws ArmException if the caller does not have the action
   */
  public void checkAction(String scope) {
    if (!access.allows(operation.action(), scope)) {
      throw ArmErrors.authorizationFailed(this);
    }
  }

  /**
   * Checks a permission on a resource that the request refers to, such as the permission to assign
   * an identity.
   *
   * @param linked the id of the resource
   * @throws ArmException if the caller does not have the action
   */
  public void checkLinked(String action, String linked) {
    if (!access.allows(action, linked)) {
      throw ArmErrors.linkedAuthorizationFailed(this, action, linked);
    }
  }

  /**
   * Checks the conditions of the caller's roles, once the attributes of the request are known.
   *
   * @throws ArmException if no role allows the action with these attributes
   */
  public void checkConditions(ConditionContext context) {
    if (!access.allows(context, scope())) {
      throw ArmErrors.conditionNotFulfilled(this);
    }
  }

  /**
   * Returns the JSON object in the body.
   *
   * @throws ArmException if the body is not a JSON object
   */
  public JsonBody body() {
    return JsonBody.of(http.body(), ArmErrors.BODY);
  }
}
