package dev.msi4j.local.internal.providers.authorization;

import dev.msi4j.local.internal.arm.ApiVersions;
import dev.msi4j.local.internal.arm.Operations;
import dev.msi4j.local.internal.arm.Paging;
import dev.msi4j.local.internal.arm.Providers;
import dev.msi4j.local.internal.arm.ResourceProvider;
import dev.msi4j.local.internal.entra.Directory;
import dev.msi4j.local.internal.entra.ReplicationDelay;
import dev.msi4j.local.internal.rbac.RoleAssignments;
import dev.msi4j.local.internal.rbac.Roles;
import dev.msi4j.local.internal.store.Documents;
import dev.msi4j.local.internal.store.Entry;
import dev.msi4j.local.internal.store.Store;
import java.time.Clock;

/** Microsoft.Authorization: who may do what where. */
public final class AuthorizationProvider implements ResourceProvider {
  /** Clients ask with many versions, and in what is served here the answers are the same. */
  private static final ApiVersions VERSIONS =
      ApiVersions.any("2022-05-01-preview", "2022-04-01", "2018-01-01-preview", "2015-07-01");

  private final RoleAssignments assignments;
  private final RoleAssignmentOperations roleAssignments;
  private final RoleDefinitionOperations roleDefinitions;

  public AuthorizationProvider(
      Store store,
      Paging paging,
      Directory directory,
      ReplicationDelay replicationDelay,
      Roles roles,
      RoleAssignments assignments,
      Providers providers,
      Clock clock) {
    this.assignments = assignments;
    roleAssignments =
        new RoleAssignmentOperations(
            store,
            paging,
            new RoleAssignmentRules(
                directory, replicationDelay, roles, assignments, providers, clock));
    roleDefinitions =
        new RoleDefinitionOperations(
            store, paging, roles, new RoleDefinitionRules(roles, assignments));
  }

  @Override
  public String namespace() {
    return "Microsoft.Authorization";
  }

  @Override
  public String displayName() {
    return "Microsoft Authorization";
  }

  @Override
  public ApiVersions versions() {
    return VERSIONS;
  }

  @Override
  public void declare(Operations.OperationsBuilder operations) {
    roleAssignments.declare(operations);
    roleDefinitions.declare(operations);
  }

  @Override
  public void onRemoved(Documents documents, Entry resource) {
    if (resource.kind().equals(RoleAssignments.KIND)) {
      assignments.deleteIndexes(documents, RoleAssignments.read(resource));
    }
  }
}
