package dev.msi4j.local.internal.deployments.templates;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.deployments.expressions.Evaluator;
import dev.msi4j.local.internal.text.CaseFolding;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A resource of a deployment, after the expansion of loops and conditions.
 *
 * @param symbolicName the name in a template of language version 2.0, or null
 * @param loop the name of the loop that created the resource, or null
 * @param index the index in the loop, or 0
 * @param id the resource id
 * @param type the type with its namespace
 * @param name the name with the names of the parents, separated by slashes
 * @param dependencies the keys of the resources that must be deployed before this one
 * @param body the resource without the members that only the template language knows
 * @param evaluator evaluates the body, with the index of the loop
 */
public record PlannedResource(
    @Nullable String symbolicName,
    @Nullable String loop,
    int index,
    String id,
    String type,
    String name,
    String apiVersion,
    Use use,
    Set<String> dependencies,
    ObjectNode body,
    Evaluator evaluator) {
  /** The type of resource groups in actions. */
  private static final String GROUP_TYPE = "Microsoft.Resources/subscriptions/resourceGroups";

  /** The type of nested deployments. */
  public static final String DEPLOYMENT_TYPE = "Microsoft.Resources/deployments";

  /** Use of the resource by the deployment. */
  public enum Use {
    /** Creates or updates the resource. */
    DEPLOYED,
    /** Reads a resource that exists outside of the deployment. */
    EXISTING,
    /** Nothing, since the condition of the resource is false. */
    SKIPPED
  }

  /** Returns the id in lower case, which identifies the resource within the plan. */
  public String key() {
    return CaseFolding.of(id);
  }

  public boolean isDeployed() {
    return use == Use.DEPLOYED;
  }

  public boolean isDeployment() {
    return type.equalsIgnoreCase(DEPLOYMENT_TYPE);
  }

  /**
   * Returns the type that the id has: for an extension resource, whose declared type can contain
   * the type of its scope, only the part after the last namespace.
   */
  public String resourceType() {
    var segments = List.of(id.split("/", -1));
    var namespace = segments.lastIndexOf("providers") + 1;
    if (namespace == 0) {
      return GROUP_TYPE;
    }
    var type = new StringBuilder(segments.get(namespace));
    for (var i = namespace + 1; i < segments.size(); i += 2) {
      type.append('/').append(segments.get(i));
    }
    return type.toString();
  }

  /**
   * Returns the type as responses of deployments show it. As in recorded responses, the type of a
   * resource group is the one of templates.
   */
  public String shownType() {
    var type = resourceType();
    return type.equals(GROUP_TYPE) ? "Microsoft.Resources/resourceGroups" : type;
  }

  /** Returns the last segment of the name. */
  public String simpleName() {
    return id.substring(id.lastIndexOf('/') + 1);
  }

  PlannedResource withDependencies(Set<String> keys) {
    return new PlannedResource(
        symbolicName, loop, index, id, type, name, apiVersion, use, keys, body, evaluator);
  }
}
