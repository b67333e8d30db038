package dev.msi4j.local.internal.providers.resources;

import dev.msi4j.local.internal.arm.ArmException;
import java.util.List;

/** Creates the errors that only Microsoft.Resources returns. */
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

  /** A provider that can't be unregistered yet. */
  static ArmException providerInUse(String namespace, List<String> types) {
    return new ArmException(
        409,
        "CannotUnregisterProviderWithResources",
        "The subscription can't be unregistered from the namespace '"
            + namespace
            + "': it has resources of the types '"
            + String.join(",", types)
            + "'. Delete them first.");
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
