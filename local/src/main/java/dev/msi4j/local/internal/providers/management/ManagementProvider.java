package dev.msi4j.local.internal.providers.management;

import dev.msi4j.local.internal.arm.ApiVersions;
import dev.msi4j.local.internal.arm.LongRunningOperations;
import dev.msi4j.local.internal.arm.Operations;
import dev.msi4j.local.internal.arm.ProviderContext;
import dev.msi4j.local.internal.arm.ResourceProvider;
import dev.msi4j.local.internal.arm.Subscriptions;
import dev.msi4j.local.internal.rbac.ManagementGroups;
import dev.msi4j.local.internal.rbac.RoleAssignments;
import java.util.Map;

/** The Microsoft.Management resource provider: management groups. */
public final class ManagementProvider implements ResourceProvider {
  /** The versions listed to clients; any version is accepted, because the responses are equal. */
  private static final ApiVersions VERSIONS =
      ApiVersions.any("2023-04-01", "2021-04-01", "2020-05-01", "2020-02-01");

  private final ManagementGroupRules rules;
  private final ManagementGroupOperations groupOperations;
  private final GroupSubscriptionOperations subscriptionOperations;

  public ManagementProvider(
      ProviderContext context,
      ManagementGroups groups,
      Subscriptions subscriptions,
      RoleAssignments assignments) {
    var runtime = context.runtime();
    rules =
        new ManagementGroupRules(groups, subscriptions, assignments, context.providers(), runtime);
    groupOperations = new ManagementGroupOperations(context, rules);
    subscriptionOperations = new GroupSubscriptionOperations(runtime.store(), rules);
  }

  @Override
  public String namespace() {
    return "Microsoft.Management";
  }

  @Override
  public String displayName() {
    return "Microsoft Management";
  }

  @Override
  public ApiVersions versions() {
    return VERSIONS;
  }

  @Override
  public void declare(Operations.OperationsBuilder operations) {
    groupOperations.declare(operations);
    subscriptionOperations.declare(operations);
  }

  @Override
  public Map<String, LongRunningOperations.Effect> effects() {
    return Map.of(ManagementGroupOperations.DELETE, rules::delete);
  }
}
