package dev.msi4j.local.internal.providers.resources;

import dev.msi4j.local.internal.arm.ApiVersions;
import dev.msi4j.local.internal.arm.LongRunningOperations;
import dev.msi4j.local.internal.arm.Operations;
import dev.msi4j.local.internal.arm.ProviderContext;
import dev.msi4j.local.internal.arm.ResourceGroups;
import dev.msi4j.local.internal.arm.ResourceIdentities;
import dev.msi4j.local.internal.arm.ResourceProvider;
import dev.msi4j.local.internal.arm.Subscriptions;
import dev.msi4j.local.internal.deployments.DeploymentOperations;
import dev.msi4j.local.internal.store.DocumentKind;
import java.util.List;
import java.util.Map;

/**
 * The Microsoft.Resources provider: tenants, subscriptions, resource groups, resource lists and
 * deployments.
 */
public final class ResourcesProvider implements ResourceProvider {
  /** The effect that deletes a resource group when its operation completes. */
  static final String DELETE_GROUP = "resourceGroup.delete";

  public static final List<DocumentKind> DOCUMENT_KINDS = TagNames.DOCUMENT_KINDS;

  /** The versions listed to clients; any version is accepted, because the responses are equal. */
  private static final ApiVersions VERSIONS =
      ApiVersions.any(
          "2025-04-01", "2024-11-01", "2022-12-01", "2022-09-01", "2021-04-01", "2020-06-01");

  private final TenantOperations tenantOperations;
  private final Registrations registrations;
  private final GroupOperations groupOperations;
  private final ResourceList resourceList;
  private final TagOperations tagOperations;
  private final TagNameOperations tagNameOperations;
  private final DeploymentOperations deployments;
  private final ResourceGroups groups;

  public ResourcesProvider(
      ProviderContext context,
      Subscriptions subscriptions,
      ResourceGroups groups,
      ResourceIdentities identities,
      DeploymentOperations deployments) {
    var store = context.runtime().store();
    var paging = context.paging();
    var longRunningOperations = context.longRunningOperations();
    var providers = context.providers();
    tenantOperations = new TenantOperations(store, subscriptions);
    registrations = new Registrations(store, subscriptions);
    groupOperations = new GroupOperations(store, paging, groups, longRunningOperations);
    resourceList = new ResourceList(paging, providers, identities);
    tagOperations = new TagOperations(store, new ScopeTags(providers, subscriptions, groups));
    tagNameOperations =
        new TagNameOperations(store, paging, new TagNames(store, providers, subscriptions));
    this.deployments = deployments;
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
    tagOperations.declare(operations);
    tagNameOperations.declare(operations);
    deployments.declare(operations);
  }

  @Override
  public Map<String, LongRunningOperations.Effect> effects() {
    return Map.of(DELETE_GROUP, groups::delete, DeploymentOperations.DELETE, deployments::delete);
  }
}
