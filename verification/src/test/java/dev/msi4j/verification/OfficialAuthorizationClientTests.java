package dev.msi4j.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.management.exception.ManagementException;
import com.azure.resourcemanager.authorization.AuthorizationManager;
import com.azure.resourcemanager.authorization.models.BuiltInRole;
import com.azure.resourcemanager.authorization.models.RoleAssignmentCreateParameters;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.TestAzure;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tests Microsoft's client of role assignments and principals against the local Azure. */
class OfficialAuthorizationClientTests {
  @AutoClose private static final LocalAzure azure = TestAzure.start();
  private static final Clients clients = new Clients(azure);
  private static final AuthorizationManager authorization = clients.authorization();
  private static final String group =
      "/subscriptions/" + azure.subscriptionId() + "/resourceGroups/official";

  @BeforeAll
  static void createGroup() {
    clients.createGroup("official");
  }

  @Test
  void rolesAreFoundByName() {
    var role = authorization.roleDefinitions().getByScopeAndRoleName(group, "Contributor");

    assertThat(role.name()).isEqualTo("b24988ac-6180-42a0-ab88-20f7382dd24c");
    assertThat(role.permissions()).hasSize(1);
  }

  @Test
  void roleAssignmentsAreCreatedListedAndDeleted() {
    var principal = azure.createServicePrincipal("fluent");
    var assignment =
        authorization
            .roleAssignments()
            .define(UUID.randomUUID().toString())
            .forObjectId(principal.objectId().toString())
            .withBuiltInRole(BuiltInRole.READER)
            .withScope(group)
            .create();

    assertThat(assignment.principalId()).isEqualTo(principal.objectId().toString());
    assertThat(authorization.roleAssignments().listByScope(group))
        .extracting(found -> found.name())
        .contains(assignment.name());
    assertThat(
            authorization.roleAssignments().listByServicePrincipal(principal.objectId().toString()))
        .hasSize(1);
    authorization.roleAssignments().deleteById(assignment.id());
    assertThat(
            authorization.roleAssignments().listByServicePrincipal(principal.objectId().toString()))
        .isEmpty();
  }

  @Test
  void duplicateRoleAssignmentIsRejected() {
    var principal = azure.createServicePrincipal("twice");
    var role = authorization.roleDefinitions().getByScopeAndRoleName(group, "Reader");
    var requested =
        new RoleAssignmentCreateParameters()
            .withPrincipalId(principal.objectId().toString())
            .withRoleDefinitionId(role.id());
    var assignments = authorization.roleServiceClient().getRoleAssignments();
    assignments.create(group, UUID.randomUUID().toString(), requested);

    assertThatThrownBy(() -> assignments.create(group, UUID.randomUUID().toString(), requested))
        .isInstanceOfSatisfying(
            ManagementException.class,
            exception -> {
              assertThat(exception.getValue().getCode()).isEqualTo("RoleAssignmentExists");
              assertThat(exception.getResponse().getStatusCode()).isEqualTo(409);
            });
  }

  @Test
  void principalsAreReadFromGraph() {
    var principal = azure.createServicePrincipal("looked-up");

    var byId = authorization.servicePrincipals().getById(principal.objectId().toString());
    var byName = authorization.servicePrincipals().getByName(principal.clientId().toString());

    assertThat(byId.applicationId()).isEqualTo(principal.clientId().toString());
    assertThat(byName.id()).isEqualTo(principal.objectId().toString());
  }
}
