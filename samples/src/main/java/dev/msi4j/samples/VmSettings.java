package dev.msi4j.samples;

import java.util.Map;
import java.util.UUID;

/**
 * What the sample of a virtual machine works on. Immutable.
 *
 * @param resourceGroup the name of the resource group to create, and to delete at the end
 * @param location the region to create all in, such as {@code westeurope}
 * @param identities which managed identities the machine gets
 */
public record VmSettings(String resourceGroup, String location, VmIdentities identities) {
  /** Returns the settings that these variables describe, with a resource group of a new name. */
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
  public VmSettings withIdentities(VmIdentities which) {
    return new VmSettings(resourceGroup, location, which);
  }
}
