package dev.msi4j.samples;

import com.azure.core.util.Context;
import com.azure.resourcemanager.authorization.fluent.AuthorizationManagementClient;
import com.azure.resourcemanager.authorization.fluent.models.RoleAssignmentInner;
import com.azure.resourcemanager.authorization.fluent.models.RoleDefinitionInner;
import com.azure.resourcemanager.authorization.models.PrincipalType;
import com.azure.resourcemanager.authorization.models.RoleAssignmentCreateParameters;
import dev.msi4j.ResourceId;
import java.util.UUID;

/** Role assignments of a resource group. */
final class Roles {
  private final AuthorizationManagementClient client;
  private final String scope;

  Roles(AuthorizationManagementClient client, ResourceId resourceGroup) {
    this.client = client;
    this.scope = resourceGroup.toString();
  }

  // @start region=roles
  RoleDefinitionInner find(String role) {
    var found =
        client.getRoleDefinitions().list(scope, "roleName eq '" + role + "'", Context.NONE).stream()
            .toList();
    if (found.size() != 1) {
      throw new IllegalStateException(found.size() + " roles have the name " + role);
    }
    return found.get(0);
  }

  RoleAssignmentInner assign(RoleDefinitionInner role, String principalId) {
    var requested =
        new RoleAssignmentCreateParameters()
            .withRoleDefinitionId(role.id())
            .withPrincipalId(principalId)
            // With the type, Azure accepts a principal that is not replicated yet.
            .withPrincipalType(PrincipalType.SERVICE_PRINCIPAL);
    return client.getRoleAssignments().create(scope, UUID.randomUUID().toString(), requested);
  }

  // @end
}
