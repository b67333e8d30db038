package dev.msi4j.local.internal.providers.managedidentity;

import static dev.msi4j.local.Arm.VERSION;
import static dev.msi4j.local.Arm.error;
import static dev.msi4j.local.Arm.json;
import static dev.msi4j.local.Arm.message;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.msi4j.local.Arm;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.TestAzure;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UserAssignedIdentitiesTests {
  @AutoClose private static final LocalAzure azure = TestAzure.builder().pageSize(2).start();
  private static final Arm arm = Arm.signIn(azure);

  @BeforeAll
  static void createGroup() {
    arm.createGroup("rg");
  }

  @Test
  void putCreatesIdentityWithPrincipal() {
    var answer =
        arm.put(
            arm.identity("rg", "create"),
            VERSION,
            "{\"location\":\"East US\",\"tags\":{\"a\":\"1\"}}");

    var identity = json(answer);
    assertThat(answer.status()).isEqualTo(201);
    assertThat(identity.path("name").asText()).isEqualTo("create");
    assertThat(identity.path("type").asText())
        .isEqualTo("Microsoft.ManagedIdentity/userAssignedIdentities");
    assertThat(identity.path("location").asText()).isEqualTo("eastus");
    assertThat(identity.path("tags").path("a").asText()).isEqualTo("1");
    var properties = identity.path("properties");
    assertThat(properties.path("tenantId").asText()).isEqualTo(azure.tenantId().toString());
    assertThat(UUID.fromString(properties.path("principalId").asText()))
        .isNotEqualTo(UUID.fromString(properties.path("clientId").asText()));
  }

  @Test
  void putReturnsIdAndLocationAsAzure() {
    var answer = arm.put(arm.identity("rg", "printed"), VERSION, "{\"location\":\"eastus\"}");

    var id = json(answer).path("id").asText();
    assertThat(id)
        .isEqualTo(
            arm.subscription()
                + "/resourcegroups/rg/providers/Microsoft.ManagedIdentity/userAssignedIdentities/printed");
    assertThat(answer.headers().first("Location")).hasValue(id);
  }

  @Test
  void secondPutKeepsPrincipal() {
    var first = arm.createIdentity("rg", "again");

    var answer =
        arm.put(
            arm.identity("rg", "AGAIN"),
            VERSION,
            "{\"location\":\"eastus\",\"tags\":{\"b\":\"2\"}}");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(json(answer).path("name").asText()).isEqualTo("again");
    assertThat(json(answer).path("properties")).isEqualTo(first.path("properties"));
    assertThat(json(answer).path("tags").path("b").asText()).isEqualTo("2");
  }

  @Test
  void recreatedIdentityHasNewPrincipal() {
    var first = arm.createIdentity("rg", "recreated");
    arm.delete(arm.identity("rg", "recreated"), VERSION);

    var second = arm.createIdentity("rg", "recreated");

    assertThat(second.path("properties").path("principalId"))
        .isNotEqualTo(first.path("properties").path("principalId"));
  }

  @Test
  void patchReplacesTags() {
    var path = arm.identity("rg", "patched");
    arm.put(path, VERSION, "{\"location\":\"eastus\",\"tags\":{\"a\":\"1\",\"b\":\"2\"}}");

    arm.patch(path, VERSION, "{\"tags\":{\"b\":\"3\"}}");

    assertThat(json(arm.get(path, VERSION)).path("tags").toString()).isEqualTo("{\"b\":\"3\"}");
    arm.patch(path, VERSION, "{}");
    assertThat(json(arm.get(path, VERSION)).path("tags").toString()).isEqualTo("{\"b\":\"3\"}");
    arm.patch(path, VERSION, "{\"tags\":{}}");
    assertThat(json(arm.get(path, VERSION)).path("tags").toString()).isEqualTo("{}");
  }

  @Test
  void patchChangesIsolationScopeOnly() {
    var path = arm.identity("rg", "scoped");
    arm.put(path, VERSION, "{\"location\":\"eastus\",\"tags\":{\"a\":\"1\"}}");

    var changed =
        json(arm.patch(path, VERSION, "{\"properties\":{\"isolationScope\":\"Regional\"}}"));

    assertThat(changed.path("properties").path("isolationScope").asText()).isEqualTo("Regional");
    assertThat(changed.path("tags").path("a").asText()).isEqualTo("1");
  }

  @Test
  void deleteReturns200ThenReturns204() {
    arm.createIdentity("rg", "deleted");

    assertThat(arm.delete(arm.identity("rg", "deleted"), VERSION).status()).isEqualTo(200);
    assertThat(arm.delete(arm.identity("rg", "deleted"), VERSION).status()).isEqualTo(204);
    assertThat(error(arm.get(arm.identity("rg", "deleted"), VERSION)))
        .isEqualTo("404 ResourceNotFound");
  }

  @ParameterizedTest
  @CsvSource({
    "2015-08-31-preview, tenantId principalId clientId clientSecretUrl",
    "2018-11-30, tenantId principalId clientId",
    "2021-09-30-preview, tenantId principalId clientId",
    "2022-01-31-preview, tenantId principalId clientId",
    "2023-01-31, tenantId principalId clientId",
    "2023-07-31-preview, tenantId principalId clientId",
    "2024-11-30, tenantId principalId clientId isolationScope",
    "2025-01-31-preview, tenantId principalId clientId isolationScope",
    "2025-05-31-preview, tenantId principalId clientId isolationScope assignmentRestrictions",
    "2026-04-30, tenantId principalId clientId isolationScope",
    "2026-05-31, tenantId principalId clientId isolationScope assignmentRestrictions",
  })
  void getReturnsMembersOfRequestedVersion(String version, String properties) {
    var path = arm.identity("rg", "versions-" + version);
    arm.put(path, "2026-05-31", "{\"location\":\"eastus\"}");

    var identity = json(arm.get(path, version));

    assertThat(names(identity.path("properties"))).containsExactly(properties.split(" "));
    // The schema has systemData since 2023-01-31, but no recorded response of Azure contains it.
    assertThat(identity.has("systemData")).isFalse();
  }

  @Test
  void putRejectsMissingOrUnknownLocation() {
    var path = arm.identity("rg", "nowhere");

    assertThat(error(arm.put(path, VERSION, "{\"tags\":{}}"))).isEqualTo("400 LocationRequired");
    assertThat(error(arm.put(path, VERSION, "{\"location\":\"moon\"}")))
        .isEqualTo("400 LocationNotAvailableForResourceType");
  }

  @Test
  void putRejectsChangeOfLocation() {
    arm.createIdentity("rg", "fixed");

    var answer = arm.put(arm.identity("rg", "fixed"), VERSION, "{\"location\":\"westus\"}");

    assertThat(error(answer)).isEqualTo("409 InvalidResourceLocation");
    assertThat(message(answer)).contains("'fixed'", "'eastus'", "'westus'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ab", "-abc", "a b c", "a.b.c"})
  void putRejectsInvalidName(String name) {
    var path = arm.identity("rg", name.replace(" ", "%20"));

    var answer = arm.put(path, VERSION, "{\"location\":\"eastus\"}");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(message(answer)).contains("'" + name + "'", "3 to 128");
  }

  @Test
  void listReturnsPages() {
    arm.createGroup("pages");
    for (var name : List.of("one", "two", "three", "four", "five")) {
      arm.createIdentity("pages", name);
    }

    var pages = new ArrayList<List<String>>();
    var path = arm.group("pages") + "/providers/Microsoft.ManagedIdentity/userAssignedIdentities";
    var page = json(arm.get(path, VERSION));
    pages.add(page.path("value").findValuesAsText("name"));
    while (page.has("nextLink")) {
      page = json(arm.follow(page.path("nextLink").asText()));
      pages.add(page.path("value").findValuesAsText("name"));
    }

    assertThat(pages)
        .containsExactly(List.of("five", "four"), List.of("one", "three"), List.of("two"));
  }

  @Test
  void listByGroupReturnsIdentitiesOfGroupOnly() {
    arm.createGroup("near");
    arm.createGroup("near2");
    arm.createIdentity("near", "inside");
    arm.createIdentity("near2", "outside");
    var path = "/providers/Microsoft.ManagedIdentity/userAssignedIdentities";

    var listed = json(arm.get(arm.group("near") + path, VERSION)).path("value");

    assertThat(listed.findValuesAsText("name")).containsExactly("inside");
  }

  @ParameterizedTest
  @ValueSource(strings = {"!", "bm90IGEga2V5"})
  void listRejectsInvalidSkipToken(String token) {
    var path = arm.subscription() + "/providers/Microsoft.ManagedIdentity/userAssignedIdentities";

    var answer = arm.send("GET", path, "api-version=" + VERSION + "&$skiptoken=" + token, "");

    assertThat(error(answer)).isEqualTo("400 InvalidSkipToken");
  }

  @Test
  void operationsContainsOperationsOfProvider() {
    var listed =
        json(arm.get("/providers/Microsoft.ManagedIdentity/operations", VERSION)).path("value");

    assertThat(listed.findValuesAsText("name"))
        .contains(
            "Microsoft.ManagedIdentity/userAssignedIdentities/read",
            "Microsoft.ManagedIdentity/userAssignedIdentities/write",
            "Microsoft.ManagedIdentity/userAssignedIdentities/delete",
            "Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials/write")
        .doesNotHaveDuplicates();
    assertThat(listed.get(0).path("display").path("provider").asText())
        .isEqualTo("Managed Service Identity");
  }

  private static List<String> names(JsonNode object) {
    return object.properties().stream().map(member -> member.getKey()).toList();
  }
}
