package dev.msi4j.local.internal.deployments.expressions;

import java.util.List;

/** Builds resource ids from types and names. */
public final class ResourceIds {
  private static final String PROVIDERS = "/providers/";

  private ResourceIds() {}

  /** Returns whether a type is that of resource groups, whose ids have no provider. */
  public static boolean isGroupType(String type) {
    return type.equalsIgnoreCase("Microsoft.Resources/resourceGroups")
        || type.equalsIgnoreCase("Microsoft.Resources/subscriptions/resourceGroups");
  }

  /** Returns whether a type and names are those of a resource group. */
  static boolean isGroup(List<String> typeAndNames) {
    return typeAndNames.size() == 2
        && isGroupType(withoutLastSlash(typeAndNames.get(0)))
        && !typeAndNames.get(1).isBlank();
  }

  /** Removes a slash at the end of a type, which Azure ignores. */
  private static String withoutLastSlash(String type) {
    return type.endsWith("/") ? type.substring(0, type.length() - 1) : type;
  }

  /**
   * Returns the id of a resource relative to its scope: {@code /providers/namespace/type/name}. A
   * type that contains {@code /providers/} is that of an extension resource; its name then contains
   * the namespace.
   *
   * @throws IllegalArgumentException if the numbers of types and names differ
   */
  public static String relative(String type, List<String> names) {
    var types = List.of(withoutLastSlash(type).split("/", -1));
    if (types.size() != names.size() + 1
        || types.stream().anyMatch(String::isBlank)
        || names.stream().anyMatch(String::isBlank)) {
      throw new IllegalArgumentException(
          "the type '"
              + type
              + "' and the name '"
              + String.join("/", names)
              + "' must have the same number of segments, besides the namespace");
    }
    var id = new StringBuilder(PROVIDERS).append(types.get(0));
    for (var i = 0; i < names.size(); i++) {
      id.append('/').append(types.get(i + 1)).append('/').append(names.get(i));
    }
    return id.toString();
  }

  static String of(List<String> typeAndNames, Arguments call) {
    if (typeAndNames.isEmpty()) {
      throw call.invalid("a resource type is missing");
    }
    try {
      return relative(typeAndNames.get(0), typeAndNames.subList(1, typeAndNames.size()));
    } catch (IllegalArgumentException e) {
      throw call.invalid(String.valueOf(e.getMessage()));
    }
  }
}
