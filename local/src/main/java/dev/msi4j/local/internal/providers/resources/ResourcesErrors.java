package dev.msi4j.local.internal.providers.resources;

import dev.msi4j.local.internal.arm.ArmException;
import java.util.List;

/** Creates the errors of Microsoft.Resources. */
final class ResourcesErrors {
  private ResourcesErrors() {}

  static ArmException invalidExpand(String value, List<String> supported) {
    return new ArmException(
        400,
        "InvalidExpandQueryOptionValue",
        "The $expand query parameter value '"
            + value
            + "' is invalid. The supported values are '"
            + String.join(", ", supported)
            + "'.");
  }

  /** Rejects the unregistration of a provider while the subscription has resources of it. */
  static ArmException providerInUse(String namespace, List<String> types) {
    return new ArmException(
        409,
        "CannotUnregisterProviderWithResources",
        "The subscription can't be unregistered from the namespace '"
            + namespace
            + "': it has resources of the types '"
            + String.join(",", types)
            + "'. Delete the resources first.");
  }

  static ArmException scopeHasNoTags(String scope) {
    return new ArmException(
        400,
        "InvalidTagsScope",
        "The scope '"
            + scope
            + "' has no tags: it must be a subscription, a resource group or a resource with a"
            + " location.");
  }

  static ArmException invalidTagsOperation(String operation) {
    return new ArmException(
        400,
        "InvalidTagsPatchOperation",
        "The operation '" + operation + "' is invalid: it must be Merge, Replace or Delete.");
  }

  static ArmException tagNameNotFound(String name) {
    return new ArmException(404, "TagNameNotFound", "The tag name '" + name + "' was not found.");
  }

  /**
   * @param kind {@code tag name} or {@code tag value}
   */
  static ArmException tagInUse(String kind, String text) {
    return new ArmException(
        409,
        "TagInUse",
        "The " + kind + " '" + text + "' cannot be deleted: a resource or a group uses it.");
  }

  static ArmException tagNameHasValues(String name) {
    return new ArmException(
        409,
        "TagNameHasValues",
        "The tag name '" + name + "' cannot be deleted: delete its values first.");
  }

  static ArmException invalidResourceGroupLocation(
      String group, String existing, String requested) {
    return new ArmException(
        409,
        "InvalidResourceGroupLocation",
        "Invalid resource group location '"
            + requested
            + "'. The Resource group '"
            + group
            + "' already exists in location '"
            + existing
            + "'.");
  }
}
