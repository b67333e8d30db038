package dev.msi4j.samples;

import java.util.Map;
import java.util.UUID;

/**
 * Settings of {@link CreateVmWithManagedIdentity}. Immutable.
 *
 * @param resourceGroup the name of the resource group to create, and to delete at the end
 * @param location the region of all resources, such as {@code westeurope}
 * @param identities the managed identities of the virtual machine
 */
public record VmSettings(String resourceGroup, String location, VmIdentities identities) {
  /** Returns the settings of these environment variables, with a new resource group name. */
  public static VmSettings of(Map<String, String> variables) {
    return new VmSettings(
        "msi4j-vm-" + UUID.randomUUID().toString().substring(0, 8),
        variables.getOrDefault(Settings.LOCATION, "westeurope"),
        VmIdentities.BOTH);
  }

  /** Returns the same settings with another region. */
  public VmSettings withLocation(String region) {
    return new VmSettings(resourceGroup, region, identities);
  }

  /** Returns the same settings with another resource group. */
  public VmSettings withResourceGroup(String name) {
    return new VmSettings(name, location, identities);
  }

  /** Returns the same settings with these identities. */
  public VmSettings withIdentities(VmIdentities other) {
    return new VmSettings(resourceGroup, location, other);
  }
}
