package dev.msi4j.local.internal.deployments.templates;

import dev.msi4j.local.internal.text.CaseFolding;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The resources of a deployment in the order of their declaration. */
public record DeploymentPlan(List<PlannedResource> resources) {
  /** Returns the resources that the deployment creates or updates. */
  public List<PlannedResource> deployed() {
    return resources.stream().filter(PlannedResource::isDeployed).toList();
  }

  /**
   * Finds resources by a reference in the template: a symbolic name, the name of a loop, a resource
   * id, a type with a name, or a name.
   */
  public List<PlannedResource> find(String reference) {
    return List.<Predicate<PlannedResource>>of(
            each -> reference.equals(each.symbolicName()),
            each -> reference.equals(each.symbolicName() + "[" + each.index() + "]"),
            each -> reference.equalsIgnoreCase(each.loop()),
            each -> each.key().equals(CaseFolding.of(reference)),
            each -> reference.equalsIgnoreCase(each.type() + "/" + each.name()),
            each -> each.key().endsWith("/providers/" + CaseFolding.of(reference)),
            each -> reference.equalsIgnoreCase(each.name()))
        .stream()
        .map(match -> resources.stream().filter(match).toList())
        .filter(found -> !found.isEmpty())
        .findFirst()
        .orElse(List.of());
  }

  /** Finds the only resource that a reference names. */
  public Optional<PlannedResource> findOne(String reference) {
    return find(reference).stream().findFirst();
  }
}
