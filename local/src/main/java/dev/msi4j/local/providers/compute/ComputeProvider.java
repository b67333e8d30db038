package dev.msi4j.local.providers.compute;

import dev.msi4j.local.arm.ApiVersions;
import dev.msi4j.local.arm.HostIdentities;
import dev.msi4j.local.arm.LongRunning;
import dev.msi4j.local.arm.Operations;
import dev.msi4j.local.arm.Paging;
import dev.msi4j.local.arm.ResourceProvider;
import dev.msi4j.local.front.Json;
import dev.msi4j.local.store.Documents;
import dev.msi4j.local.store.Entry;
import dev.msi4j.local.store.Store;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/** Microsoft.Compute: virtual machines with their identities. */
public final class ComputeProvider implements ResourceProvider {
  /** Clients ask with dozens of versions, and in what is served here the answers are the same. */
  private static final ApiVersions VERSIONS =
      ApiVersions.any(
          "2026-03-01", "2025-04-01", "2024-11-01", "2023-07-01", "2022-11-01", "2022-08-01");

  private final VirtualMachineStore machines;
  private final VirtualMachines operations;

  public ComputeProvider(
      Store store,
      Paging paging,
      LongRunning longRunning,
      HostIdentities identities,
      Supplier<UUID> ids) {
    machines = new VirtualMachineStore(identities, ids);
    operations = new VirtualMachines(store, paging, longRunning, machines);
  }

  @Override
  public String namespace() {
    return "Microsoft.Compute";
  }

  @Override
  public String displayName() {
    return "Microsoft Compute";
  }

  @Override
  public ApiVersions versions() {
    return VERSIONS;
  }

  @Override
  public void declare(Operations.Of declarations) {
    operations.declare(declarations);
  }

  @Override
  public Map<String, LongRunning.Effect> effects() {
    return Map.of(VirtualMachines.DELETE, machines::delete);
  }

  @Override
  public void removed(Documents documents, Entry resource) {
    if (resource.kind().equals(VirtualMachineStore.KIND)) {
      machines.release(documents, Json.read(resource.body(), VirtualMachineRow.class));
    }
  }
}
