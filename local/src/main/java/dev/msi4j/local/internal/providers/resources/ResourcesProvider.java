package dev.msi4j.local.internal.providers.resources;

import dev.msi4j.local.internal.arm.ApiVersions;
import dev.msi4j.local.internal.arm.LongRunningOperations;
import dev.msi4j.local.internal.arm.Operations;
import dev.msi4j.local.internal.arm.Paging;
import dev.msi4j.local.internal.arm.Providers;
import dev.msi4j.local.internal.arm.ResourceGroups;
import dev.msi4j.local.internal.arm.ResourceIdentities;
import dev.msi4j.local.internal.arm.ResourceProvider;
import dev.msi4j.local.internal.arm.Subscriptions;
import dev.msi4j.local.internal.store.Store;
import java.util.Map;

/** Microsoft.Resources: what every other provider stands in. */
public final class ResourcesProvider implements ResourceProvider {
  /** What deleting a resource group does at its end. */
  static final String DELETE_GROUP = "resourceGroup.delete";

  /** Clients ask with dozens of versions, and in what is served here the answers are the same. */
  private static final ApiVersions VERSIONS =
      ApiVersions.any(
          "2025-04-01", "2024-11-01", "2022-12-01", "2022-09-01", "2021-04-01", "2020-06-01");

  private final TenantOperations tenantOperations;
  private final Registrations registrations;
  private final GroupOperations groupOperations;
  private final ResourceList resourceList;
  private final ResourceGroups groups;

  public ResourcesProvider(
      Store store,
      Paging paging,
      Subscriptions subscriptions,
      ResourceGroups groups,
      LongRunningOperations longRunningOperations,
      Providers providers,
      ResourceIdentities identities) {
    tenantOperations = new TenantOperations(store, subscriptions);
    registrations = new Registrations(store, subscriptions);
    groupOperations = new GroupOperations(store, paging, groups, longRunningOperations);
    resourceList = new ResourceList(paging, providers, identities);
    this.groups = groups;
  }

  @Override
  public String namespace() {
    return "Microsoft.Resources";
  }

  @Override
  public String displayName() {
    return "Microsoft Resources";
  }

  @Override
  public ApiVersions versions() {
    return VERSIONS;
  }

  @Override
  public void declare(Operations.OperationsBuilder operations) {
    tenantOperations.declare(operations);
    registrations.declare(operations);
    groupOperations.declare(operations);
    resourceList.declare(operations);
  }

  @Override
  public Map<String, LongRunningOperations.Effect> effects() {
    return Map.of(DELETE_GROUP, groups::delete);
  }
}
