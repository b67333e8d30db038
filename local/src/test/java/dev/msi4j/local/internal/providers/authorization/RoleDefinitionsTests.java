package dev.msi4j.local.internal.providers.authorization;

import static dev.msi4j.local.Arm.error;
import static dev.msi4j.local.Arm.json;
import static dev.msi4j.local.Arm.message;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.msi4j.local.Arm;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.TestAzure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoleDefinitionsTests {
  private static final String VERSION = "2022-04-01";
  private static final String OWNER = "8e3af657-a8ff-443c-a75c-2fe8c4bcb635";
  private static final String CONTRIBUTOR = "b24988ac-6180-42a0-ab88-20f7382dd24c";

  @AutoClose private static final LocalAzure azure = TestAzure.start();
  private static final Arm arm = Arm.signIn(azure);

  @BeforeAll
  static void createGroup() {
    arm.createGroup("rg");
  }

  @Test
  void listFindsBuiltInRoleByName() {
    var found = list(arm.group("rg"), "roleName eq 'Contributor'");

    assertThat(found).hasSize(1);
    assertThat(found.get(0).path("name").asText()).isEqualTo(CONTRIBUTOR);
    assertThat(found.get(0).path("id").asText())
        .isEqualTo(
            arm.subscription()
                + "/providers/Microsoft.Authorization/roleDefinitions/"
                + CONTRIBUTOR);
    assertThat(found.get(0).path("properties").path("permissions").get(0).path("actions").get(0))
        .hasToString("\"*\"");
    assertThat(list(arm.group("rg"), "roleName eq 'No Such Role'")).isEmpty();
  }

  @Test
  void listReturnsAssignableRoles() {
    assertThat(list(arm.subscription(), "type eq 'BuiltInRole'")).hasSizeGreaterThan(40);
    assertThat(list("", "atScopeAndBelow() and roleName eq 'Reader'")).hasSize(1);
  }

  @Test
  void customRoleGrantsAccessAndIsNotDeletedWhileAssigned() {
    var id = UUID.randomUUID().toString();
    var principal = azure.createServicePrincipal("narrow");
    var path = all(arm.subscription()) + "/" + id;
    assertThat(arm.put(path, VERSION, role("Starter", arm.group("rg"))).status()).isEqualTo(201);
    arm.assign(arm.group("rg"), principal, id);

    var caller = Arm.signIn(azure, principal);

    assertThat(caller.get(arm.group("rg"), "2021-04-01").status()).isEqualTo(200);
    assertThat(error(arm.delete(path, VERSION))).isEqualTo("400 RoleDefinitionHasAssignments");
    assertThat(list(arm.group("rg"), "type eq 'CustomRole' and roleName eq 'Starter'")).hasSize(1);
    assertThat(list(arm.subscription(), "roleName eq 'Starter'")).isEmpty();
  }

  @Test
  void assignmentOutsideAssignableScopesReturns400() {
    var id = UUID.randomUUID().toString();
    var principal = azure.createServicePrincipal("elsewhere");
    arm.createGroup("rg2");
    arm.put(all(arm.subscription()) + "/" + id, VERSION, role("Local", arm.group("rg2")));

    var answer =
        arm.put(
            arm.group("rg")
                + "/providers/Microsoft.Authorization/roleAssignments/"
                + UUID.randomUUID(),
            VERSION,
            "{\"properties\":{\"principalId\":\""
                + principal.objectId()
                + "\",\"roleDefinitionId\":\""
                + all(arm.subscription())
                + "/"
                + id
                + "\"}}");

    assertThat(error(answer)).isEqualTo("400 RoleAssignmentScopeNotAssignableToRoleDefinition");
  }

  @Test
  void writesRequirePermissionAtAllAssignableScopes() {
    var id = UUID.randomUUID().toString();
    var path = all(arm.group("rg")) + "/" + id;
    var otherOwner = azure.createServicePrincipal("otherOwner");
    arm.createGroup("rg3");
    arm.put(path, VERSION, role("Guarded", arm.group("rg")));
    arm.assign(arm.group("rg3"), otherOwner, OWNER);
    var caller = Arm.signIn(azure, otherOwner);
    var elsewhere = all(arm.group("rg3")) + "/" + id;

    var change = caller.put(elsewhere, VERSION, role("Taken", arm.group("rg3")));
    var deletion = caller.delete(elsewhere, VERSION);

    assertThat(error(change)).isEqualTo("403 LinkedAuthorizationFailed");
    assertThat(message(change)).contains("roleDefinitions/write", arm.group("rg"));
    assertThat(error(deletion)).isEqualTo("403 LinkedAuthorizationFailed");
    assertThat(list(arm.group("rg"), "roleName eq 'Guarded'")).hasSize(1);
    assertThat(arm.delete(path, VERSION).status()).isEqualTo(200);
  }

  @Test
  void putRejectsInvalidRoles() {
    var path = all(arm.subscription()) + "/" + UUID.randomUUID();

    assertThat(message(arm.put(path, VERSION, "{\"properties\":{}}")))
        .contains("properties.roleName is required");
    assertThat(message(arm.put(path, VERSION, role("Bad", "rg")))).contains("'rg'");
    assertThat(
            message(
                arm.put(
                    path,
                    VERSION,
                    role("Bad", arm.group("rg")).replace("Microsoft.Resources", "no action"))))
        .contains("does not match any action");
    assertThat(error(arm.put(path, VERSION, role("Contributor", arm.group("rg")))))
        .isEqualTo("409 RoleDefinitionWithSameNameExists");
    assertThat(error(arm.put(all("") + "/mine", VERSION, role("Mine", arm.group("rg")))))
        .isEqualTo("403 AuthorizationFailed");
  }

  @Test
  void writesToBuiltInRoleReturn400() {
    var path = all(arm.subscription()) + "/" + CONTRIBUTOR;

    assertThat(error(arm.put(path, VERSION, role("Contributor", arm.group("rg")))))
        .isEqualTo("400 BuiltInRoleCannotBeChanged");
    assertThat(error(arm.delete(path, VERSION))).isEqualTo("400 BuiltInRoleCannotBeChanged");
  }

  @Test
  void permissionsReturnsActionsOfCaller() {
    var permissions =
        json(arm.get(arm.group("rg") + "/providers/Microsoft.Authorization/permissions", VERSION))
            .path("value");

    assertThat(permissions).hasSize(1);
    assertThat(permissions.get(0).path("actions").get(0)).hasToString("\"*\"");
  }

  @Test
  void listReturnsAllBuiltInRolesPageByPage() {
    var names = new ArrayList<String>();
    var query = "api-version=2022-04-01&$filter=type eq 'BuiltInRole'";
    var link = "";
    do {
      var page = json(arm.send("GET", all(arm.subscription()), link.isEmpty() ? query : link, ""));
      page.path("value")
          .forEach(role -> names.add(role.path("properties").path("roleName").asText()));
      var next = page.path("nextLink").asText();
      link = next.substring(next.indexOf('?') + 1);
    } while (!link.isEmpty());

    assertThat(names).hasSize(449).doesNotHaveDuplicates();
  }

  @Test
  void startWithFileAddsRolesOfFile(@TempDir Path directory) throws IOException {
    var file =
        Files.writeString(
            directory.resolve("roles.json"),
            """
            [{"name": "11111111-2222-3333-4444-555555555555", "roleName": "Role of Tomorrow",
              "roleType": "BuiltInRole", "permissions": [{"actions": ["*/read"]}]}]
            """);
    try (var extended = TestAzure.builder().roleDefinitions(file).start()) {
      var caller = Arm.signIn(extended);
      var found =
          json(
              caller.send(
                  "GET",
                  all(caller.subscription()),
                  "api-version=2022-04-01&$filter=roleName eq 'Role of Tomorrow'",
                  ""));

      assertThat(found.path("value")).hasSize(1);
    }
  }

  @Test
  void permissionsListDataActionsAndConditionsAtTheirScope() {
    var principal = azure.createServicePrincipal("vaultAdministrator");
    arm.createGroup("permissions");
    arm.assign(arm.group("permissions"), principal, "4633458b-17de-408a-b874-0445c86b69e6");
    arm.assign(arm.group("permissions"), principal, "8b54135c-b56d-4d72-a534-26097cfdc8d8");
    var caller = Arm.signIn(azure, principal);
    var path = "/providers/Microsoft.Authorization/permissions";

    var permissions = json(caller.get(arm.group("permissions") + path, VERSION)).path("value");

    assertThat(permissions)
        .hasSize(2)
        .anySatisfy(permission ->
            assertThat(permission.path("dataActions").toString())
                .contains("Microsoft.KeyVault/vaults/secrets/getSecret/action"))
        .anySatisfy(permission -> {
          assertThat(permission.path("condition").asText()).contains("GuidEquals");
          assertThat(permission.path("conditionVersion").asText()).isEqualTo("2.0");
        });
    assertThat(json(caller.get(arm.group("rg") + path, VERSION)).path("value")).isEmpty();
  }

  private static JsonNode list(String scope, String filter) {
    return json(arm.send("GET", all(scope), "api-version=2022-04-01&$filter=" + filter, ""))
        .path("value");
  }

  private static String all(String scope) {
    return scope + "/providers/Microsoft.Authorization/roleDefinitions";
  }

  private static String role(String name, String scope) {
    return """
    {"properties":{"roleName":"%s","description":"","type":"CustomRole",
      "permissions":[{"actions":["Microsoft.Resources/subscriptions/resourceGroups/read"],"notActions":[]}],
      "assignableScopes":["%s"]}}
    """
        .formatted(name, scope);
  }
}
