package dev.msi4j.local.internal.deployments.expressions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** The resources of a deployment as the functions of the language see them at run time. */
public interface DeployedResources {
  /**
   * Returns a resource as its provider returns it.
   *
   * @param reference a symbolic name, a resource id, or the name of a resource of the template
   * @param apiVersion the api-version; empty for the version in the template
   */
  ObjectNode get(String reference, Optional<String> apiVersion);

  /**
   * Returns the resources of a symbolic name that declares a loop.
   *
   * @param symbolicName the name in the template
   */
  JsonNode getAll(String symbolicName);

  /**
   * Calls a list operation of a resource, such as {@code listKeys}.
   *
   * @param function the name of the function and of the operation
   * @param body the body of the request, or null
   */
  JsonNode list(String function, String reference, String apiVersion, JsonNode body);

  /** Returns resources whose values are not known, for evaluation before the deployment runs. */
  static DeployedResources unknown() {
    return new DeployedResources() {
      @Override
      public ObjectNode get(String reference, Optional<String> apiVersion) {
        throw new RuntimeValueException("reference");
      }

      @Override
      public JsonNode getAll(String symbolicName) {
        throw new RuntimeValueException("references");
      }

      @Override
      public JsonNode list(String function, String reference, String apiVersion, JsonNode body) {
        throw new RuntimeValueException(function);
      }
    };
  }
}
