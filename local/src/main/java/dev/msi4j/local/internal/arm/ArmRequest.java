package dev.msi4j.local.internal.arm;

import dev.msi4j.local.internal.entra.Caller;
import dev.msi4j.local.internal.http.Request;
import dev.msi4j.local.internal.rbac.Access;
import java.util.Map;
import java.util.Objects;

/**
 * A request that the pipeline has let through to its operation.
 *
 * @param arguments what stands in the path where the template has parameters
 * @param access what the caller may do
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

  /** What stands in the path for a parameter of the template. */
  public String argument(String name) {
    return Objects.requireNonNull(arguments.get(name), () -> operation.template() + ": " + name);
  }

  public String subscription() {
    return argument(SUBSCRIPTION);
  }

  public String resourceGroup() {
    return argument(RESOURCE_GROUP);
  }

  /** The resource, group or subscription at which the caller needs the action. */
  public String scope() {
    return new ResourcePath(http.segments()).scope();
  }

  /** Whether the caller may do to a resource what the request does to all of its kind. */
  public boolean maySee(String id) {
    return access.allows(operation.action(), id);
  }

  /**
   * Refuses a caller who may not do something to a resource that the request refers to, such as
   * assigning an identity to a machine.
   *
   * @param linked the id of that resource
   */
  public void checkLinked(String action, String linked) {
    if (!access.allows(action, linked)) {
      throw ArmErrors.linkedAuthorizationFailed(this, action, linked);
    }
  }

  /** The JSON object in the body. */
  public JsonBody body() {
    return JsonBody.of(http.body());
  }
}
