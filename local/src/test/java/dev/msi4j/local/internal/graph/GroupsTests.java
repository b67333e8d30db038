package dev.msi4j.local.internal.graph;

import static dev.msi4j.local.Arm.error;
import static dev.msi4j.local.Arm.json;
import static dev.msi4j.local.Arm.message;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.msi4j.local.Arm;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.ServicePrincipal;
import dev.msi4j.local.TestAzure;
import dev.msi4j.local.internal.http.Response;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GroupsTests {
  private static final String GROUPS = "/v1.0/groups";
  private static final String READER = "acdd72a7-3385-48ef-bd42-f606fba81ae7";
  private static final String SECRETS_USER = "4633458b-17de-408a-b874-0445c86b69e6";

  @AutoClose private static final LocalAzure azure = TestAzure.start();
  private static final DirectoryFixture directory = new DirectoryFixture(azure);
  private static final Arm owner = Arm.signIn(azure);

  private final ServicePrincipal member = azure.createServicePrincipal("member");

  @Test
  void createReturnsSecurityGroup() {
    var created = directory.group("admins");

    assertThat(created.path("displayName").asText()).isEqualTo("admins");
    assertThat(created.path("securityEnabled").asBoolean()).isTrue();
    assertThat(json(directory.get(path(created))).path("mailNickname").asText())
        .isEqualTo("admins");
    assertThat(
            json(directory.list(
                    GROUPS, "$filter=displayName eq 'admins' and mailNickname eq 'admins'"))
                .path("value"))
        .hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'displayName':'g',|displayName",
        "'mailNickname':'g',|mailNickname",
        "'mailEnabled':false,|mailEnabled",
        "'securityEnabled':true|securityEnabled",
      })
  void createRequiresProperty(String text, String property) {
    var body = "{'displayName':'g','mailNickname':'g','mailEnabled':false,'securityEnabled':true}";

    var answer = directory.send("POST", GROUPS, body.replace(text, "").replace(",}", "}"));

    assertThat(error(answer)).isEqualTo("400 Request_BadRequest");
    assertThat(message(answer)).contains(property);
  }

  @Test
  void createRejectsGroupWithMail() {
    var body = "{'displayName':'g','mailNickname':'g','mailEnabled':true,'securityEnabled':true}";

    assertThat(message(directory.send("POST", GROUPS, body))).contains("mailEnabled must be false");
  }

  @Test
  void memberIsAddedListedAndRemoved() {
    var group = directory.group("team");
    add(group, member.objectId());

    assertThat(ids(path(group) + "/members")).containsExactly(member.objectId().toString());
    assertThat(ids("/v1.0/servicePrincipals/" + member.objectId() + "/memberOf"))
        .containsExactly(group.path("id").asText());
    assertThat(message(send(group, member.objectId())))
        .isEqualTo(
            "One or more added object references already exist for the following modified"
                + " properties: 'members'.");
    assertThat(error(send(group, UUID.randomUUID()))).isEqualTo("404 Request_ResourceNotFound");
    var reference = path(group) + "/members/" + member.objectId() + "/$ref";
    assertThat(directory.send("DELETE", reference, "").status()).isEqualTo(204);
    assertThat(directory.send("DELETE", reference, "").status()).isEqualTo(404);
    assertThat(ids(path(group) + "/members")).isEmpty();
  }

  @Test
  void membershipIsTransitive() {
    var outer = directory.group("outer");
    var inner = directory.group("inner");
    add(outer, id(inner));
    add(inner, member.objectId());
    // A cycle.
    add(inner, id(outer));

    assertThat(ids(path(outer) + "/members")).containsExactly(id(inner).toString());
    assertThat(ids(path(outer) + "/transitiveMembers"))
        .contains(id(inner).toString(), member.objectId().toString());
    assertThat(ids("/v1.0/directoryObjects/" + member.objectId() + "/transitiveMemberOf"))
        .containsExactlyInAnyOrder(id(inner).toString(), id(outer).toString());
    var checked =
        directory.send(
            "POST",
            "/v1.0/directoryObjects/" + member.objectId() + "/checkMemberGroups",
            "{'groupIds':['" + id(outer) + "','" + azure.tenantId() + "']}");
    assertThat(json(checked).path("value")).hasToString("[\"" + id(outer) + "\"]");
    var all =
        directory.send(
            "POST",
            "/v1.0/groups/" + id(inner) + "/getMemberGroups",
            "{'securityEnabledOnly':false}");
    assertThat(json(all).path("value").toString()).contains(id(outer).toString());
  }

  @Test
  void roleOfGroupAppliesToMembersUntilTheyAreRemoved() {
    owner.createGroup("shared");
    var outer = directory.group("outer-readers");
    var inner = directory.group("readers");
    add(outer, id(inner));
    add(inner, member.objectId());
    var caller = Arm.signIn(azure, member);
    assertThat(caller.get(owner.group("shared"), "2021-04-01").status()).isEqualTo(403);

    assign(owner.group("shared"), id(outer), READER);

    assertThat(caller.get(owner.group("shared"), "2021-04-01").status()).isEqualTo(200);
    var query = "api-version=2022-04-01&$filter=assignedTo('" + member.objectId() + "')";
    var assigned =
        json(
            owner.send(
                "GET",
                owner.group("shared") + "/providers/Microsoft.Authorization/roleAssignments",
                query,
                ""));
    assertThat(assigned.path("value").findValuesAsText("principalType")).containsExactly("Group");
    directory.send("DELETE", path(inner) + "/members/" + member.objectId() + "/$ref", "");
    assertThat(caller.get(owner.group("shared"), "2021-04-01").status()).isEqualTo(403);
  }

  @Test
  void dataActionOfGroupAppliesToMembers() {
    owner.createGroup("vaults");
    var path = owner.group("vaults") + "/providers/Microsoft.KeyVault/vaults/groups-vault";
    var vault =
        "{\"location\":\"eastus\",\"properties\":{\"tenantId\":\""
            + azure.tenantId()
            + "\",\"sku\":{\"family\":\"A\",\"name\":\"standard\"},"
            + "\"enableRbacAuthorization\":true}}";
    assertThat(owner.put(path, "2023-07-01", vault).status()).isIn(200, 201);
    var group = directory.group("secret-readers");
    var caller = Arm.signIn(azure, member, "https://vault.azure.net").vault("groups-vault");
    assertThat(caller.send("GET", "/secrets/none", "api-version=7.4", "").status()).isEqualTo(403);

    assign(path, id(group), SECRETS_USER);
    add(group, member.objectId());

    assertThat(caller.send("GET", "/secrets/none", "api-version=7.4", "").status()).isEqualTo(404);
  }

  @Test
  void deletedGroupGivesNoRole() {
    owner.createGroup("deleted");
    var group = directory.group("deleted");
    add(group, member.objectId());
    assign(owner.group("deleted"), id(group), READER);

    assertThat(directory.send("DELETE", path(group), "").status()).isEqualTo(204);

    assertThat(Arm.signIn(azure, member).get(owner.group("deleted"), "2021-04-01").status())
        .isEqualTo(403);
    assertThat(directory.get(path(group)).status()).isEqualTo(404);
  }

  @Test
  void deletedMemberLeavesGroup() {
    var group = directory.group("left");
    add(group, member.objectId());

    directory.send("DELETE", "/v1.0/servicePrincipals/" + member.objectId(), "");

    assertThat(ids(path(group) + "/members")).isEmpty();
  }

  @Test
  void groupIsFoundAsDirectoryObject() {
    var group = directory.group("found");

    var found =
        directory.send("POST", "/v1.0/directoryObjects/getByIds", "{'ids':['" + id(group) + "']}");

    assertThat(json(found).path("value").findValuesAsText("@odata.type"))
        .containsExactly("#microsoft.graph.group");
  }

  @Test
  void updateAddsMembers() {
    var group = directory.group("updated");

    var updated =
        directory.send(
            "PATCH",
            path(group),
            "{'description':'d','members@odata.bind':['https://graph.microsoft.com/v1.0/"
                + "directoryObjects/"
                + member.objectId()
                + "']}");

    assertThat(updated.status()).isEqualTo(204);
    assertThat(ids(path(group) + "/members")).containsExactly(member.objectId().toString());
    assertThat(json(directory.get(path(group))).path("description").asText()).isEqualTo("d");
  }

  private static void assign(String scope, UUID principal, String role) {
    var answer =
        owner.put(
            scope + "/providers/Microsoft.Authorization/roleAssignments/" + UUID.randomUUID(),
            "2022-04-01",
            "{\"properties\":{\"principalId\":\""
                + principal
                + "\",\"principalType\":\"Group\",\"roleDefinitionId\":\""
                + owner.subscription()
                + "/providers/Microsoft.Authorization/roleDefinitions/"
                + role
                + "\"}}");
    assertThat(answer.status()).as(answer.body().text()).isEqualTo(201);
  }

  private static void add(JsonNode group, UUID member) {
    var added = send(group, member);
    assertThat(added.status()).as(added.body().text()).isEqualTo(204);
  }

  private static Response send(JsonNode group, UUID member) {
    return directory.send(
        "POST",
        path(group) + "/members/$ref",
        "{'@odata.id':'https://graph.microsoft.com/v1.0/directoryObjects/" + member + "'}");
  }

  private static List<String> ids(String path) {
    return json(directory.get(path)).path("value").findValuesAsText("id");
  }

  private static UUID id(JsonNode group) {
    return UUID.fromString(group.path("id").asText());
  }

  private static String path(JsonNode group) {
    return GROUPS + "/" + group.path("id").asText();
  }
}
