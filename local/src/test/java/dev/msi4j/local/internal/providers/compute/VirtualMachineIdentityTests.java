package dev.msi4j.local.internal.providers.compute;

import static dev.msi4j.local.Arm.VERSION;
import static dev.msi4j.local.Arm.error;
import static dev.msi4j.local.Arm.json;
import static dev.msi4j.local.Arm.message;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.msi4j.local.Arm;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.TestAzure;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VirtualMachineIdentityTests {
  private static final String COMPUTE = "2024-11-01";

  @AutoClose private static final LocalAzure azure = TestAzure.start();
  private static final Arm arm = Arm.signIn(azure);

  @BeforeAll
  static void createGroup() {
    arm.createGroup("rg");
  }

  @Test
  void systemAssignedIdentityExistsUntilVirtualMachineIsDeleted() {
    var path = machine("own");
    var created = json(arm.put(path, COMPUTE, body("{\"type\":\"SystemAssigned\"}")));

    var identity =
        json(arm.get(path + "/providers/Microsoft.ManagedIdentity/identities/default", VERSION));

    assertThat(created.path("identity").path("type").asText()).isEqualTo("SystemAssigned");
    assertThat(identity.path("properties").path("principalId"))
        .isEqualTo(created.path("identity").path("principalId"));
    assertThat(identity.path("location").asText()).isEqualTo("eastus");
    assertThat(identity.path("properties").path("clientSecretUrl").asText()).startsWith("https://");
    var deleted = arm.delete(path, COMPUTE);
    assertThat(deleted.status()).isEqualTo(202);
    assertThat(
            json(arm.follow(deleted.headers().first("Azure-AsyncOperation").orElseThrow()))
                .path("status"))
        .hasToString("\"Succeeded\"");
    assertThat(
            error(
                arm.get(path + "/providers/Microsoft.ManagedIdentity/identities/default", VERSION)))
        .isEqualTo("404 ResourceNotFound");
  }

  @Test
  void patchAddsAndRemovesUserAssignedIdentities() {
    var one = arm.createIdentity("rg", "assigned-one");
    var two = arm.createIdentity("rg", "assigned-two");
    var path = machine("assigned");
    arm.put(path, COMPUTE, body(assigned("SystemAssigned, UserAssigned", one, "{}")));

    var both =
        json(
            arm.patch(
                path,
                COMPUTE,
                "{\"identity\":" + assigned("SystemAssigned, UserAssigned", two, "{}") + "}"));
    assertThat(both.path("identity").path("userAssignedIdentities").size()).isEqualTo(2);
    var second =
        json(
            arm.patch(
                path,
                COMPUTE,
                "{\"identity\":" + assigned("SystemAssigned, UserAssigned", one, "null") + "}"));
    assertThat(second.path("identity").path("userAssignedIdentities").findValuesAsText("clientId"))
        .containsExactly(two.path("properties").path("clientId").asText());
    var own = json(arm.patch(path, COMPUTE, "{\"identity\":{\"type\":\"SystemAssigned\"}}"));
    assertThat(own.path("identity").has("userAssignedIdentities")).isFalse();
    assertThat(own.path("identity").path("principalId"))
        .isEqualTo(both.path("identity").path("principalId"));
    var none = json(arm.patch(path, COMPUTE, "{\"identity\":{\"type\":\"None\"}}"));
    assertThat(none.has("identity")).isFalse();
  }

  @Test
  void listAssociatedResourcesContainsVirtualMachine() {
    var identity = arm.createIdentity("rg", "listed");
    arm.put(machine("Listed-A"), COMPUTE, body(assigned("UserAssigned", identity, "{}")));
    arm.put(machine("Listed-B"), COMPUTE, body(assigned("UserAssigned", identity, "{}")));
    var list = arm.identity("rg", "listed") + "/listAssociatedResources";

    var all = json(arm.post(list, "2022-01-31-preview"));
    var page =
        json(
            arm.send("POST", list, "api-version=2021-09-30-preview&$top=1&$orderby=name desc", ""));

    assertThat(all.path("totalCount").asInt()).isEqualTo(2);
    assertThat(all.path("value").findValuesAsText("name")).containsExactly("Listed-A", "Listed-B");
    assertThat(all.path("value").get(0).path("type").asText())
        .isEqualTo("microsoft.compute/virtualmachines");
    assertThat(page.path("value").findValuesAsText("name")).containsExactly("Listed-B");
    var next = page.path("nextLink").asText();
    assertThat(json(arm.follow(next)).path("totalCount").asInt()).isEqualTo(2);
    assertThat(
            json(arm.send(
                    "POST", list, "api-version=2022-01-31-preview&$filter=contains(name, 'b')", ""))
                .path("value"))
        .hasSize(1);
    assertThat(error(arm.send("POST", list, "api-version=2022-01-31-preview&$filter=true", "")))
        .isEqualTo("400 BadRequest");
    assertThat(error(arm.post(list, VERSION))).isEqualTo("404 InvalidResourceType");
  }

  @Test
  void putRejectsMissingIdentity() {
    var path = machine("stranger");
    var block =
        "{\"type\":\"UserAssigned\",\"userAssignedIdentities\":{\""
            + arm.identity("rg", "missing")
            + "\":{}}}";

    var answer = arm.put(path, COMPUTE, body(block));

    assertThat(error(answer)).isEqualTo("400 FailedIdentityOperation");
    assertThat(message(answer)).contains("missing");
    assertThat(error(arm.get(path, COMPUTE))).isEqualTo("404 ResourceNotFound");
  }

  @Test
  void putEnforcesIsolationScopeAndAssignmentRestrictions() {
    var regional =
        json(
            arm.put(
                arm.identity("rg", "regional"),
                VERSION,
                "{\"location\":\"westus\",\"properties\":{\"isolationScope\":\"Regional\"}}"));
    var restricted =
        json(
            arm.put(
                arm.identity("rg", "restricted"),
                "2026-05-31",
                "{\"location\":\"eastus\",\"properties\":{\"assignmentRestrictions\":{\"providers\":[\"Microsoft.Web\"]}}}"));

    assertThat(
            message(
                arm.put(machine("far"), COMPUTE, body(assigned("UserAssigned", regional, "{}")))))
        .contains("Regional", "'westus'", "'eastus'");
    assertThat(
            message(
                arm.put(
                    machine("barred"), COMPUTE, body(assigned("UserAssigned", restricted, "{}")))))
        .contains("assignment restrictions", "Microsoft.Web");
  }

  @Test
  void putWithoutIdentityKeepsIdentities() {
    var identity = arm.createIdentity("rg", "stays");
    var path = machine("put");
    var type = "SystemAssigned, UserAssigned";
    var before = json(arm.put(path, COMPUTE, body(assigned(type, identity, "{}"))));

    var silent = json(arm.put(path, COMPUTE, "{\"location\":\"eastus\"}"));
    var other = json(arm.put(path, COMPUTE, body("{\"type\":\"SystemAssigned\"}")));
    var none = json(arm.put(path, COMPUTE, body("{\"type\":\"None\"}")));

    assertThat(silent.path("identity")).isEqualTo(before.path("identity"));
    assertThat(other.path("identity").has("userAssignedIdentities")).isFalse();
    assertThat(other.path("identity").path("principalId"))
        .isEqualTo(before.path("identity").path("principalId"));
    assertThat(none.has("identity")).isFalse();
  }

  @Test
  void recreatedVirtualMachineHasNewPrincipal() {
    var path = machine("reborn");
    var own = body("{\"type\":\"SystemAssigned\"}");
    var first = json(arm.put(path, COMPUTE, own)).path("identity").path("principalId").asText();
    arm.delete(path, COMPUTE);

    var second = json(arm.put(path, COMPUTE, own)).path("identity").path("principalId").asText();

    assertThat(second).isNotEqualTo(first);
  }

  @Test
  void patchWithTypeOnlyKeepsUserAssignedIdentities() {
    var identity = arm.createIdentity("rg", "kept");
    var path = machine("typed");
    arm.put(path, COMPUTE, body(assigned("UserAssigned", identity, "{}")));

    var both =
        json(
            arm.patch(path, COMPUTE, "{\"identity\":{\"type\":\"SystemAssigned, UserAssigned\"}}"));

    assertThat(both.path("identity").path("userAssignedIdentities")).hasSize(1);
    assertThat(both.path("identity").path("principalId").asText()).hasSize(36);
  }

  @Test
  void putRejectsIdentitiesThatContradictType() {
    var identity = arm.createIdentity("rg", "together");
    var path = machine("torn");

    assertThat(error(arm.put(path, COMPUTE, body("{\"type\":\"UserAssigned\"}"))))
        .isEqualTo("400 MissingIdentityIds");
    var notRequested = arm.put(path, COMPUTE, body(assigned("SystemAssigned", identity, "{}")));
    assertThat(error(notRequested)).isEqualTo("400 InvalidParameter");
    assertThat(message(notRequested)).contains("userAssignedIdentities", "\"SystemAssigned\"");
    assertThat(error(arm.put(path, COMPUTE, body("{\"type\":\"None, SystemAssigned\"}"))))
        .isEqualTo("400 InvalidRequestContent");
    arm.put(path, COMPUTE, body(assigned("UserAssigned", identity, "{}")));
    assertThat(
            error(
                arm.patch(
                    path,
                    COMPUTE,
                    "{\"identity\":" + assigned("UserAssigned", identity, "null") + "}")))
        .isEqualTo("400 MissingIdentityIds");
  }

  @ParameterizedTest
  @CsvSource({
    "'{}', not found in JSON",
    "'{\"type\":null}', expects a value but got null",
    "'{\"userAssignedIdentities\":{}}', not found in JSON",
    "'{\"type\":\"\"}', identity.type",
    "'{\"type\":\"Managed\"}', identity.type",
    "'{\"type\":1}', identity.type must be a string",
    "'{\"type\":[\"None\"]}', identity.type must be a string",
    "'[]', identity must be an object",
    "'\"None\"', identity must be an object",
    "'{\"type\":\"UserAssigned\",\"userAssignedIdentities\":[]}', must be an object"
  })
  void putWithInvalidIdentityTypeReturns400AndKeepsIdentities(String block, String expected) {
    var identity = arm.createIdentity("rg", "guarded-" + Integer.toHexString(block.hashCode()));
    var path = machine("guarded");
    arm.put(path, COMPUTE, body(assigned("SystemAssigned, UserAssigned", identity, "{}")));
    var before = json(arm.get(path, COMPUTE)).path("identity");

    for (var answer :
        List.of(
            arm.put(path, COMPUTE, body(block)),
            arm.patch(path, COMPUTE, "{\"identity\":" + block + "}"))) {
      assertThat(error(answer)).isEqualTo("400 InvalidRequestContent");
      assertThat(message(answer)).contains(expected, "identity");
    }

    assertThat(json(arm.get(path, COMPUTE)).path("identity")).isEqualTo(before);
  }

  @Test
  void putRejectsIdOfAnotherResourceType() {
    var path = machine("mistaken");

    for (var id : new String[] {"me", path, arm.group("rg")}) {
      var block = "{\"type\":\"UserAssigned\",\"userAssignedIdentities\":{\"" + id + "\":{}}}";
      var answer = arm.put(path, COMPUTE, body(block));

      assertThat(error(answer)).isEqualTo("400 LinkedInvalidPropertyId");
      assertThat(message(answer)).contains("'" + id + "'", "identity.userAssignedIdentities");
    }
    var text = "{\"type\":\"UserAssigned\",\"userAssignedIdentities\":{\"" + path + "\":\"yes\"}}";
    assertThat(error(arm.put(path, COMPUTE, body(text)))).isEqualTo("400 InvalidRequestContent");
  }

  private static String machine(String name) {
    return arm.group("rg") + "/providers/Microsoft.Compute/virtualMachines/" + name;
  }

  private static String body(String identity) {
    return "{\"location\":\"eastus\",\"identity\":" + identity + ",\"properties\":{}}";
  }

  private static String assigned(String type, JsonNode identity, String value) {
    return "{\"type\":\""
        + type
        + "\",\"userAssignedIdentities\":{\""
        + identity.path("id").asText()
        + "\":"
        + value
        + "}}";
  }
}
