package dev.msi4j.local.internal.deployments;

import dev.msi4j.local.internal.text.CaseFolding;
import org.jspecify.annotations.Nullable;

/**
 * The scope of a deployment: a subscription or a resource group.
 *
 * @param resourceGroup the name of the resource group, or null for the subscription
 */
record DeploymentScope(String subscription, @Nullable String resourceGroup) {
  private static final String DEPLOYMENTS = "/providers/Microsoft.Resources/deployments/";

  /** Returns the id of the scope. */
  String id() {
    var id = "/subscriptions/" + subscription;
    return resourceGroup == null ? id : id + "/resourceGroups/" + resourceGroup;
  }

  /** Returns the id of a deployment at this scope. */
  String deployment(String name) {
    return id() + DEPLOYMENTS + name;
  }

  /** Returns the prefix of the keys of all deployments at this scope. */
  String prefix() {
    return CaseFolding.of(deployment(""));
  }
}
