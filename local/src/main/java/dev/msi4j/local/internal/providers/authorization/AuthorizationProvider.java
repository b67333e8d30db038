package dev.msi4j.local.internal.providers.authorization;

import dev.msi4j.local.internal.arm.ApiVersions;
import dev.msi4j.local.internal.arm.Operations;
import dev.msi4j.local.internal.arm.ProviderContext;
import dev.msi4j.local.internal.arm.ResourceProvider;
import dev.msi4j.local.internal.entra.Directory;
import dev.msi4j.local.internal.entra.ReplicationDelay;
import dev.msi4j.local.internal.rbac.Locks;
import dev.msi4j.local.internal.rbac.RoleAssignments;
import dev.msi4j.local.internal.rbac.Roles;
import dev.msi4j.local.internal.store.Documents;
import dev.msi4j.local.internal.store.Entry;

/**
 * The Microsoft.Authorization resource provider: roles and their assignments, locks, and checks of
 * access.
 */
public final class AuthorizationProvider implements ResourceProvider {
  /** The versions listed to clients; any version is accepted, because the responses are equal. */
  private static final ApiVersions VERSIONS =
      ApiVersions.any("2022-05-01-preview", "2022-04-01", "2018-01-01-preview", "2015-07-01");

  private final RoleAssignments assignments;
  private final RoleAssignmentOperations roleAssignments;
  private final RoleDefinitionOperations roleDefinitions;
  private final LockOperations lockOperations;
  private final DenyAssignmentOperations denyAssignments = new DenyAssignmentOperations();
  private final PrivilegedIdentityOperations privilegedIdentities =
      new PrivilegedIdentityOperations();
  private final ProviderOperations providerOperations = new ProviderOperations();
  private final AccessCheckOperations accessChecks;

  public AuthorizationProvider(
      ProviderContext context,
      Directory directory,
      ReplicationDelay replicationDelay,
      Roles roles,
      RoleAssignments assignments,
      Locks locks) {
    var store = context.runtime().store();
    var clock = context.runtime().clock();
    var paging = context.paging();
    var providers = context.providers();
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
    lockOperations = new LockOperations(store, paging, locks);
    accessChecks = new AccessCheckOperations(store, assignments);
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
    lockOperations.declare(operations);
    denyAssignments.declare(operations);
    privilegedIdentities.declare(operations);
    accessChecks.declare(operations);
    providerOperations.declare(operations);
  }

  @Override
  public void onRemoved(Documents documents, Entry resource) {
    if (resource.kind().equals(RoleAssignments.KIND)) {
      assignments.deleteIndexes(documents, RoleAssignments.read(resource));
    }
  }
}
