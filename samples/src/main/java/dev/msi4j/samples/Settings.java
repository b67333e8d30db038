package dev.msi4j.samples;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Settings of {@link ManageIdentities}. Immutable.
 *
 * @param resourceGroup the name of the resource group to create, and to delete at the end
 * @param location the region of all resources, such as {@code westeurope}
 * @param scope the id of a resource with a system-assigned identity to read; null for none
 * @param virtualMachine whether to create a virtual machine for its system-assigned identity if
 *     there is no scope; only on a local Azure, because virtual machines cost money
 */
public record Settings(
    String resourceGroup, String location, @Nullable String scope, boolean virtualMachine) {
  /** Name of the variable with the id of a resource that has a system-assigned identity. */
  public static final String SCOPE = "MSI4J_SCOPE";

  /** Name of the variable with the region. */
  public static final String LOCATION = "MSI4J_LOCATION";

  /** Returns the settings of these environment variables, with a new resource group name. */
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

  /** Returns the same settings with another resource with a system-assigned identity. */
  public Settings withScope(String resource) {
    return new Settings(resourceGroup, location, resource, virtualMachine);
  }
}
