package dev.msi4j.local.internal.deployments.expressions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * The values of the functions that describe a deployment and its scope. They are recorded when the
 * deployment starts, so that it evaluates the same in every process.
 *
 * @param subscription the result of {@code subscription()}
 * @param resourceGroup the result of {@code resourceGroup()}; null at subscription scope
 * @param tenant the result of {@code tenant()}
 * @param deployment the result of {@code deployment()}
 * @param deployer the result of {@code deployer()}
 * @param environment the result of {@code environment()}
 */
public record DeploymentFacts(
    ObjectNode subscription,
    @Nullable ObjectNode resourceGroup,
    ObjectNode tenant,
    ObjectNode deployment,
    ObjectNode deployer,
    JsonNode environment) {

  public String subscriptionId() {
    return subscription.path("subscriptionId").asText();
  }

  /** Returns the id of the scope: the resource group, or else the subscription. */
  public String scope() {
    return (resourceGroup == null ? subscription : resourceGroup).path("id").asText();
  }
}
