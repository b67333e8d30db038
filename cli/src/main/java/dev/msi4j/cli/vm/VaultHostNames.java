package dev.msi4j.cli.vm;

import dev.msi4j.cli.azure.Resource;
import dev.msi4j.cli.azure.ResourceManager;
import java.util.List;

/** The host names of key vaults, which resolve to the local Azure inside a network namespace. */
final class VaultHostNames {
  /** The suffix of the local Azure, and Azure's, which code with a fixed address uses. */
  private static final List<String> SUFFIXES = List.of(".vault.localhost", ".vault.azure.net");

  private static final String VAULTS = "resourceType eq 'Microsoft.KeyVault/vaults'";

  private VaultHostNames() {}

  /** Returns the host names of the vaults of the subscription that the caller can read. */
  static List<String> of(ResourceManager resourceManager) {
    return resourceManager
        .list(resourceManager.subscription() + "/resources", ResourceManager.GROUPS_VERSION, VAULTS)
        .stream()
        .map(Resource::name)
        .flatMap(name -> SUFFIXES.stream().map(suffix -> name + suffix))
        .toList();
  }
}
