package dev.msi4j.local.internal.providers.keyvault;

import dev.msi4j.local.internal.arm.ApiVersions;
import dev.msi4j.local.internal.arm.GenericResource;
import dev.msi4j.local.internal.arm.Operations;
import dev.msi4j.local.internal.arm.ProviderContext;
import dev.msi4j.local.internal.arm.ResourceProvider;
import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.keyvault.Secrets;
import dev.msi4j.local.internal.keyvault.VaultRow;
import dev.msi4j.local.internal.keyvault.Vaults;
import dev.msi4j.local.internal.store.Documents;
import dev.msi4j.local.internal.store.Entry;
import java.util.Optional;

/** The Microsoft.KeyVault provider: vaults, deleted vaults, and secrets of templates. */
public final class KeyVaultProvider implements ResourceProvider {
  /** The versions listed to clients; any version is accepted, because the responses are equal. */
  private static final ApiVersions VERSIONS =
      ApiVersions.any(
          "2026-02-01",
          "2025-05-01",
          "2024-11-01",
          "2023-07-01",
          "2023-02-01",
          "2022-07-01",
          "2019-09-01");

  private final Vaults vaults;
  private final VaultOperations vaultOperations;
  private final DeletedVaultOperations deletedVaults;
  private final SecretOperations secretOperations;

  public KeyVaultProvider(ProviderContext context, Vaults vaults, Secrets secrets) {
    var store = context.runtime().store();
    var rules = new VaultRules(vaults, context.providers(), context.runtime().clock());
    this.vaults = vaults;
    vaultOperations = new VaultOperations(store, context.paging(), rules);
    deletedVaults = new DeletedVaultOperations(store, context.paging(), rules);
    secretOperations = new SecretOperations(store, rules, secrets);
  }

  @Override
  public String namespace() {
    return "Microsoft.KeyVault";
  }

  @Override
  public String displayName() {
    return "Microsoft Key Vault";
  }

  @Override
  public ApiVersions versions() {
    return VERSIONS;
  }

  @Override
  public void declare(Operations.OperationsBuilder operations) {
    vaultOperations.declare(operations);
    deletedVaults.declare(operations);
    secretOperations.declare(operations);
  }

  @Override
  public Optional<GenericResource> describe(Entry resource) {
    return resource.kind().equals(Vaults.KIND)
        ? Optional.of(read(resource).toGenericResource())
        : Optional.empty();
  }

  @Override
  public void onRemoved(Documents documents, Entry resource) {
    if (resource.kind().equals(Vaults.KIND)) {
      vaults.keepDeleted(documents, read(resource));
    }
  }

  private static VaultRow read(Entry resource) {
    return Json.read(resource.body(), VaultRow.class);
  }
}
