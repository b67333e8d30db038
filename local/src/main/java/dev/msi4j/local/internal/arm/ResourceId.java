package dev.msi4j.local.internal.arm;

import dev.msi4j.local.internal.text.CaseFolding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The id of a resource in a resource group.
 *
 * @param namespace the provider namespace, such as {@code Microsoft.ManagedIdentity}
 * @param path alternating types and names, such as {@code [userAssignedIdentities, web]}
 */
public record ResourceId(
    String subscription, String resourceGroup, String namespace, List<String> path) {

  /** Returns the id of a top-level resource. */
  public static ResourceId of(
      String subscription, String group, String namespace, String type, String name) {
    return new ResourceId(subscription, group, namespace, List.of(type, name));
  }

  /** Parses an id; empty if the text is not the id of a resource in a resource group. */
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

  /** Returns the id of a child resource. */
  public ResourceId child(String type, String name) {
    var longer = new ArrayList<>(path);
    longer.add(type);
    longer.add(name);
    return new ResourceId(subscription, resourceGroup, namespace, List.copyOf(longer));
  }

  /** Returns the id of the parent resource. */
  public ResourceId parent() {
    return new ResourceId(subscription, resourceGroup, namespace, path.subList(0, path.size() - 2));
  }

  public String name() {
    return path.get(path.size() - 1);
  }

  /** Returns the names of the ancestors and of the resource, such as {@code vm/extension}. */
  public String qualifiedName() {
    var names = new ArrayList<String>();
    for (var i = 1; i < path.size(); i += 2) {
      names.add(path.get(i));
    }
    return String.join("/", names);
  }

  /**
   * Returns the type with its namespace, such as {@code
   * Microsoft.ManagedIdentity/userAssignedIdentities}. The type of an extension resource, such as a
   * role assignment, starts with the last namespace of the id.
   */
  public String type() {
    var before = path.subList(0, typeStart());
    return (before.isEmpty() ? namespace : before.get(before.size() - 1)) + "/" + typeInNamespace();
  }

  String typeInNamespace() {
    var types = new ArrayList<String>();
    for (var i = typeStart(); i < path.size(); i += 2) {
      types.add(path.get(i));
    }
    return String.join("/", types);
  }

  /** Returns the index of the first type after the last namespace in the path. */
  private int typeStart() {
    for (var i = path.size() - 2; i > 0; i -= 2) {
      if (CaseFolding.of(path.get(i)).equals("providers")) {
        return i + 2;
      }
    }
    return 0;
  }

  /** Returns the document kind of resources of this type. */
  public String kind() {
    return CaseFolding.of(type());
  }

  /** Returns the key of the resource in the store: the id in lower case. */
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
