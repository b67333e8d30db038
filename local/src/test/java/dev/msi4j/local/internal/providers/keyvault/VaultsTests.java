package dev.msi4j.local.internal.providers.keyvault;

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
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class VaultsTests {
  private static final String VERSION = "2023-07-01";
  private static final String DATA = "7.4";
  private static final String READER = "acdd72a7-3385-48ef-bd42-f606fba81ae7";
  private static final String OFFICER = "b86a8fe4-44ce-4948-aee5-eccb2c155cd7";

  @AutoClose private static final LocalAzure azure = TestAzure.start();
  private static final Arm arm = Arm.signIn(azure);

  @BeforeAll
  static void createGroup() {
    arm.createGroup("rg");
  }

  @Test
  void putReturnsVaultWithDefaults() {
    var answer = create("rg", "defaults", "");

    assertThat(answer.status()).isEqualTo(201);
    var vault = json(answer);
    var properties = vault.path("properties");
    assertThat(vault.path("id").asText()).isEqualTo(path("rg", "defaults"));
    assertThat(vault.path("type").asText()).isEqualTo("Microsoft.KeyVault/vaults");
    assertThat(properties.path("vaultUri").asText())
        .isEqualTo("https://defaults.vault.localhost:8443/");
    assertThat(properties.path("provisioningState").asText()).isEqualTo("Succeeded");
    assertThat(properties.path("enableSoftDelete").asBoolean()).isTrue();
    assertThat(properties.path("softDeleteRetentionInDays").asInt()).isEqualTo(90);
    assertThat(properties.path("enableRbacAuthorization").asBoolean()).isFalse();
    assertThat(properties.path("accessPolicies")).isEmpty();
    assertThat(json(arm.get(path("rg", "defaults"), VERSION))).isEqualTo(vault);
    assertThat(create("rg", "defaults", "").status()).isEqualTo(200);
  }

  @Test
  void putUsesRbacByDefaultSince2026() {
    var answer = arm.put(path("rg", "newest"), "2026-02-01", body(""));

    assertThat(json(answer).path("properties").path("enableRbacAuthorization").asBoolean())
        .isTrue();
  }

  @Test
  void patchChangesOnlyGivenMembers() {
    create("rg", "patched", "'enabledForDeployment':true");

    var answer =
        arm.patch(
            path("rg", "patched"),
            VERSION,
            "{\"tags\":{\"a\":\"b\"},\"properties\":{\"enableRbacAuthorization\":true}}");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(json(answer).path("tags").path("a").asText()).isEqualTo("b");
    var properties = json(answer).path("properties");
    assertThat(properties.path("enableRbacAuthorization").asBoolean()).isTrue();
    assertThat(properties.path("enabledForDeployment").asBoolean()).isTrue();
    assertThat(error(arm.patch(path("rg", "missing"), VERSION, "{}")))
        .isEqualTo("404 ResourceNotFound");
  }

  @Test
  void accessPoliciesAreAddedReplacedAndRemoved() {
    var other = "11111111-1111-1111-1111-111111111111";
    var own = "22222222-2222-2222-2222-222222222222";
    create("rg", "policy", "'accessPolicies':[" + policy(other, "Get") + "]");

    var added = changePolicies("add", policy(own, "get"));
    assertThat(added.status()).as(added.body().text()).isEqualTo(200);
    assertThat(json(added).path("type").asText())
        .isEqualTo("Microsoft.KeyVault/vaults/accessPolicies");
    assertThat(policies(other)).containsExactly("Get");
    changePolicies("add", policy(own, "GET','list"));
    assertThat(policies(own)).containsExactly("get", "list");
    changePolicies("replace", policy(own, "set"));
    assertThat(policies(own)).containsExactly("set");
    changePolicies("remove", policy(own, "Set"));
    assertThat(policies(own)).isEmpty();
    assertThat(policies(other)).containsExactly("Get");
    assertThat(json(arm.get(path("rg", "policy"), VERSION)).at("/properties/accessPolicies"))
        .hasSize(1);
  }

  @Test
  void accessPoliciesRejectInvalidRequests() {
    create("rg", "policy-errors", "");
    var path = path("rg", "policy-errors") + "/accessPolicies/";

    assertThat(message(arm.put(path + "swap", VERSION, "{\"properties\":{}}")))
        .isEqualTo(
            "The property 'operationKind' has the value 'swap': it must be add, replace or"
                + " remove.");
    assertThat(
            error(
                arm.put(
                    path + "add",
                    VERSION,
                    "{\"properties\":{\"accessPolicies\":[{\"objectId\":\"x\"}]}}")))
        .startsWith("400 ");
    assertThat(
            error(
                arm.put(
                    path("rg", "no-vault") + "/accessPolicies/add",
                    VERSION,
                    "{\"properties\":{\"accessPolicies\":[]}}")))
        .isEqualTo("404 ResourceNotFound");
  }

  private static String policy(String objectId, String permissions) {
    return "{'tenantId':'"
        + azure.tenantId()
        + "','objectId':'"
        + objectId
        + "','permissions':{'secrets':['"
        + permissions
        + "']}}";
  }

  private static Response changePolicies(String kind, String policy) {
    return arm.put(
        path("rg", "policy") + "/accessPolicies/" + kind,
        VERSION,
        ("{'properties':{'accessPolicies':[" + policy + "]}}").replace('\'', '"'));
  }

  /** Returns the permissions of a principal on secrets. */
  private static List<String> policies(String objectId) {
    var permissions = new ArrayList<String>();
    for (var policy :
        json(arm.get(path("rg", "policy"), VERSION)).at("/properties/accessPolicies")) {
      if (policy.path("objectId").asText().equals(objectId)) {
        policy.at("/permissions/secrets").forEach(each -> permissions.add(each.asText()));
      }
    }
    return permissions;
  }

  @Test
  void putRejectsInvalidVaults() {
    assertThat(error(create("rg", "a1", ""))).isEqualTo("400 VaultNameNotValid");
    assertThat(error(create("rg", "a--b", ""))).isEqualTo("400 VaultNameNotValid");
    assertThat(message(create("rg", "bad-days", "'softDeleteRetentionInDays':6")))
        .contains("softDeleteRetentionInDays", "'6'", "7 to 90");
    assertThat(message(create("rg", "bad-soft", "'enableSoftDelete':false")))
        .contains("enableSoftDelete");
    assertThat(message(create("rg", "bad-policy", "'accessPolicies':[{'tenantId':'x'}]")))
        .contains("properties.accessPolicies.tenantId", "'x'", "a GUID");
    assertThat(message(arm.put(path("rg", "no-sku"), VERSION, "{\"location\":\"eastus\"}")))
        .contains("properties.sku.name", "required");
    assertThat(error(arm.put(path("rg", "no-location"), VERSION, "{}")))
        .isEqualTo("400 LocationRequired");
  }

  @Test
  void nameIsUniqueInTheTenant() {
    arm.createGroup("other");
    create("rg", "unique", "");

    assertThat(error(create("other", "UNIQUE", ""))).isEqualTo("409 VaultAlreadyExists");
    assertThat(checkName("unique").path("nameAvailable").asBoolean()).isFalse();
    assertThat(checkName("unique").path("reason").asText()).isEqualTo("AlreadyExists");
    assertThat(checkName("free-name").path("nameAvailable").asBoolean()).isTrue();
    assertThat(checkName("-").path("reason").asText()).isEqualTo("AccountNameInvalid");
  }

  @Test
  void deletedVaultIsRecoveredWithItsSecrets() {
    create("rg", "recovered", "'enableRbacAuthorization':true");
    var vault = officer("recovered");
    vault.put("/secrets/a", DATA, "{\"value\":\"kept\"}");

    assertThat(arm.delete(path("rg", "recovered"), VERSION).status()).isEqualTo(200);
    assertThat(arm.delete(path("rg", "recovered"), VERSION).status()).isEqualTo(204);
    assertThat(error(vault.get("/secrets/a", DATA))).isEqualTo("404 VaultNotFound");
    assertThat(error(create("rg", "recovered", ""))).isEqualTo("409 ConflictError");
    var deleted = json(arm.get(deletedPath("recovered"), VERSION));
    assertThat(deleted.path("properties").path("vaultId").asText())
        .isEqualTo(path("rg", "recovered"));
    assertThat(list("/providers/Microsoft.KeyVault/deletedVaults")).contains("recovered");
    assertThat(create("rg", "recovered", "'createMode':'recover'").status()).isEqualTo(200);
    assertThat(error(arm.get(deletedPath("recovered"), VERSION)))
        .isEqualTo("404 DeletedVaultNotFound");
    assertThat(json(officer("recovered").get("/secrets/a", DATA)).path("value").asText())
        .isEqualTo("kept");
  }

  @Test
  void purgedVaultLeavesNothing() {
    create("rg", "purged", "'enableRbacAuthorization':true");
    officer("purged").put("/secrets/a", DATA, "{\"value\":\"gone\"}");
    arm.delete(path("rg", "purged"), VERSION);

    assertThat(arm.post(deletedPath("purged") + "/purge", VERSION).status()).isEqualTo(200);
    assertThat(error(arm.post(deletedPath("purged") + "/purge", VERSION)))
        .isEqualTo("404 DeletedVaultNotFound");
    assertThat(create("rg", "purged", "'enableRbacAuthorization':true").status()).isEqualTo(201);
    assertThat(error(officer("purged").get("/secrets/a", DATA))).isEqualTo("404 SecretNotFound");
  }

  @Test
  void purgeProtectionRejectsPurgeAndItsRemoval() {
    create("rg", "protected", "'enablePurgeProtection':true");

    assertThat(
            message(
                arm.patch(
                    path("rg", "protected"),
                    VERSION,
                    "{\"properties\":{\"enablePurgeProtection\":false}}")))
        .contains("irreversible");
    arm.delete(path("rg", "protected"), VERSION);
    assertThat(error(arm.post(deletedPath("protected") + "/purge", VERSION)))
        .isEqualTo("405 MethodNotAllowed");
  }

  @Test
  void deletedGroupLeavesDeletedVault() {
    arm.createGroup("gone");
    create("gone", "of-group", "");

    arm.delete(arm.group("gone"), "2021-04-01");

    assertThat(arm.get(deletedPath("of-group"), VERSION).status()).isEqualTo(200);
    arm.createGroup("gone");
    assertThat(create("gone", "of-group", "'createMode':'recover'").status()).isEqualTo(200);
  }

  @Test
  void listsContainVaultsThatTheCallerCanRead() {
    create("rg", "listed", "");
    create("rg", "hidden", "");
    var reader = azure.createServicePrincipal("reader");
    arm.assign(path("rg", "listed"), reader, READER);
    var caller = Arm.signIn(azure, reader);

    var seen =
        json(caller.get(arm.subscription() + "/providers/Microsoft.KeyVault/vaults", VERSION));

    assertThat(seen.path("value").findValuesAsText("name"))
        .contains("listed")
        .doesNotContain("hidden");
    assertThat(list("/resourceGroups/rg/providers/Microsoft.KeyVault/vaults"))
        .contains("listed", "hidden");
    assertThat(list("/resourceGroups/rg/resources")).contains("listed");
  }

  @Test
  void secretResourceSetsValueAndDoesNotReturnIt() {
    create("rg", "templates", "'enableRbacAuthorization':true");
    var secret = path("rg", "templates") + "/secrets/password";
    var body =
        "{\"tags\":{\"a\":\"b\"},\"properties\":{\"value\":\"hidden\",\"contentType\":\"text\"}}";

    var created = arm.put(secret, VERSION, body);

    assertThat(created.status()).as(created.body().text()).isEqualTo(201);
    assertThat(created.body().text()).doesNotContain("hidden");
    assertThat(json(created).path("properties").path("secretUri").asText())
        .isEqualTo("https://templates.vault.localhost:8443/secrets/password");
    assertThat(json(arm.get(secret, VERSION))).isEqualTo(json(created));
    assertThat(arm.put(secret, VERSION, body).status()).isEqualTo(200);
    assertThat(json(officer("templates").get("/secrets/password", DATA)).path("value").asText())
        .isEqualTo("hidden");
    assertThat(error(arm.get(path("rg", "templates") + "/secrets/none", VERSION)))
        .isEqualTo("404 SecretNotFound");
    assertThat(error(arm.put(path("rg", "templates") + "/secrets/a_b", VERSION, body)))
        .isEqualTo("400 BadParameter");
    assertThat(error(arm.put(path("rg", "none") + "/secrets/a", VERSION, body)))
        .isEqualTo("404 ResourceNotFound");
  }

  private static Response create(String group, String name, String properties) {
    return arm.put(path(group, name), VERSION, body(properties));
  }

  private static String body(String properties) {
    var body =
        "{'location':'West Europe','properties':{'tenantId':'"
            + azure.tenantId()
            + "','sku':{'family':'A','name':'standard'}"
            + (properties.isEmpty() ? "" : "," + properties)
            + "}}";
    return body.replace('\'', '"');
  }

  private static String path(String group, String name) {
    return arm.group(group) + "/providers/Microsoft.KeyVault/vaults/" + name;
  }

  private static String deletedPath(String name) {
    return arm.subscription()
        + "/providers/Microsoft.KeyVault/locations/westeurope/deletedVaults/"
        + name;
  }

  /** Returns a client of a new principal that may manage the secrets of a vault in the group rg. */
  private static Arm officer(String vault) {
    var principal = azure.createServicePrincipal("officer");
    arm.assign(path("rg", vault), principal, OFFICER);
    return Arm.signIn(azure, principal, "https://vault.azure.net").vault(vault);
  }

  private static JsonNode checkName(String name) {
    return json(
        arm.send(
            "POST",
            arm.subscription() + "/providers/Microsoft.KeyVault/checkNameAvailability",
            "api-version=" + VERSION,
            "{\"name\":\"" + name + "\",\"type\":\"Microsoft.KeyVault/vaults\"}"));
  }

  private static List<String> list(String path) {
    return json(arm.get(arm.subscription() + path, VERSION)).path("value").findValuesAsText("name");
  }
}
