package dev.msi4j.local.internal.arm;

import static dev.msi4j.local.Arm.VERSION;
import static dev.msi4j.local.Arm.error;
import static dev.msi4j.local.Arm.json;
import static dev.msi4j.local.Arm.message;
import static org.assertj.core.api.Assertions.assertThat;

import dev.msi4j.local.Arm;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.ServicePrincipal;
import dev.msi4j.local.TestAzure;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Verifies the authorization checks of the request pipeline. */
class AuthorizationTests {
  private static final String READER = "acdd72a7-3385-48ef-bd42-f606fba81ae7";
  private static final String CONTRIBUTOR = "b24988ac-6180-42a0-ab88-20f7382dd24c";
  private static final String NETWORK_CONTRIBUTOR = "4d97b98b-1d4f-4787-a291-c67834d212e7";
  private static final String IDENTITY_OPERATOR = "f1a07417-d97a-45cb-824c-7a7467783830";
  private static final String GROUPS = "2021-04-01";

  @AutoClose private final LocalAzure azure = TestAzure.start();
  private final Arm owner = Arm.signIn(azure);
  private ServicePrincipal principal;
  private Arm caller;

  @BeforeEach
  void createGroupsAndCaller() {
    owner.createGroup("rg");
    owner.createGroup("rg2");
    principal = azure.createServicePrincipal("caller");
    caller = Arm.signIn(azure, principal);
  }

  @Test
  void errorNamesClientActionAndScope() {
    var path = owner.identity("rg", "web");

    var answer = caller.get(path, VERSION);

    assertThat(error(answer)).isEqualTo("403 AuthorizationFailed");
    assertThat(message(answer))
        .isEqualTo(
            "The client '%s' with object id '%s' does not have authorization to perform action"
                + " 'Microsoft.ManagedIdentity/userAssignedIdentities/read' over scope '%s' or the"
                + " scope is invalid. If access was recently granted, please refresh your"
                + " credentials.",
            principal.clientId(), principal.objectId(), path);
  }

  @Test
  void listRequiresPermissionAtParentOfCollection() {
    var answer = caller.put(owner.group("rg3"), GROUPS, "{\"location\":\"eastus\"}");
    var list = caller.get(owner.group("rg") + "/resources", GROUPS);

    assertThat(message(answer)).contains("over scope '" + owner.group("rg3") + "'");
    assertThat(message(list)).contains("over scope '" + owner.group("rg") + "'");
  }

  @Test
  void returns403ForAGroupWithoutReadAccess() {
    assertThat(error(caller.get(owner.identity("none", "web"), VERSION)))
        .isEqualTo("403 AuthorizationFailed");
    assertThat(error(caller.get(owner.group("none"), GROUPS))).isEqualTo("403 AuthorizationFailed");
  }

  @Test
  void readerCanReadButNotWrite() {
    owner.createIdentity("rg", "web");
    owner.assign(owner.subscription(), principal, READER);

    assertThat(caller.get(owner.identity("rg", "web"), VERSION).status()).isEqualTo(200);
    assertThat(error(caller.put(owner.identity("rg", "b"), VERSION, "{\"location\":\"eastus\"}")))
        .isEqualTo("403 AuthorizationFailed");
    assertThat(error(caller.delete(owner.identity("rg", "web"), VERSION)))
        .isEqualTo("403 AuthorizationFailed");
  }

  @Test
  void contributorOfGroupHasNoAccessToGroupWithSamePrefix() {
    owner.assign(owner.group("rg"), principal, CONTRIBUTOR);

    assertThat(
            caller.put(owner.identity("RG", "web"), VERSION, "{\"location\":\"eastus\"}").status())
        .isEqualTo(201);
    assertThat(
            error(caller.put(owner.identity("rg2", "web"), VERSION, "{\"location\":\"eastus\"}")))
        .isEqualTo("403 AuthorizationFailed");
  }

  @Test
  void listContainsOnlyVisibleResources() {
    owner.createIdentity("rg", "seen");
    owner.createIdentity("rg2", "unseen");
    var identities =
        owner.subscription() + "/providers/Microsoft.ManagedIdentity/userAssignedIdentities";
    assertThat(error(caller.get(owner.subscription() + "/resourceGroups", GROUPS)))
        .isEqualTo("403 AuthorizationFailed");
    assertThat(json(caller.get("/subscriptions", GROUPS)).path("value")).isEmpty();

    owner.assign(owner.group("rg"), principal, READER);

    assertThat(names(caller, owner.subscription() + "/resourceGroups", GROUPS)).contains("rg");
    assertThat(names(caller, owner.subscription() + "/resourceGroups", GROUPS))
        .doesNotContain("rg2");
    assertThat(names(caller, identities, VERSION)).contains("seen").doesNotContain("unseen");
    assertThat(names(caller, owner.subscription() + "/resources", GROUPS))
        .contains("seen")
        .doesNotContain("unseen");
    assertThat(json(caller.get("/subscriptions", GROUPS)).path("value")).hasSize(1);
    assertThat(caller.get(owner.subscription(), GROUPS).status()).isEqualTo(200);
  }

  @Test
  void anyAuthenticatedCallerCanReadTenantData() {
    assertThat(caller.get("/tenants", GROUPS).status()).isEqualTo(200);
    assertThat(caller.get("/providers/Microsoft.ManagedIdentity/operations", VERSION).status())
        .isEqualTo(200);
  }

  @Test
  void deletedRoleAssignmentRevokesAccess() {
    owner.assign(owner.group("rg"), principal, READER);
    var assignments = owner.group("rg") + "/providers/Microsoft.Authorization/roleAssignments";
    var filter = "api-version=2022-04-01&$filter=principalId eq '" + principal.objectId() + "'";
    var id =
        json(owner.send("GET", assignments, filter, "")).path("value").get(0).path("id").asText();
    assertThat(caller.get(owner.group("rg"), GROUPS).status()).isEqualTo(200);

    owner.delete(id, "2022-04-01");

    assertThat(error(caller.get(owner.group("rg"), GROUPS))).isEqualTo("403 AuthorizationFailed");
  }

  @Test
  void writeRequiresPermissionOnLinkedResources() {
    var network = owner.group("rg2") + "/providers/Microsoft.Network/virtualNetworks/shared";
    owner.put(
        network,
        "2024-05-01",
        """
        {"location":"eastus","properties":{"addressSpace":{"addressPrefixes":["10.0.0.0/16"]},
          "subnets":[{"name":"apps","properties":{"addressPrefix":"10.0.0.0/24"}}]}}
        """);
    var nic = owner.group("rg") + "/providers/Microsoft.Network/networkInterfaces/nic";
    var connected =
        """
        {"location":"eastus","properties":{"ipConfigurations":[
          {"name":"one","properties":{"subnet":{"id":"%s/subnets/apps"}}}]}}
        """
            .formatted(network);
    owner.assign(owner.group("rg"), principal, NETWORK_CONTRIBUTOR);

    var rejected = caller.put(nic, "2024-05-01", connected);
    owner.assign(network, principal, NETWORK_CONTRIBUTOR);

    assertThat(error(rejected)).isEqualTo("403 LinkedAuthorizationFailed");
    assertThat(message(rejected))
        .contains("Microsoft.Network/virtualNetworks/subnets/join/action", "subnets/apps");
    assertThat(caller.put(nic, "2024-05-01", connected).status()).isEqualTo(201);
  }

  @Test
  void writeRequiresPermissionToAssignIdentity() {
    var identity = owner.createIdentity("rg2", "shared").path("id").asText();
    var machine = owner.group("rg") + "/providers/Microsoft.Compute/virtualMachines/vm";
    var requested =
        """
        {"location":"eastus","identity":{"type":"UserAssigned","userAssignedIdentities":{"%s":{}}},
          "properties":{}}
        """
            .formatted(identity);
    owner.assign(owner.group("rg"), principal, CONTRIBUTOR);

    var rejected = caller.put(machine, "2024-07-01", requested);
    owner.assign(identity, principal, IDENTITY_OPERATOR);

    assertThat(error(rejected)).isEqualTo("403 LinkedAuthorizationFailed");
    assertThat(message(rejected))
        .contains("Microsoft.ManagedIdentity/userAssignedIdentities/assign/action");
    assertThat(caller.put(machine, "2024-07-01", requested).status()).isEqualTo(201);
  }

  private static List<String> names(Arm arm, String path, String version) {
    return json(arm.get(path, version)).path("value").findValuesAsText("name");
  }
}
