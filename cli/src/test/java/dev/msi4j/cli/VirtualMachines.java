package dev.msi4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.msi4j.cli.azure.AzureConnection;
import dev.msi4j.cli.azure.ResourceManager;
import dev.msi4j.local.LocalAzure;
import java.util.Map;

/** Creates virtual machines for tests. */
public final class VirtualMachines {
  private VirtualMachines() {}

  /**
   * Creates a virtual machine with a system-assigned and a user-assigned identity.
   *
   * @param identity the name of a user-assigned identity of the same resource group
   */
  public static void createWithIdentities(
      LocalAzure azure, String group, String name, String identity) {
    var resourceManager = ResourceManager.of(AzureConnection.of(azure.environment()).client());
    var providers = resourceManager.resourceGroup(group) + "/providers/";
    var id = providers + "Microsoft.ManagedIdentity/userAssignedIdentities/" + identity;
    var identities =
        Map.of(
            "type", "SystemAssigned, UserAssigned", "userAssignedIdentities", Map.of(id, Map.of()));

    var machine =
        resourceManager.put(
            providers + "Microsoft.Compute/virtualMachines/" + name,
            "2024-11-01",
            Map.of("location", "westeurope", "properties", Map.of(), "identity", identities));

    assertThat(machine.name()).isEqualTo(name);
  }
}
