package dev.msi4j.samples;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a sample works on. Immutable.
 *
 * @param resourceGroup the name of the resource group to create, and to delete at the end
 * @param location the region to create all in, such as {@code westeurope}
 * @param scope the id of a resource with a system-assigned identity to read; null if none is known
 * @param virtualMachine whether to create a virtual machine for its system-assigned identity, when
 *     there is no scope; on a local Azure only, since elsewhere it costs money
 */
public record Settings(
    String resourceGroup, String location, @Nullable String scope, boolean virtualMachine) {
  /** The variable with the id of a resource that has a system-assigned identity. */
  public static final String SCOPE = "MSI4J_SCOPE";

  /** The variable with the region. */
  public static final String LOCATION = "MSI4J_LOCATION";

  /** Returns the settings that these variables describe, with a resource group of a new name. */
  public static Settings of(Map<String, String> variables) {
    return new Settings(
        "msi4j-demo-" + UUID.randomUUID().toString().substring(0, 8),
        variables.getOrDefault(LOCATION, "westeurope"),
        variables.get(SCOPE),
        Connection.of(variables).isLocal());
  }

  /** Returns the same settings with another resource group. */
  public Settings withResourceGroup(String name) {
    return new Settings(name, location, scope, virtualMachine);
  }

  /** Returns the same settings with another region. */
  public Settings withLocation(String region) {
    return new Settings(resourceGroup, region, scope, virtualMachine);
  }

  /** Returns the same settings with this resource to read the system-assigned identity of. */
  public Settings withScope(String resource) {
    return new Settings(resourceGroup, location, resource, virtualMachine);
  }
}
