package dev.msi4j.local.internal.deployments;

import com.fasterxml.jackson.databind.JsonNode;
import dev.msi4j.local.internal.arm.ArmException;
import dev.msi4j.local.internal.arm.ArmRequest;
import dev.msi4j.local.internal.deployments.expressions.DeployedResources;
import dev.msi4j.local.internal.deployments.templates.PlannedResource;
import dev.msi4j.local.internal.json.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/**
 * Checks a deployment before it starts: the type of every resource and the permission of the caller
 * to write it. Registers the providers of the resources with the subscription, as Azure does for
 * template deployments (Microsoft Learn, "Azure resource providers and types").
 */
final class Preflight {
  private static final String API_VERSION = "2021-04-01";

  private final ArmRequest request;
  private final DeploymentServices services;
  private final ResourceClient client;
  private final Map<String, JsonNode> providers = new HashMap<>();

  Preflight(ArmRequest request, DeploymentServices services) {
    this.request = request;
    this.services = services;
    client = new ResourceClient(services.dispatcher(), request.caller(), request.http().origin());
  }

  /**
   * Checks a deployment.
   *
   * @return the resources that the deployment creates or updates
   * @throws ArmException InvalidTemplateDeployment with an error for each invalid resource
   */
  List<PlannedResource> check(DeploymentRow row, DeploymentModel model) {
    var expected =
        DeploymentPreview.of(row, model, services, plan -> DeployedResources.unknown()).stream()
            .map(ExpectedResource::planned)
            .toList();
    var errors = new ArrayList<ArmException>();
    for (var resource : expected) {
      var action = resource.resourceType() + "/write";
      if (!isServed(resource)) {
        errors.add(
            DeploymentErrors.typeNotServed(
                resource.name(), resource.resourceType(), resource.apiVersion()));
      } else if (!request.access().allows(action, resource.id())) {
        errors.add(
            DeploymentErrors.resourceForbidden(
                request, action, resource.id(), resource.name(), resource.resourceType()));
      }
    }
    if (!errors.isEmpty()) {
      throw DeploymentErrors.invalidTemplateDeployment(errors);
    }
    return expected;
  }

  private boolean isServed(PlannedResource resource) {
    var type = resource.resourceType();
    if (resource.isDeployment()) {
      return true;
    }
    var slash = type.indexOf('/');
    for (var each : provider(type.substring(0, slash)).path("resourceTypes")) {
      if (each.path("resourceType").asText().equalsIgnoreCase(type.substring(slash + 1))) {
        return true;
      }
    }
    return false;
  }

  private JsonNode provider(String namespace) {
    return providers.computeIfAbsent(
        namespace, each -> ResourceClient.document(client.get(providerPath(each), API_VERSION)));
  }

  private String providerPath(String namespace) {
    return "/subscriptions/" + request.subscription() + "/providers/" + namespace;
  }

  /**
   * Registers the providers that are not registered. A caller without this permission is rejected
   * when it writes the resource.
   */
  void registerProviders(List<PlannedResource> resources) {
    var namespaces = new LinkedHashSet<String>();
    resources.forEach(
        each -> namespaces.add(each.resourceType().substring(0, each.resourceType().indexOf('/'))));
    for (var namespace : namespaces) {
      if (provider(namespace).path("registrationState").asText().equals("NotRegistered")) {
        client.post(providerPath(namespace) + "/register", API_VERSION, Json.object());
      }
    }
  }
}
