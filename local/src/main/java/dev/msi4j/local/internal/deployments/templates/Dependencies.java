package dev.msi4j.local.internal.deployments.templates;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.arm.ArmException;
import dev.msi4j.local.internal.deployments.expressions.ReferenceFinder;
import dev.msi4j.local.internal.deployments.expressions.TemplateErrors;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Resolves the dependencies between resources: {@code dependsOn}, {@code reference}, and the
 * batches of serial loops. Rejects cycles.
 */
final class Dependencies {
  private final DeploymentPlan plan;
  private final List<Declared> declared;

  private Dependencies(DeploymentPlan plan, List<Declared> declared) {
    this.plan = plan;
    this.declared = declared;
  }

  /**
   * A planned resource with its declaration.
   *
   * @param batchSize the number of resources of the loop that are deployed at a time, or 0
   */
  record Declared(PlannedResource resource, ObjectNode declaration, int batchSize) {}

  static DeploymentPlan resolve(List<PlannedResource> resources, List<Declared> declared) {
    var dependencies = new Dependencies(new DeploymentPlan(List.copyOf(resources)), declared);
    var resolved =
        declared.stream()
            .map(each -> each.resource.withDependencies(dependencies.of(each)))
            .toList();
    checkAcyclic(resolved);
    return new DeploymentPlan(resolved);
  }

  private Set<String> of(Declared each) {
    var resource = each.resource;
    if (!resource.isDeployed()) {
      return Set.of();
    }
    var keys = new LinkedHashSet<String>();
    for (var reference : each.declaration.path("dependsOn")) {
      var name = resource.evaluator().evaluateText(reference, "dependsOn");
      var found = plan.find(name);
      if (found.isEmpty()) {
        throw undefined(resource, name);
      }
      add(keys, found, resource);
    }
    ReferenceFinder.find(readParts(resource), resource.evaluator())
        .forEach(name -> add(keys, plan.find(name), resource));
    if (each.batchSize > 0) {
      addPreviousBatch(keys, each);
    }
    return keys;
  }

  /** A nested template with its own scope reads no resource of the outer template. */
  private static ObjectNode readParts(PlannedResource resource) {
    return resource.isDeployment() && NestedTemplates.isInner(resource.body())
        ? NestedTemplates.withoutTemplate(resource.body())
        : resource.body();
  }

  private static void add(Set<String> keys, List<PlannedResource> found, PlannedResource except) {
    for (var resource : found) {
      if (resource.isDeployed() && !resource.key().equals(except.key())) {
        keys.add(resource.key());
      }
    }
  }

  private void addPreviousBatch(Set<String> keys, Declared each) {
    var batch = each.resource.index() / each.batchSize;
    for (var other : declared) {
      if (Objects.equals(other.resource.loop(), each.resource.loop())
          && other.resource.index() / each.batchSize == batch - 1
          && other.resource.isDeployed()) {
        keys.add(other.resource.key());
      }
    }
  }

  private static ArmException undefined(PlannedResource resource, String name) {
    return TemplateErrors.invalidTemplate(
        "The resource '"
            + name
            + "' is not defined in the template, but the resource '"
            + resource.id()
            + "' depends on it. Please see https://aka.ms/arm-syntax for usage details.");
  }

  /** Removes resources without open dependencies until none is left. */
  private static void checkAcyclic(List<PlannedResource> resources) {
    var open = new ArrayList<>(resources.stream().filter(PlannedResource::isDeployed).toList());
    var done = new HashSet<String>();
    while (!open.isEmpty()) {
      var ready = open.stream().filter(each -> done.containsAll(each.dependencies())).toList();
      if (ready.isEmpty()) {
        throw TemplateErrors.invalidTemplate(
            "Circular dependency detected on resource: '"
                + open.get(0).id()
                + "'. Please see https://aka.ms/arm-syntax-resources for usage details.");
      }
      ready.forEach(each -> done.add(each.key()));
      open.removeAll(ready);
    }
  }
}
