package dev.msi4j.local.internal.providers.management;

import static dev.msi4j.local.Arm.error;
import static dev.msi4j.local.Arm.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.msi4j.local.Arm;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.TestAzure;
import dev.msi4j.local.internal.http.Response;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests role assignments at management groups. */
class ManagementGroupScopesTests {
  private static final String VERSION = "2021-04-01";
  private static final String AUTHORIZATION = "2022-04-01";
  private static final String GROUPS = "/providers/Microsoft.Management/managementGroups";
  private static final String READER = "acdd72a7-3385-48ef-bd42-f606fba81ae7";
  private static final String CONTRIBUTOR = "b24988ac-6180-42a0-ab88-20f7382dd24c";

  @AutoClose private final LocalAzure azure = TestAzure.start();
  private final Arm owner = Arm.signIn(azure);
  private final String subscription = "/subscriptions/" + azure.subscriptionId();

  @BeforeEach
  void createGroups() {
    owner.createGroup("rg");
    owner.put(GROUPS + "/top", VERSION, "{}");
    owner.put(
        GROUPS + "/unit",
        VERSION,
        "{\"properties\":{\"details\":{\"parent\":{\"id\":\"" + GROUPS + "/top\"}}}}");
  }

  private void move(String group) {
    assertThat(owner.put(GROUPS + "/" + group + subscription, VERSION, "").status()).isEqualTo(200);
  }

  @Test
  void roleAtGroupAppliesToSubscriptionsBelow() {
    var reader = azure.createServicePrincipal("reader");
    var arm = Arm.signIn(azure, reader);
    owner.assign(GROUPS + "/top", reader, READER);

    assertThat(error(arm.get(owner.group("rg"), VERSION))).isEqualTo("403 AuthorizationFailed");
    move("unit");
    assertThat(arm.get(owner.group("rg"), VERSION).status()).isEqualTo(200);
    assertThat(arm.get(GROUPS + "/unit", VERSION).status()).isEqualTo(200);
    assertThat(json(arm.get("/subscriptions", "2022-12-01")).path("value")).hasSize(1);
    assertThat(error(arm.put(owner.group("new"), VERSION, "{\"location\":\"eastus\"}")))
        .isEqualTo("403 AuthorizationFailed");
  }

  @Test
  void roleAtGroupDoesNotApplyToParent() {
    var reader = azure.createServicePrincipal("reader");
    var arm = Arm.signIn(azure, reader);
    owner.assign(GROUPS + "/unit", reader, READER);
    move("top");

    assertThat(error(arm.get(owner.group("rg"), VERSION))).isEqualTo("403 AuthorizationFailed");
    assertThat(error(arm.get(GROUPS + "/top", VERSION))).isEqualTo("403 AuthorizationFailed");
  }

  @Test
  void roleAtSubscriptionAppliesAfterMove() {
    var reader = azure.createServicePrincipal("reader");
    owner.assign(subscription, reader, READER);
    owner.assign(GROUPS + "/top", reader, CONTRIBUTOR);
    move("unit");

    var arm = Arm.signIn(azure, reader);

    assertThat(arm.get(owner.group("rg"), VERSION).status()).isEqualTo(200);
    assertThat(arm.put(owner.group("new"), VERSION, "{\"location\":\"eastus\"}").status())
        .isEqualTo(201);
  }

  @Test
  void listAtSubscriptionContainsInheritedAssignments() {
    owner.assign(GROUPS + "/top", azure.createServicePrincipal("reader"), READER);

    assertThat(scopes(subscription, "")).doesNotContain(GROUPS + "/top");
    move("unit");
    assertThat(scopes(subscription, "&$filter=atScope()"))
        .contains(GROUPS + "/top", GROUPS + "/unit", subscription);
    assertThat(scopes(GROUPS + "/top", "&$filter=atScope()"))
        .contains(GROUPS + "/top")
        .doesNotContain(GROUPS + "/unit", subscription);
    assertThat(scopes(GROUPS + "/top", "")).contains(GROUPS + "/unit", subscription);
  }

  private Iterable<String> scopes(String scope, String filter) {
    var path = scope + "/providers/Microsoft.Authorization/roleAssignments";
    var answer = owner.send("GET", path, "api-version=" + AUTHORIZATION + filter, "");
    return json(answer).path("value").findValuesAsText("scope");
  }

  @Test
  void assignmentIsReadAndDeletedAtGroup() {
    var name = UUID.randomUUID().toString();
    var path = GROUPS + "/unit/providers/Microsoft.Authorization/roleAssignments/" + name;
    var principal = azure.createServicePrincipal("reader");

    var created = assign(path, principal.objectId());

    assertThat(created.status()).isEqualTo(201);
    assertThat(json(created).path("id").asText()).isEqualTo(path);
    assertThat(json(owner.get(path, AUTHORIZATION))).isEqualTo(json(created));
    assertThat(owner.delete(path, AUTHORIZATION).status()).isEqualTo(200);
    assertThat(error(owner.get(path, AUTHORIZATION))).isEqualTo("404 RoleAssignmentNotFound");
  }

  @Test
  void assignmentAtMissingGroupIsForbidden() {
    var path = GROUPS + "/none/providers/Microsoft.Authorization/roleAssignments/";

    assertThat(error(assign(path + UUID.randomUUID(), UUID.randomUUID())))
        .isEqualTo("403 AuthorizationFailed");
  }

  private Response assign(String path, UUID principal) {
    return owner.put(
        path,
        AUTHORIZATION,
        "{\"properties\":{\"principalId\":\""
            + principal
            + "\",\"roleDefinitionId\":\"/providers/Microsoft.Authorization/roleDefinitions/"
            + READER
            + "\"}}");
  }

  @Test
  void customRoleOfGroupIsAssignableBelow() {
    var role = UUID.randomUUID().toString();
    var path = "/providers/Microsoft.Authorization/roleDefinitions/" + role;
    owner.put(
        GROUPS + "/top" + path,
        AUTHORIZATION,
        "{\"properties\":{\"roleName\":\"Inspector\",\"permissions\":[{\"actions\":[\"*/read\"]}],"
            + "\"assignableScopes\":[\""
            + GROUPS
            + "/top\"]}}");

    assertThat(roleNames(subscription)).doesNotContain("Inspector");
    move("unit");
    assertThat(roleNames(subscription)).contains("Inspector");
    var inspector = azure.createServicePrincipal("inspector");
    owner.assign(owner.group("rg"), inspector, role);
    assertThat(Arm.signIn(azure, inspector).get(owner.group("rg"), VERSION).status())
        .isEqualTo(200);
  }

  private Iterable<String> roleNames(String scope) {
    var path = scope + "/providers/Microsoft.Authorization/roleDefinitions";
    var query = "api-version=" + AUTHORIZATION + "&$filter=roleName eq 'Inspector'";
    return json(owner.send("GET", path, query, "")).path("value").findValuesAsText("roleName");
  }

  @Test
  void checkAccessFollowsGroups() {
    var reader = azure.createServicePrincipal("reader");
    owner.assign(GROUPS + "/top", reader, READER);
    move("unit");

    var answer =
        owner.send(
            "POST",
            owner.group("rg") + "/providers/Microsoft.Authorization/checkAccess",
            "api-version=2018-09-01-preview",
            "{\"Subject\":{\"Attributes\":{\"ObjectId\":\""
                + reader.objectId()
                + "\"}},\"Actions\":[{\"Id\":\"Microsoft.Resources/subscriptions/resourceGroups/"
                + "read\"}]}");

    assertThat(answer.body().text()).contains("\"Allowed\"");
  }

  @Test
  void deploymentAtGroupIsNotServed() {
    var path = GROUPS + "/top/providers/Microsoft.Resources/deployments/d";

    assertThat(error(owner.put(path, VERSION, "{}"))).isEqualTo("404 NotFound");
  }
}
