package dev.msi4j.local.arm;

import dev.msi4j.local.entra.Caller;
import dev.msi4j.local.front.Request;
import java.util.Map;
import java.util.Objects;

/**
 * A request that the pipeline has let through to its operation.
 *
 * @param arguments what stands in the path where the template has parameters
 */
public record ArmRequest(
    Request http,
    Operation operation,
    Map<String, String> arguments,
    String apiVersion,
    Caller caller) {
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

  /** The JSON object in the body. */
  public JsonBody body() {
    return JsonBody.of(http.body());
  }
}
