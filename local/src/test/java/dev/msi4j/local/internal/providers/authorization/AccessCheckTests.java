package dev.msi4j.local.internal.providers.authorization;

import static dev.msi4j.local.Arm.error;
import static dev.msi4j.local.Arm.json;
import static dev.msi4j.local.Arm.message;
import static org.assertj.core.api.Assertions.assertThat;

import dev.msi4j.local.Arm;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.ServicePrincipal;
import dev.msi4j.local.TestAzure;
import dev.msi4j.local.internal.http.Response;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessCheckTests {
  /** Key Vault Data Access Administrator, which has a condition. */
  private static final String CONDITIONAL_ADMINISTRATOR = "8b54135c-b56d-4d72-a534-26097cfdc8d8";

  /** User Access Administrator. */
  private static final String ADMINISTRATOR = "18d7d88d-d35e-4fb5-a5c3-7773c20a72d9";

  private static final String READER = "acdd72a7-3385-48ef-bd42-f606fba81ae7";
  private static final String SECRETS_USER = "4633458b-17de-408a-b874-0445c86b69e6";
  private static final String GET_SECRET = "Microsoft.KeyVault/vaults/secrets/getSecret/action";

  @AutoClose private static final LocalAzure azure = TestAzure.start();
  private static final Arm arm = Arm.signIn(azure);

  @Test
  void checkAccessReturnsDecisionForEachAction() {
    arm.createGroup("checked");
    var principal = azure.createServicePrincipal("checked");
    arm.assign(arm.group("checked"), principal, READER);
    arm.assign(arm.group("checked"), principal, SECRETS_USER);

    var checked =
        check(
            arm.group("checked"),
            subject(principal.objectId())
                + ",\"Actions\":[{\"Id\":\"Microsoft.Compute/disks/read\"},"
                + "{\"Id\":\"Microsoft.Compute/disks/write\",\"IsDataAction\":false},"
                + "{\"Id\":\""
                + GET_SECRET
                + "\",\"IsDataAction\":true},{\"Id\":\""
                + GET_SECRET
                + "\"}]");

    assertThat(checked.status()).as(checked.body().text()).isEqualTo(200);
    assertThat(json(checked).findValuesAsText("accessDecision"))
        .containsExactly("Allowed", "NotAllowed", "Allowed", "NotAllowed");
    assertThat(json(checked).findValuesAsText("actionId")).contains(GET_SECRET);
    assertThat(json(checked).at("/0/timeToLiveInMs").asInt()).isPositive();
  }

  @Test
  void checkAccessDecidesAtResourceUnderScope() {
    arm.createGroup("narrow");
    arm.createIdentity("narrow", "web");
    var principal = azure.createServicePrincipal("narrow");
    arm.assign(arm.identity("narrow", "web"), principal, READER);
    var action =
        ",\"actions\":[{\"id\":\"Microsoft.ManagedIdentity/userAssignedIdentities/read\"}]";

    assertThat(check(arm.group("narrow"), subject(principal.objectId()) + action).body().text())
        .contains("NotAllowed");
    assertThat(
            json(check(
                    arm.group("narrow"),
                    subject(principal.objectId())
                        + action
                        + ",\"resource\":{\"id\":\""
                        + arm.identity("narrow", "web")
                        + "\"}"))
                .at("/0/accessDecision")
                .asText())
        .isEqualTo("Allowed");
  }

  @Test
  void checkAccessEvaluatesConditionsOfRoles() {
    arm.createGroup("conditional");
    var action = ",\"actions\":[{\"id\":\"Microsoft.Authorization/roleAssignments/write\"}]";

    for (var decision :
        Map.of(CONDITIONAL_ADMINISTRATOR, "NotAllowed", ADMINISTRATOR, "Allowed").entrySet()) {
      var principal = azure.createServicePrincipal("administrator");
      arm.assign(arm.group("conditional"), principal, decision.getKey());

      var answer = check(arm.group("conditional"), subject(principal.objectId()) + action);

      assertThat(json(answer).at("/0/accessDecision").asText()).isEqualTo(decision.getValue());
    }
  }

  @Test
  void checkAccessRejectsInvalidBodies() {
    arm.createGroup("bad");
    var scope = arm.group("bad");
    var someone = subject(UUID.randomUUID());

    assertThat(error(check(scope, someone))).isEqualTo("400 InvalidRequestContent");
    assertThat(error(check(scope, "\"Actions\":[{\"Id\":\"a/read\"}]")))
        .isEqualTo("400 InvalidRequestContent");
    assertThat(
            message(
                check(
                    scope,
                    someone
                        + ",\"Actions\":[{\"Id\":\"a/read\"}],\"Resource\":{\"Id\":\"/other\"}")))
        .contains("Resource.Id is '/other': it must be at or under the scope '" + scope + "'");
  }

  @Test
  void readerMayNotCheckAccess() {
    arm.createGroup("closed");
    ServicePrincipal principal = azure.createServicePrincipal("reader");
    arm.assign(arm.group("closed"), principal, READER);

    var answer =
        Arm.signIn(azure, principal)
            .send("POST", path(arm.group("closed")), "api-version=2018-09-01-preview", "{}");

    assertThat(error(answer)).isEqualTo("403 AuthorizationFailed");
  }

  @Test
  void providerOperationsAreListedByResourceType() {
    var path = "/providers/Microsoft.Authorization/providerOperations";

    var all = json(arm.get(path, "2022-04-01"));
    var compute =
        json(
            arm.send(
                "GET",
                path + "/microsoft.compute",
                "api-version=2022-04-01&$expand=resourceTypes",
                ""));

    assertThat(all.path("value").findValuesAsText("name"))
        .contains("Microsoft.Compute", "Microsoft.ManagedIdentity");
    assertThat(compute.path("id").asText()).isEqualTo(path + "/Microsoft.Compute");
    assertThat(compute.path("resourceTypes").findValuesAsText("name"))
        .contains("virtualMachines", "Microsoft.Compute/virtualMachines/write")
        .doesNotHaveDuplicates();
    assertThat(error(arm.get(path + "/Microsoft.None", "2022-04-01")))
        .isEqualTo("404 ProviderNotFound");
  }

  @Test
  void denyAssignmentsAreEmpty() {
    var path = arm.subscription() + "/providers/Microsoft.Authorization/denyAssignments";

    assertThat(arm.get(path, "2022-04-01").body().text()).isEqualTo("{\"value\":[]}");
    assertThat(error(arm.get(path + "/" + UUID.randomUUID(), "2022-04-01")))
        .isEqualTo("404 DenyAssignmentNotFound");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "roleEligibilitySchedules",
        "roleEligibilityScheduleInstances",
        "roleEligibilityScheduleRequests",
        "roleAssignmentSchedules",
        "roleAssignmentScheduleInstances",
        "roleAssignmentScheduleRequests",
        "roleManagementPolicies",
        "roleManagementPolicyAssignments"
      })
  void privilegedIdentityManagementNeedsLicense(String type) {
    var path = arm.subscription() + "/providers/Microsoft.Authorization/" + type;

    assertThat(error(arm.get(path, "2020-10-01"))).isEqualTo("400 AadPremiumLicenseRequired");
    assertThat(error(arm.get(path + "/" + UUID.randomUUID(), "2020-10-01")))
        .isEqualTo("400 AadPremiumLicenseRequired");
    if (type.endsWith("Requests")) {
      assertThat(error(arm.put(path + "/" + UUID.randomUUID(), "2020-10-01", "{}")))
          .isEqualTo("400 AadPremiumLicenseRequired");
    }
  }

  private static Response check(String scope, String members) {
    return arm.send("POST", path(scope), "api-version=2018-09-01-preview", "{" + members + "}");
  }

  private static String path(String scope) {
    return scope + "/providers/Microsoft.Authorization/checkaccess";
  }

  private static String subject(UUID objectId) {
    return "\"Subject\":{\"Attributes\":{\"ObjectId\":\"" + objectId + "\"}}";
  }
}
