package dev.msi4j.local.internal.providers.management;

import static dev.msi4j.local.Arm.error;
import static dev.msi4j.local.Arm.json;
import static dev.msi4j.local.Arm.message;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.msi4j.local.Arm;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.TestAzure;
import dev.msi4j.local.internal.http.Response;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManagementGroupsTests {
  private static final String VERSION = "2021-04-01";
  private static final String GROUPS = "/providers/Microsoft.Management/managementGroups";

  @AutoClose private final LocalAzure azure = TestAzure.start();
  private final Arm arm = Arm.signIn(azure);
  private final String root = azure.tenantId().toString();

  @Test
  void createReturnsGroupInRootGroup() {
    var created = create("platform", "");

    assertThat(created.path("id").asText()).isEqualTo(GROUPS + "/platform");
    assertThat(created.path("type").asText()).isEqualTo("Microsoft.Management/managementGroups");
    var properties = created.path("properties");
    assertThat(properties.path("displayName").asText()).isEqualTo("platform");
    assertThat(properties.path("tenantId").asText()).isEqualTo(root);
    assertThat(properties.path("details").path("parent").path("id").asText())
        .isEqualTo(GROUPS + "/" + root);
    assertThat(properties.path("details").path("updatedBy").asText()).isNotEmpty();
    assertThat(json(arm.get(GROUPS + "/PLATFORM", VERSION))).isEqualTo(created);
  }

  @Test
  void creatorIsOwnerOfNewGroup() {
    create("owned", "");

    var assignments =
        json(
            arm.get(
                GROUPS + "/owned/providers/Microsoft.Authorization/roleAssignments", "2022-04-01"));

    assertThat(assignments.path("value").findValuesAsText("scope"))
        .containsExactly(GROUPS + "/owned");
  }

  @Test
  void updateChangesDisplayNameAndKeepsParent() {
    create("parent", "");
    create("child", "parent");

    var body = "{\"properties\":{\"displayName\":\"Child\"}}";
    var updated = json(arm.put(GROUPS + "/child", VERSION, body)).path("properties");

    assertThat(updated.path("displayName").asText()).isEqualTo("Child");
    assertThat(updated.path("details").path("version").asInt()).isEqualTo(2);
    assertThat(updated.path("details").path("parent").path("name").asText()).isEqualTo("parent");
  }

  @Test
  void patchMovesGroup() {
    create("one", "");
    create("two", "");

    var answer = patch("two", "one");

    assertThat(json(answer).path("properties").path("details").path("parent").path("name").asText())
        .isEqualTo("one");
    assertThat(error(patch("one", "two"))).isEqualTo("400 BadRequest");
    assertThat(message(patch("one", "one"))).contains("which is the group itself or in the group");
  }

  private Response patch(String group, String parent) {
    return arm.patch(
        GROUPS + "/" + group, VERSION, "{\"parentGroupId\":\"" + GROUPS + "/" + parent + "\"}");
  }

  @Test
  void listContainsGroupsThatCallerCanRead() {
    create("mine", "");
    Arm.signIn(azure, azure.createServicePrincipal("other")).put(GROUPS + "/others", VERSION, "{}");

    assertThat(json(arm.get(GROUPS, VERSION)).path("value").findValuesAsText("name"))
        .containsExactly("mine");
    assertThat(error(arm.get(GROUPS + "/others", VERSION))).isEqualTo("403 AuthorizationFailed");
    assertThat(error(arm.get(GROUPS + "/missing", VERSION))).isEqualTo("403 AuthorizationFailed");
    assertThat(error(arm.put(GROUPS + "/others", VERSION, "{}")))
        .isEqualTo("403 AuthorizationFailed");
  }

  @Test
  void getExpandsChildren() {
    create("top", "");
    create("middle", "top");
    create("bottom", "middle");
    addSubscription("bottom");

    var direct = expanded("top", "$expand=children").path("children");
    var recursive = expanded("top", "$expand=children&$recurse=true").path("children");
    var groups =
        expanded("bottom", "$expand=children&$filter=children.childType ne Subscription")
            .path("children");

    assertThat(direct.findValuesAsText("name")).containsExactly("middle");
    assertThat(recursive.findValuesAsText("type"))
        .containsExactly(
            "Microsoft.Management/managementGroups",
            "Microsoft.Management/managementGroups",
            "/subscriptions");
    assertThat(groups).isEmpty();
  }

  @Test
  void getExpandsPathAndAncestors() {
    create("outer", "");
    create("inner", "outer");

    var path = expanded("inner", "$expand=path").path("details").path("path");
    var ancestors = expanded("inner", "$expand=ancestors").path("details");

    assertThat(path.findValuesAsText("name")).containsExactly(root, "outer", "inner");
    assertThat(ancestors.path("managementGroupAncestors"))
        .extracting(JsonNode::asText)
        .containsExactly("outer", root);
    assertThat(ancestors.path("managementGroupAncestorsChain").findValuesAsText("displayName"))
        .containsExactly("outer", "Tenant Root Group");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"$expand=parents", "$recurse=true", "$expand=children&$filter=name eq 'a'"})
  void getRejectsInvalidQuery(String query) {
    create("queried", "");

    assertThat(error(arm.send("GET", GROUPS + "/queried", "api-version=2021-04-01&" + query, "")))
        .isEqualTo("400 BadRequest");
  }

  @Test
  void descendantsContainsGroupsAndSubscriptions() {
    create("estate", "");
    create("unit", "estate");
    addSubscription("unit");

    var value = json(arm.get(GROUPS + "/estate/descendants", VERSION)).path("value");

    assertThat(value.findValuesAsText("name"))
        .containsExactlyInAnyOrder("unit", azure.subscriptionId().toString());
    assertThat(value)
        .extracting(each -> each.path("properties").path("parent").path("id").asText())
        .containsExactlyInAnyOrder(GROUPS + "/estate", GROUPS + "/unit");
  }

  @Test
  void subscriptionMovesToGroupAndBack() {
    create("landing", "");

    var added = addSubscription("landing");

    assertThat(added.path("id").asText())
        .isEqualTo(GROUPS + "/landing/subscriptions/" + azure.subscriptionId());
    assertThat(added.path("properties").path("parent").path("id").asText())
        .isEqualTo(GROUPS + "/landing");
    var path = GROUPS + "/landing/subscriptions";
    assertThat(json(arm.get(path, VERSION)).path("value").findValuesAsText("name"))
        .containsExactly(azure.subscriptionId().toString());
    assertThat(json(arm.get(path + "/" + azure.subscriptionId(), VERSION))).isEqualTo(added);
    assertThat(arm.delete(path + "/" + azure.subscriptionId(), VERSION).status()).isEqualTo(200);
    assertThat(error(arm.get(path + "/" + azure.subscriptionId(), VERSION)))
        .isEqualTo("404 NotFound");
    assertThat(json(arm.get(path, VERSION)).path("value")).isEmpty();
  }

  @Test
  void moveRequiresPermissionsAtSubscriptionAndGroups() {
    var other = Arm.signIn(azure, azure.createServicePrincipal("mover"));
    other.put(GROUPS + "/theirs", VERSION, "{}");
    create("ours", "");
    addSubscription("ours");
    var subscription = "/subscriptions/" + azure.subscriptionId();

    assertThat(error(other.put(GROUPS + "/theirs" + subscription, VERSION, "")))
        .isEqualTo("403 LinkedAuthorizationFailed");
    assertThat(error(other.put(GROUPS + "/ours" + subscription, VERSION, "")))
        .isEqualTo("403 AuthorizationFailed");
    assertThat(error(arm.put(GROUPS + "/theirs" + subscription, VERSION, "")))
        .isEqualTo("403 AuthorizationFailed");
    assertThat(error(arm.put(GROUPS + "/new", VERSION, withParent("theirs"))))
        .isEqualTo("403 LinkedAuthorizationFailed");
    assertThat(arm.put(GROUPS + "/" + root + subscription, VERSION, "").status()).isEqualTo(200);
  }

  @Test
  void deleteRequiresEmptyGroup() {
    create("full", "");
    create("leaf", "full");
    addSubscription("leaf");

    assertThat(error(arm.delete(GROUPS + "/full", VERSION))).isEqualTo("400 BadRequest");
    assertThat(message(arm.delete(GROUPS + "/leaf", VERSION))).contains("contains management");
    arm.delete(GROUPS + "/leaf/subscriptions/" + azure.subscriptionId(), VERSION);

    var deleted = arm.delete(GROUPS + "/leaf", VERSION);

    assertThat(deleted.status()).isEqualTo(202);
    var status = arm.follow(deleted.headers().first("Azure-AsyncOperation").orElseThrow());
    assertThat(json(status).path("status").asText()).isEqualTo("Succeeded");
    assertThat(json(arm.get(GROUPS, VERSION)).path("value").findValuesAsText("name"))
        .containsExactly("full");
  }

  @Test
  void deleteRemovesRoleAssignmentsAtGroup() {
    create("again", "");
    arm.delete(GROUPS + "/again", VERSION);

    var other = Arm.signIn(azure, azure.createServicePrincipal("successor"));

    assertThat(other.put(GROUPS + "/again", VERSION, "{}").status()).isEqualTo(200);
    assertThat(error(arm.get(GROUPS + "/again", VERSION))).isEqualTo("403 AuthorizationFailed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.", "a b", "ä"})
  void createRejectsInvalidName(String name) {
    var answer = arm.put(GROUPS + "/" + name, VERSION, "{}");

    assertThat(error(answer)).isEqualTo("400 BadRequest");
    assertThat(message(answer)).contains("'" + name + "'", "1 to 90");
  }

  @ParameterizedTest
  @CsvSource({
    "/subscriptions/1,must be the id of a management group",
    "/providers/Microsoft.Management/managementGroups/missing,does not exist"
  })
  void createRejectsInvalidParent(String parent, String reason) {
    var body = "{\"properties\":{\"details\":{\"parent\":{\"id\":\"" + parent + "\"}}}}";

    assertThat(message(arm.put(GROUPS + "/orphan", VERSION, body))).contains(reason, parent);
  }

  @Test
  void hierarchyHasAtMostSixLevels() {
    var names = new ArrayList<>(List.of("level1"));
    create("level1", "");
    for (var level = 2; level <= 6; level++) {
      create("level" + level, names.get(names.size() - 1));
      names.add("level" + level);
    }
    create("tree", "");
    create("branch", "tree");

    assertThat(message(arm.put(GROUPS + "/level7", VERSION, withParent("level6"))))
        .contains("at most 6 levels");
    assertThat(message(patch("tree", "level5"))).contains("at most 6 levels");
    assertThat(patch("tree", "level4").status()).isEqualTo(200);
  }

  @Test
  void resetRemovesGroups() {
    create("kept", "");
    addSubscription("kept");

    var children = expanded("kept", "$expand=children").path("children");

    assertThat(children.findValuesAsText("id"))
        .containsExactly("/subscriptions/" + azure.subscriptionId());
    azure.reset();
    assertThat(json(arm.get(GROUPS, VERSION)).path("value")).isEmpty();
  }

  private JsonNode expanded(String group, String query) {
    var answer = arm.send("GET", GROUPS + "/" + group, "api-version=" + VERSION + "&" + query, "");
    assertThat(answer.status()).as(answer.body().text()).isEqualTo(200);
    return json(answer).path("properties");
  }

  private JsonNode addSubscription(String group) {
    var answer =
        arm.put(GROUPS + "/" + group + "/subscriptions/" + azure.subscriptionId(), VERSION, "");
    assertThat(answer.status()).as(answer.body().text()).isEqualTo(200);
    return json(answer);
  }

  private JsonNode create(String name, String parent) {
    var answer =
        arm.put(GROUPS + "/" + name, VERSION, parent.isEmpty() ? "{}" : withParent(parent));
    assertThat(answer.status()).as(answer.body().text()).isEqualTo(200);
    return json(answer);
  }

  private static String withParent(String parent) {
    return "{\"properties\":{\"details\":{\"parent\":{\"id\":\"" + GROUPS + "/" + parent + "\"}}}}";
  }
}
