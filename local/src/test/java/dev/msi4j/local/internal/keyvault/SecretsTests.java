package dev.msi4j.local.internal.keyvault;

import static dev.msi4j.local.Arm.error;
import static dev.msi4j.local.Arm.json;
import static dev.msi4j.local.Arm.message;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.msi4j.local.Arm;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.ServicePrincipal;
import dev.msi4j.local.TestAzure;
import dev.msi4j.local.TestClock;
import dev.msi4j.local.internal.http.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SecretsTests {
  private static final String VERSION = "7.4";
  private static final String KEY_VAULT = "2023-07-01";
  private static final String OFFICER = "b86a8fe4-44ce-4948-aee5-eccb2c155cd7";
  private static final String USER = "4633458b-17de-408a-b874-0445c86b69e6";
  private static final String READER = "21090545-7ca7-4776-b22c-e363652d74d2";

  private static final TestClock clock = new TestClock();
  @AutoClose private static final LocalAzure azure = TestAzure.builder().clock(clock).start();
  private static final Arm arm = Arm.signIn(azure);
  private static Arm vault;

  @BeforeAll
  static void createVault() {
    arm.createGroup("rg");
    createVault("secrets", "'enableRbacAuthorization':true");
    vault = caller("officer", vaultPath("secrets"), OFFICER).vault("secrets");
  }

  private static void createVault(String name, String properties) {
    var answer =
        arm.put(
            vaultPath(name),
            KEY_VAULT,
            ("{'location':'westeurope','properties':{'tenantId':'"
                    + azure.tenantId()
                    + "','sku':{'family':'A','name':'standard'},"
                    + properties
                    + "}}")
                .replace('\'', '"'));
    assertThat(answer.status()).as(answer.body().text()).isEqualTo(201);
  }

  private static String vaultPath(String name) {
    return arm.group("rg") + "/providers/Microsoft.KeyVault/vaults/" + name;
  }

  /** Returns a client of a new principal with a role at a scope. */
  private static Arm caller(String name, String scope, String role) {
    var principal = azure.createServicePrincipal(name);
    arm.assign(scope, principal, role);
    return signIn(principal);
  }

  private static Arm signIn(ServicePrincipal principal) {
    return Arm.signIn(azure, principal, "https://vault.azure.net");
  }

  @Test
  void requestWithoutTokenReturns401WithChallenge() {
    var answer = vault.anonymous().get("/secrets/any", VERSION);

    assertThat(error(answer)).isEqualTo("401 Unauthorized");
    assertThat(message(answer)).contains("AKV10000");
    assertThat(answer.headers().first("WWW-Authenticate"))
        .contains(
            "Bearer authorization=\""
                + azure.authorityHost()
                + "/"
                + azure.tenantId()
                + "\", resource=\"https://vault.localhost:8443\"");
  }

  @Test
  void tokenForResourceManagerReturns401() {
    var answer = arm.vault("secrets").get("/secrets/any", VERSION);

    assertThat(error(answer)).isEqualTo("401 Unauthorized");
    assertThat(message(answer)).contains("AKV10022", "https://management.azure.com");
  }

  @Test
  void tokenForKeyVaultIsRejectedByResourceManager() {
    var caller = caller("wrong-api", arm.group("rg"), "acdd72a7-3385-48ef-bd42-f606fba81ae7");

    assertThat(error(caller.get(arm.group("rg"), "2021-04-01")))
        .isEqualTo("401 InvalidAuthenticationTokenAudience");
  }

  @Test
  void setReturnsVersionsAndGetReturnsNewest() {
    var first =
        json(
            put(
                "/secrets/versions",
                "{'value':'one','contentType':'text/plain','tags':{'a':'b'},"
                    + "'attributes':{'nbf':1,'exp':4102444800}}"));
    clock.advance(Duration.ofSeconds(1));
    var second = json(put("/secrets/versions", "{'value':'two'}"));

    assertThat(first.path("value").asText()).isEqualTo("one");
    assertThat(first.path("contentType").asText()).isEqualTo("text/plain");
    assertThat(first.path("tags").path("a").asText()).isEqualTo("b");
    assertThat(first.path("attributes").path("enabled").asBoolean()).isTrue();
    assertThat(first.path("attributes").path("exp").asLong()).isEqualTo(4_102_444_800L);
    assertThat(first.path("attributes").path("recoveryLevel").asText())
        .isEqualTo("Recoverable+Purgeable");
    assertThat(get("/secrets/versions")).isEqualTo(second);
    assertThat(get("/secrets/VERSIONS/")).isEqualTo(second);
    assertThat(get(path(first))).isEqualTo(first);
    assertThat(list("/secrets/versions/versions"))
        .extracting(item -> item.path("id").asText())
        .containsExactlyInAnyOrder(first.path("id").asText(), second.path("id").asText());
    assertThat(list("/secrets/versions/versions")).allMatch(item -> !item.has("value"));
  }

  @Test
  void updateChangesPropertiesAndNotTheValue() {
    var created = json(put("/secrets/update", "{'value':'kept','contentType':'a'}"));

    var answer =
        vault.patch(
            path(created), VERSION, "{\"attributes\":{\"enabled\":false},\"tags\":{\"x\":\"y\"}}");
    var disabled = vault.get("/secrets/update", VERSION);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(json(answer).has("value")).isFalse();
    assertThat(json(answer).path("contentType").asText()).isEqualTo("a");
    assertThat(json(answer).path("tags").path("x").asText()).isEqualTo("y");
    assertThat(error(disabled)).isEqualTo("403 Forbidden");
    assertThat(json(disabled).path("error").path("innererror").path("code").asText())
        .isEqualTo("SecretDisabled");
    vault.patch(path(created), VERSION, "{\"attributes\":{\"enabled\":true}}");
    assertThat(get("/secrets/update").path("value").asText()).isEqualTo("kept");
  }

  @Test
  void deletedSecretIsRecoveredWithItsVersions() {
    put("/secrets/recover", "{'value':'one'}");
    put("/secrets/recover", "{'value':'two'}");

    var deleted = json(vault.delete("/secrets/recover", VERSION));

    assertThat(deleted.path("recoveryId").asText()).endsWith("/deletedsecrets/recover");
    assertThat(deleted.path("scheduledPurgeDate").asLong() - deleted.path("deletedDate").asLong())
        .isEqualTo(Duration.ofDays(90).toSeconds());
    assertThat(deleted.has("value")).isFalse();
    assertThat(error(vault.get("/secrets/recover", VERSION))).isEqualTo("404 SecretNotFound");
    assertThat(get("/deletedsecrets/recover")).isEqualTo(deleted);
    assertThat(error(put("/secrets/recover", "{'value':'three'}"))).isEqualTo("409 Conflict");
    assertThat(names(list("/secrets"))).doesNotContain("recover");
    assertThat(names(list("/deletedsecrets"))).contains("recover");
    assertThat(vault.post("/deletedsecrets/recover/recover", VERSION).status()).isEqualTo(200);
    assertThat(get("/secrets/recover").path("value").asText()).isEqualTo("two");
    assertThat(list("/secrets/recover/versions")).hasSize(2);
  }

  @Test
  void purgedSecretLeavesNothing() {
    put("/secrets/purge", "{'value':'one'}");
    vault.delete("/secrets/purge", VERSION);

    assertThat(vault.delete("/deletedsecrets/purge", VERSION).status()).isEqualTo(204);
    assertThat(error(vault.delete("/deletedsecrets/purge", VERSION)))
        .isEqualTo("404 SecretNotFound");
    put("/secrets/purge", "{'value':'new'}");
    assertThat(list("/secrets/purge/versions")).hasSize(1);
  }

  @Test
  void purgeProtectionRejectsPurge() {
    createVault(
        "protected",
        "'enableRbacAuthorization':true,'enablePurgeProtection':true,'softDeleteRetentionInDays':7");
    var caller = caller("protector", vaultPath("protected"), OFFICER).vault("protected");
    var created = json(caller.put("/secrets/a", VERSION, "{\"value\":\"x\"}"));
    caller.delete("/secrets/a", VERSION);

    assertThat(created.path("attributes").path("recoveryLevel").asText())
        .isEqualTo("CustomizedRecoverable");
    assertThat(created.path("attributes").path("recoverableDays").asInt()).isEqualTo(7);
    assertThat(error(caller.delete("/deletedsecrets/a", VERSION))).isEqualTo("403 Forbidden");
  }

  @Test
  void rolesAtVaultAndSecretDecideAccess() {
    put("/secrets/open", "{'value':'open'}");
    put("/secrets/closed", "{'value':'closed'}");
    var reader = caller("vault-reader", vaultPath("secrets"), READER).vault("secrets");
    var one = caller("one-secret", vaultPath("secrets") + "/secrets/open", USER).vault("secrets");

    assertThat(reader.get("/secrets", VERSION).status()).isEqualTo(200);
    assertThat(error(reader.get("/secrets/open", VERSION))).isEqualTo("403 Forbidden");
    assertThat(one.get("/secrets/open", VERSION).status()).isEqualTo(200);
    assertThat(error(one.get("/secrets/closed", VERSION))).isEqualTo("403 Forbidden");
    assertThat(error(one.get("/secrets", VERSION))).isEqualTo("403 Forbidden");
  }

  @Test
  void callerWithoutRoleGets403ThatNamesActionAndResource() {
    put("/secrets/forbidden", "{'value':'x'}");
    var stranger = azure.createServicePrincipal("stranger");

    var answer = signIn(stranger).vault("secrets").get("/secrets/forbidden", VERSION);

    assertThat(error(answer)).isEqualTo("403 Forbidden");
    assertThat(json(answer).path("error").path("innererror").path("code").asText())
        .isEqualTo("ForbiddenByRbac");
    assertThat(message(answer))
        .contains(
            "appid=" + stranger.clientId() + ";oid=" + stranger.objectId(),
            "Action: 'Microsoft.KeyVault/vaults/secrets/getSecret/action'",
            vaultPath("secrets") + "/secrets/forbidden",
            "Vault: secrets;location=westeurope");
    assertThat(error(signIn(stranger).vault("secrets").get("/secrets/missing", VERSION)))
        .isEqualTo("403 Forbidden");
  }

  @Test
  void accessPoliciesDecideAccessWithoutRbac() {
    var principal = azure.createServicePrincipal("policy");
    createVault(
        "policies",
        "'accessPolicies':[{'tenantId':'"
            + azure.tenantId()
            + "','objectId':'"
            + principal.objectId()
            + "','permissions':{'secrets':['Get','set']}}]");
    arm.assign(vaultPath("policies"), principal, OFFICER);
    var caller = signIn(principal).vault("policies");

    assertThat(caller.put("/secrets/a", VERSION, "{\"value\":\"x\"}").status()).isEqualTo(200);
    assertThat(caller.get("/secrets/a", VERSION).status()).isEqualTo(200);
    var answer = caller.get("/secrets", VERSION);
    assertThat(error(answer)).isEqualTo("403 Forbidden");
    assertThat(message(answer)).contains("does not have secrets list permission on key vault");
  }

  @Test
  void listHasPages() {
    createVault("pages", "'enableRbacAuthorization':true");
    var caller = caller("pager", vaultPath("pages"), OFFICER).vault("pages");
    for (var number = 0; number < 5; number++) {
      caller.put("/secrets/s" + number, VERSION, "{\"value\":\"x\"}");
    }
    caller.delete("/secrets/s1", VERSION);
    var found = new ArrayList<String>();

    var page = json(caller.send("GET", "/secrets", "api-version=7.4&maxresults=2", ""));
    found.addAll(names(items(page)));
    while (page.path("nextLink").isTextual()) {
      page = json(caller.follow(page.path("nextLink").asText()));
      assertThat(page.path("value")).hasSizeLessThanOrEqualTo(2);
      found.addAll(names(items(page)));
    }

    assertThat(found).containsExactly("s0", "s2", "s3", "s4");
  }

  @Test
  void invalidRequestsReturn400() {
    assertThat(error(put("/secrets/a_b", "{'value':'x'}"))).isEqualTo("400 BadParameter");
    assertThat(message(put("/secrets/a", "{}"))).contains("'value' must be present");
    assertThat(message(put("/secrets/a", "{'value':1}"))).contains("'value' must be a string");
    assertThat(message(put("/secrets/a", "{'value':'x','attributes':{'exp':'soon'}}")))
        .contains("'attributes.exp' must be an integer");
    assertThat(message(put("/secrets/a", "{'value':'" + "x".repeat(25_601) + "'}")))
        .contains("25601 bytes");
    assertThat(message(vault.send("GET", "/secrets/a", "", ""))).contains("api-version");
    assertThat(message(vault.get("/secrets/a", "6.0"))).contains("(6.0)");
    assertThat(message(vault.send("GET", "/secrets", "api-version=7.4&maxresults=26", "")))
        .contains("'26'");
    assertThat(message(vault.send("GET", "/secrets", "api-version=7.4&$skiptoken=*", "")))
        .contains("'*'");
  }

  @Test
  void otherOperationsAreRejected() {
    put("/secrets/backup", "{'value':'x'}");

    assertThat(error(vault.post("/secrets/backup/backup", VERSION)))
        .isEqualTo("501 NotImplemented");
    assertThat(error(vault.post("/secrets/restore", VERSION))).isEqualTo("501 NotImplemented");
    assertThat(error(vault.get("/keys", VERSION))).isEqualTo("404 NotFound");
    assertThat(error(vault.post("/secrets", VERSION))).isEqualTo("405 MethodNotAllowed");
    assertThat(error(vault.vault("missing").get("/secrets", VERSION)))
        .isEqualTo("404 VaultNotFound");
  }

  @Test
  void versionDoesNotPrintItsValue() {
    var version =
        new SecretVersion(
            "v", "hidden", new SecretVersion.SecretProperties(null, null, null, null, null), 1, 2);

    assertThat(version.toString()).doesNotContain("hidden");
  }

  private static Response put(String path, String body) {
    return vault.put(path, VERSION, body.replace('\'', '"'));
  }

  private static JsonNode get(String path) {
    var answer = vault.get(path, VERSION);
    assertThat(answer.status()).as(answer.body().text()).isEqualTo(200);
    return json(answer);
  }

  private static List<JsonNode> list(String path) {
    return items(get(path));
  }

  private static List<JsonNode> items(JsonNode page) {
    var items = new ArrayList<JsonNode>();
    page.path("value").forEach(items::add);
    return items;
  }

  private static List<String> names(List<JsonNode> items) {
    return items.stream()
        .map(item -> item.path("id").asText())
        .map(id -> id.substring(id.lastIndexOf('/') + 1))
        .toList();
  }

  /** Returns the path of a version of a secret. */
  private static String path(JsonNode secret) {
    var id = secret.path("id").asText();
    return id.substring(id.indexOf("/secrets/"));
  }
}
