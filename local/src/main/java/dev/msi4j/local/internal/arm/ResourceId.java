package dev.msi4j.local.internal.arm;

import dev.msi4j.local.internal.text.CaseFolding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The id of a resource in a resource group, as Azure prints it.
 *
 * @param namespace the provider: {@code Microsoft.ManagedIdentity}
 * @param path types and names in turn: {@code [userAssignedIdentities, web]}
 */
public record ResourceId(
    String subscription, String resourceGroup, String namespace, List<String> path) {

  /** The id of a resource that is not below another. */
  public static ResourceId of(
      String subscription, String group, String namespace, String type, String name) {
    return new ResourceId(subscription, group, namespace, List.of(type, name));
  }

  /** Reads an id; empty where the text is not the id of a resource in a resource group. */
  public static Optional<ResourceId> parse(String text) {
    var parts = List.of(text.split("/", -1));
    var isId =
        parts.size() >= 9
            && parts.size() % 2 == 1
            && parts.get(0).isEmpty()
            && parts.get(1).equalsIgnoreCase("subscriptions")
            && parts.get(3).equalsIgnoreCase("resourceGroups")
            && parts.get(5).equalsIgnoreCase("providers")
            && parts.stream().skip(1).noneMatch(String::isBlank);
    return isId
        ? Optional.of(
            new ResourceId(
                parts.get(2),
                parts.get(4),
                parts.get(6),
                List.copyOf(parts.subList(7, parts.size()))))
        : Optional.empty();
  }

  /** The id of a resource below this one. */
  public ResourceId child(String type, String name) {
    var longer = new ArrayList<>(path);
    longer.add(type);
    longer.add(name);
    return new ResourceId(subscription, resourceGroup, namespace, List.copyOf(longer));
  }

  /** The resource above this one. */
  public ResourceId parent() {
    return new ResourceId(subscription, resourceGroup, namespace, path.subList(0, path.size() - 2));
  }

  public String name() {
    return path.get(path.size() - 1);
  }

  /** The names of the resource and of the resources above it: {@code vm/extension}. */
  public String qualifiedName() {
    var names = new ArrayList<String>();
    for (var i = 1; i < path.size(); i += 2) {
      names.add(path.get(i));
    }
    return String.join("/", names);
  }

  /**
   * Returns the type with its namespace: {@code Microsoft.ManagedIdentity/userAssignedIdentities}.
   * That of an extension resource, such as a role assignment, begins with the last namespace.
   */
  public String type() {
    var own = path.subList(0, ownTypeAt());
    return (own.isEmpty() ? namespace : own.get(own.size() - 1)) + "/" + typeInNamespace();
  }

  String typeInNamespace() {
    var types = new ArrayList<String>();
    for (var i = ownTypeAt(); i < path.size(); i += 2) {
      types.add(path.get(i));
    }
    return String.join("/", types);
  }

  /** Returns the index after the last namespace in the path; 0 for no extension resource. */
  private int ownTypeAt() {
    for (var i = path.size() - 2; i > 0; i -= 2) {
      if (CaseFolding.of(path.get(i)).equals("providers")) {
        return i + 2;
      }
    }
    return 0;
  }

  /** The kind under which the store keeps resources of this type. */
  public String kind() {
    return CaseFolding.of(type());
  }

  /** The key under which the store keeps this resource: ids are compared without case. */
  public String key() {
    return CaseFolding.of(toString());
  }

  @Override
  public String toString() {
    return "/subscriptions/"
        + subscription
        + "/resourceGroups/"
        + resourceGroup
        + "/providers/"
        + namespace
        + "/"
        + String.join("/", path);
  }
}
