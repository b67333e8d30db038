package dev.msi4j.local.internal.deployments;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.arm.ArmErrors;
import dev.msi4j.local.internal.json.Json;
import java.util.Objects;
import java.util.Optional;

/** Describes the scope of a deployment as {@code subscription()} and {@code resourceGroup()} do. */
final class Facts {
  private Facts() {}

  static ObjectNode subscription(DeploymentServices services, DeploymentScope scope) {
    var found =
        services
            .runtime()
            .store()
            .read(documents -> services.subscriptions().find(documents, scope.subscription()))
            .orElseThrow(() -> ArmErrors.subscriptionNotFound(scope.subscription()));
    return Json.object()
        .put("id", "/subscriptions/" + found.subscriptionId())
        .put("subscriptionId", found.subscriptionId())
        .put("tenantId", found.tenantId())
        .put("displayName", found.displayName());
  }

  /** Describes a resource group; empty if it does not exist. */
  static Optional<ObjectNode> group(DeploymentServices services, DeploymentScope scope) {
    var name = Objects.requireNonNull(scope.resourceGroup());
    return services
        .runtime()
        .store()
        .read(documents -> services.groups().find(documents, scope.subscription(), name))
        .map(group -> group.json());
  }
}
