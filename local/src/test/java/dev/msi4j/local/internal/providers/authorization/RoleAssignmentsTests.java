package dev.msi4j.local.internal.providers.authorization;

import static dev.msi4j.local.Arm.error;
import static dev.msi4j.local.Arm.json;
import static dev.msi4j.local.Arm.message;
import static org.assertj.core.api.Assertions.assertThat;

import dev.msi4j.local.Arm;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.ServicePrincipal;
import dev.msi4j.local.TestAzure;
import dev.msi4j.local.TestClock;
import dev.msi4j.local.internal.http.Response;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RoleAssignmentsTests {
  private static final String VERSION = "2022-04-01";
  private static final String READER = "acdd72a7-3385-48ef-bd42-f606fba81ae7";
  private static final String CONTRIBUTOR = "b24988ac-6180-42a0-ab88-20f7382dd24c";

  @AutoClose private static final LocalAzure azure = TestAzure.start();
  private static final Arm arm = Arm.signIn(azure);

  @BeforeAll
  static void createGroup() {
    arm.createGroup("rg");
  }

  @Test
  void putCreatesAssignmentThatGetReturns() {
    var principal = azure.createServicePrincipal("shown");
    var id = at(arm.group("rg"), UUID.randomUUID());

    var created = arm.put(id, VERSION, body(READER, principal.objectId(), ""));

    assertThat(created.status()).isEqualTo(201);
    var properties = json(created).path("properties");
    assertThat(json(created).path("id").asText()).isEqualToIgnoringCase(id);
    assertThat(json(created).path("type").asText())
        .isEqualTo("Microsoft.Authorization/roleAssignments");
    assertThat(properties.path("scope").asText()).isEqualTo(arm.group("rg"));
    assertThat(properties.path("principalType").asText()).isEqualTo("ServicePrincipal");
    assertThat(properties.path("roleDefinitionId").asText()).endsWith(READER);
    assertThat(json(arm.get(id, VERSION))).isEqualTo(json(created));
  }

  @Test
  void secondPutUpdatesDescription() {
    var principal = azure.createServicePrincipal("again");
    var id = at(arm.group("rg"), UUID.randomUUID());
    arm.put(id, VERSION, body(READER, principal.objectId(), ""));

    var described =
        arm.put(id, VERSION, body(READER, principal.objectId(), ",\"description\":\"why\""));

    assertThat(described.status()).isEqualTo(200);
    assertThat(json(arm.get(id, VERSION)).path("properties").path("description").asText())
        .isEqualTo("why");
  }

  @Test
  void putRejectsSameGrantUnderAnotherName() {
    var principal = azure.createServicePrincipal("twice");
    var first = UUID.randomUUID();
    arm.put(at(arm.group("rg"), first), VERSION, body(READER, principal.objectId(), ""));

    var second =
        arm.put(
            at(arm.group("RG"), UUID.randomUUID()),
            VERSION,
            body(READER, principal.objectId(), ""));

    assertThat(error(second)).isEqualTo("409 RoleAssignmentExists");
    assertThat(message(second))
        .isEqualTo(
            "The role assignment already exists. The ID of the existing role assignment is "
                + first.toString().replace("-", "")
                + ".");
  }

  @Test
  void putRejectsChangeOfRoleOrScope() {
    var principal = azure.createServicePrincipal("other");
    var name = UUID.randomUUID();
    arm.put(at(arm.group("rg"), name), VERSION, body(READER, principal.objectId(), ""));

    var otherRole =
        arm.put(at(arm.group("rg"), name), VERSION, body(CONTRIBUTOR, principal.objectId(), ""));
    var otherScope =
        arm.put(at(arm.subscription(), name), VERSION, body(READER, principal.objectId(), ""));

    assertThat(error(otherRole)).isEqualTo("400 RoleAssignmentUpdateNotPermitted");
    assertThat(error(otherScope)).isEqualTo("400 RoleAssignmentUpdateNotPermitted");
  }

  @Test
  void putRejectsMissingPrincipalUnlessTypeIsSet() {
    var missingPrincipal = UUID.randomUUID();

    var unknown =
        arm.put(
            at(arm.group("rg"), UUID.randomUUID()), VERSION, body(READER, missingPrincipal, ""));
    var typed =
        arm.put(
            at(arm.group("rg"), UUID.randomUUID()),
            VERSION,
            body(READER, missingPrincipal, ",\"principalType\":\"ServicePrincipal\""));

    assertThat(error(unknown)).isEqualTo("400 PrincipalNotFound");
    assertThat(message(unknown))
        .startsWith(
            "Principal "
                + missingPrincipal.toString().replace("-", "")
                + " does not exist in the directory "
                + azure.tenantId());
    assertThat(typed.status()).isEqualTo(201);
  }

  @Test
  void putRejectsPrincipalUntilReplicated() {
    var clock = new TestClock();
    try (var slow =
        TestAzure.builder().clock(clock).replicationDelay(Duration.ofSeconds(30)).start()) {
      var owner = Arm.signIn(slow);
      owner.createGroup("rg");
      var notReplicated = slow.createServicePrincipal("notReplicated").objectId();
      var path = all(owner.group("rg")) + "/";

      var early = owner.put(path + UUID.randomUUID(), VERSION, body(READER, notReplicated, ""));
      var typed =
          owner.put(
              path + UUID.randomUUID(),
              VERSION,
              body(CONTRIBUTOR, notReplicated, ",\"principalType\":\"ServicePrincipal\""));
      clock.advance(Duration.ofSeconds(30));
      var late = owner.put(path + UUID.randomUUID(), VERSION, body(READER, notReplicated, ""));

      assertThat(error(early)).isEqualTo("400 PrincipalNotFound");
      assertThat(typed.status()).isEqualTo(201);
      assertThat(late.status()).isEqualTo(201);
    }
  }

  @Test
  void putRejectsWrongPrincipalType() {
    var principal = azure.createServicePrincipal("typed");

    var answer =
        arm.put(
            at(arm.group("rg"), UUID.randomUUID()),
            VERSION,
            body(READER, principal.objectId(), ",\"principalType\":\"User\""));

    assertThat(error(answer)).isEqualTo("400 UnmatchedPrincipalType");
  }

  @Test
  void putRejectsMissingRole() {
    var principal = azure.createServicePrincipal("roleless");

    var answer =
        arm.put(
            at(arm.group("rg"), UUID.randomUUID()),
            VERSION,
            body("00000000-0000-0000-0000-000000000000", principal.objectId(), ""));

    assertThat(error(answer)).isEqualTo("400 RoleDefinitionDoesNotExist");
  }

  @Test
  void putRejectsMissingResource() {
    var principal = azure.createServicePrincipal("placeless");

    var answer =
        arm.put(
            at(arm.identity("rg", "missing"), UUID.randomUUID()),
            VERSION,
            body(READER, principal.objectId(), ""));

    assertThat(error(answer)).isEqualTo("404 ResourceNotFound");
  }

  @Test
  void putRejectsInvalidRequests() {
    var path = at(arm.group("rg"), UUID.randomUUID());
    var named = arm.group("rg") + "/providers/Microsoft.Authorization/roleAssignments/mine";

    assertThat(error(arm.put(named, VERSION, body(READER, UUID.randomUUID(), ""))))
        .isEqualTo("400 InvalidRoleAssignmentId");
    assertThat(message(arm.put(path, VERSION, "{\"properties\":{\"principalId\":\"x\"}}")))
        .contains("properties.roleDefinitionId is required");
    assertThat(
            error(
                arm.put(
                    path,
                    VERSION,
                    "{\"properties\":{\"roleDefinitionId\":\"/a\",\"principalId\":\"x\"}}")))
        .isEqualTo("400 InvalidPrincipalId");
    assertThat(
            error(
                arm.put(
                    path,
                    VERSION,
                    body(READER, UUID.randomUUID(), ",\"condition\":\"@Resource\""))))
        .isEqualTo("400 InvalidConditionVersion");
  }

  @Test
  void listReturnsAssignmentsAtParentAndChildScopes() {
    var principal = azure.createServicePrincipal("listed");
    arm.createGroup("lists");
    arm.createIdentity("lists", "inside");
    arm.assign(arm.subscription(), principal, READER);
    arm.assign(arm.group("lists"), principal, READER);
    arm.assign(arm.identity("lists", "inside"), principal, READER);
    var mine = "principalId eq '" + principal.objectId() + "'";

    assertThat(scopes(arm.group("lists"), mine)).hasSize(3);
    assertThat(scopes(arm.group("lists"), "atScope() and " + mine))
        .containsExactlyInAnyOrder(arm.subscription(), arm.group("lists"));
    assertThat(scopes(arm.group("lists"), "assignedTo('" + principal.objectId() + "')")).hasSize(3);
    assertThat(scopes(arm.group("rg"), mine)).containsExactly(arm.subscription());
    assertThat(scopes(arm.subscription(), mine)).hasSize(3);
    assertThat(
            error(
                arm.send(
                    "GET", all(arm.group("rg")), "api-version=2022-04-01&$filter=nonsense", "")))
        .isEqualTo("400 InvalidFilterInQueryString");
  }

  @Test
  void deleteReturnsAssignmentAndThen204() {
    var principal = azure.createServicePrincipal("deleted");
    var id = at(arm.group("rg"), UUID.randomUUID());
    arm.put(id, VERSION, body(READER, principal.objectId(), ""));

    var first = arm.delete(id, VERSION);

    assertThat(first.status()).isEqualTo(200);
    assertThat(json(first).path("properties").path("principalId").asText())
        .isEqualTo(principal.objectId().toString());
    assertThat(arm.delete(id, VERSION).status()).isEqualTo(204);
    assertThat(error(arm.get(id, VERSION))).isEqualTo("404 RoleAssignmentNotFound");
  }

  @Test
  void deleteRejectsLastOwnerOfSubscription() {
    var owner =
        json(arm.send("GET", all(arm.subscription()), "api-version=2022-04-01", ""))
            .path("value")
            .get(0);

    assertThat(message(arm.delete(owner.path("id").asText(), VERSION)))
        .isEqualTo("Cannot delete the last RBAC admin assignment");
  }

  @Test
  void groupDeletionDeletesAssignments() {
    var principal = azure.createServicePrincipal("going");
    arm.createGroup("going");
    arm.assign(arm.group("going"), principal, READER);

    arm.delete(arm.group("going"), "2021-04-01");

    arm.createGroup("going");
    assertThat(Arm.signIn(azure, principal).get(arm.group("going"), "2021-04-01").status())
        .isEqualTo(403);
  }

  @Test
  void assignmentOutlivesPrincipal() {
    arm.createIdentity("rg", "orphan");
    var principal =
        json(arm.get(arm.identity("rg", "orphan"), Arm.VERSION))
            .path("properties")
            .path("principalId")
            .asText();
    arm.put(
        at(arm.group("rg"), UUID.randomUUID()),
        VERSION,
        body(READER, UUID.fromString(principal), ""));

    arm.delete(arm.identity("rg", "orphan"), Arm.VERSION);

    assertThat(scopes(arm.group("rg"), "principalId eq '" + principal + "'"))
        .containsExactly(arm.group("rg"));
  }

  @Test
  void putByContributorReturns403() {
    ServicePrincipal contributor = azure.createServicePrincipal("contributor");
    arm.assign(arm.group("rg"), contributor, CONTRIBUTOR);

    Response answer =
        Arm.signIn(azure, contributor)
            .put(
                at(arm.group("rg"), UUID.randomUUID()),
                VERSION,
                body(READER, contributor.objectId(), ""));

    assertThat(error(answer)).isEqualTo("403 AuthorizationFailed");
    assertThat(message(answer)).contains("Microsoft.Authorization/roleAssignments/write");
  }

  private static List<String> scopes(String scope, String filter) {
    var query = "api-version=2022-04-01&$filter=" + filter;
    return json(arm.send("GET", all(scope), query, "")).path("value").findValuesAsText("scope");
  }

  private static String all(String scope) {
    return scope + "/providers/Microsoft.Authorization/roleAssignments";
  }

  private static String at(String scope, UUID name) {
    return all(scope) + "/" + name;
  }

  private static String body(String role, UUID principal, String more) {
    return "{\"properties\":{\"principalId\":\""
        + principal
        + "\",\"roleDefinitionId\":\""
        + arm.subscription()
        + "/providers/Microsoft.Authorization/roleDefinitions/"
        + role
        + "\""
        + more
        + "}}";
  }
}
