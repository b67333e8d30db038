package dev.msi4j.samples;

import com.azure.core.util.Context;
import com.azure.resourcemanager.authorization.fluent.AuthorizationManagementClient;
import com.azure.resourcemanager.authorization.fluent.models.RoleAssignmentInner;
import com.azure.resourcemanager.authorization.fluent.models.RoleDefinitionInner;
import com.azure.resourcemanager.authorization.models.PrincipalType;
import com.azure.resourcemanager.authorization.models.RoleAssignmentCreateParameters;
import java.util.UUID;

/** Roles on one scope. */
final class VmRoles {
  private final AuthorizationManagementClient client;
  private final String scope;

  VmRoles(AuthorizationManagementClient client, String scope) {
    this.client = client;
    this.scope = scope;
  }

  // @start region=roles
  RoleDefinitionInner find(String name) {
    var filter = "roleName eq '" + name + "'";
    var found = client.getRoleDefinitions().list(scope, filter, Context.NONE).stream().toList();
    if (found.size() != 1) {
      throw new IllegalStateException(found.size() + " roles are called " + name);
    }
    return found.get(0);
  }

  RoleAssignmentInner assign(RoleDefinitionInner role, String principalId) {
    var wanted =
        new RoleAssignmentCreateParameters()
            .withRoleDefinitionId(role.id())
            .withPrincipalId(principalId)
            // Said, so that a principal that is not yet known everywhere is taken for granted.
            .withPrincipalType(PrincipalType.SERVICE_PRINCIPAL);
    return client.getRoleAssignments().create(scope, UUID.randomUUID().toString(), wanted);
  }
  // @end
}
