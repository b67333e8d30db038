package dev.msi4j.local.internal.graph;

import static dev.msi4j.local.Arm.error;
import static dev.msi4j.local.Arm.json;
import static dev.msi4j.local.Arm.message;
import static dev.msi4j.local.internal.graph.DirectoryFixture.APPLICATIONS;
import static dev.msi4j.local.internal.graph.DirectoryFixture.PRINCIPALS;
import static dev.msi4j.local.internal.graph.DirectoryFixture.path;
import static org.assertj.core.api.Assertions.assertThat;

import dev.msi4j.local.Arm;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.TestAzure;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApplicationsTests {
  @AutoClose private static final LocalAzure azure = TestAzure.start();
  private static final DirectoryFixture directory = new DirectoryFixture(azure);

  @Test
  void createReturnsApplicationWithDefaults() {
    var created = directory.application("defaults");

    assertThat(created.path("@odata.context").asText()).endsWith("#applications/$entity");
    assertThat(created.path("displayName").asText()).isEqualTo("defaults");
    assertThat(created.path("signInAudience").asText()).isEqualTo("AzureADMyOrg");
    assertThat(created.path("createdDateTime").asText()).isNotEmpty();
    assertThat(created.path("identifierUris").isArray()).isTrue();
    assertThat(created.path("web").path("implicitGrantSettings").path("enableIdTokenIssuance"))
        .hasToString("false");
    assertThat(created.path("id").asText()).isNotEqualTo(created.path("appId").asText());
  }

  @Test
  void getFindsApplicationByEachKey() {
    var created = directory.application("keyed");
    var appId = created.path("appId").asText();

    for (var key :
        new String[] {
          "/" + created.path("id").asText(),
          "(appId='" + appId + "')",
          "(appId=%27" + appId + "%27)",
          "('" + created.path("id").asText() + "')"
        }) {
      assertThat(json(directory.get(APPLICATIONS + key)).path("id").asText())
          .as(key)
          .isEqualTo(created.path("id").asText());
      assertThat(directory.get(APPLICATIONS + key + "/federatedIdentityCredentials").status())
          .as(key)
          .isEqualTo(200);
    }
    assertThat(error(directory.get(APPLICATIONS + "/" + appId)))
        .isEqualTo("404 Request_ResourceNotFound");
  }

  @Test
  void updateMergesObjectsAndReplacesOtherProperties() {
    var created =
        directory.create(
            APPLICATIONS,
            "{'displayName':'first','tags':['a','b'],'web':{'homePageUrl':'https://a.example',"
                + "'redirectUris':['https://a.example/callback']}}");

    var updated =
        directory.send(
            "PATCH",
            path(created),
            "{'displayName':'second','tags':['c'],'web':{'homePageUrl':null}}");

    assertThat(updated.status()).isEqualTo(204);
    var found = json(directory.get(path(created)));
    assertThat(found.path("displayName").asText()).isEqualTo("second");
    assertThat(found.path("tags")).hasToString("[\"c\"]");
    assertThat(found.path("web").path("homePageUrl").isNull()).isTrue();
    assertThat(found.path("web").path("redirectUris").get(0).asText())
        .isEqualTo("https://a.example/callback");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{}|displayName",
        "{'displayName':' '}|displayName",
        "{'displayName':7}|displayName",
        "{'displayName':'x','colour':'red'}|Invalid property 'colour'",
        "{'displayName':'x','publisherDomain':'a.example'}|read-only",
        "{'displayName':'x','tags':'a'}|'tags': it must be of the type array",
        "{'displayName':'x','web':[]}|'web': it must be of the type object",
        "{'displayName':'x','identifierUris':['shop']}|identifierUris",
        "{'displayName':'x','identifierUris':['https://vault.azure.net']}|belongs to Azure",
        "{'displayName':'x','signInAudience':'Everybody'}|signInAudience",
        "{'displayName':'x','api':{'requestedAccessTokenVersion':3}}|requestedAccessTokenVersion",
        "{'displayName':'x','keyCredentials':[{}]}|certificates",
        "{'displayName':'x','passwordCredentials':[{}]}|addPassword",
        "{'displayName':'x','appRoles':[{'id':'1'}]}|appRoles.id",
        "{'displayName':'x','appRoles':[{'id':'11111111-2222-4333-8444-555555555555'}]}"
            + "|appRoles.displayName"
      })
  void createRejectsInvalidProperty(String body, String message) {
    var answer = directory.send("POST", APPLICATIONS, body);

    assertThat(error(answer)).isEqualTo("400 Request_BadRequest");
    assertThat(message(answer)).contains(message);
  }

  @Test
  void createRejectsIdentifierUriOfOtherApplication() {
    var body = "{'displayName':'orders','identifierUris':['api://orders']}";
    var first = directory.create(APPLICATIONS, body);

    assertThat(message(directory.send("POST", APPLICATIONS, body.replace("/orders", "/ORDERS/"))))
        .contains("identifierUris already exists");
    assertThat(directory.send("PATCH", path(first), "{'identifierUris':['api://orders']}").status())
        .isEqualTo(204);
    assertThat(directory.send("PATCH", path(first), "{'identifierUris':[]}").status())
        .isEqualTo(204);
    directory.create(APPLICATIONS, body);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "appId eq 'APP_ID'",
        "id eq 'ID'",
        "displayName eq 'Salt and ''pepper'' or none'",
        "startswith(displayName,'salt and')",
        "identifierUris/any(s:s eq 'api://salt')",
        "tags/any(t: t eq 'kitchen') and signInAudience ne 'AzureADMultipleOrgs'",
        "displayName in ('none', 'salt and ''pepper'' or none')"
      })
  void listReturnsApplicationsMatchingFilter(String filter) {
    var name = "salt and 'pepper' or none";
    var existing = json(directory.list(APPLICATIONS, "$filter=tags/any(t:t eq 'kitchen')"));
    var application =
        existing.path("value").isEmpty()
            ? json(
                directory
                    .graph()
                    .send(
                        "POST",
                        APPLICATIONS,
                        "",
                        "{\"displayName\":\""
                            + name
                            + "\",\"tags\":[\"kitchen\"],\"identifierUris\":[\"api://salt\"]}"))
            : existing.path("value").get(0);
    var query =
        "$filter="
            + filter
                .replace("APP_ID", application.path("appId").asText())
                .replace("ID", application.path("id").asText());

    var found = json(directory.list(APPLICATIONS, query)).path("value");

    assertThat(found).hasSize(1);
    assertThat(found.get(0).path("displayName").asText()).isEqualTo(name);
  }

  @Test
  void listHasPagesCountAndSelectedProperties() {
    IntStream.range(0, 4).forEach(number -> directory.application("paged" + number));
    var query = "$filter=startswith(displayName,'paged')&$count=true&$top=3&$select=id,displayName";
    var advanced = directory.graph().with("ConsistencyLevel", "eventual");

    var first = json(advanced.send("GET", APPLICATIONS, query, ""));
    var second = json(advanced.follow(first.path("@odata.nextLink").asText()));

    assertThat(first.path("@odata.count").asInt()).isEqualTo(4);
    assertThat(first.path("value")).hasSize(3);
    assertThat(first.path("value").get(0)).hasSize(2);
    assertThat(second.path("value")).hasSize(1);
    assertThat(second.has("@odata.nextLink")).isFalse();
  }

  @Test
  void deleteRemovesServicePrincipalToo() {
    var principal = directory.principal("short-lived");
    var application = APPLICATIONS + "(appId='" + principal.path("appId").asText() + "')";

    assertThat(directory.send("DELETE", application, "").status()).isEqualTo(204);

    assertThat(directory.get(application).status()).isEqualTo(404);
    assertThat(directory.get(PRINCIPALS + "/" + principal.path("id").asText()).status())
        .isEqualTo(404);
    assertThat(directory.send("DELETE", application, "").status()).isEqualTo(404);
  }

  @Test
  void principalIsCreatedForApplicationOnce() {
    var application =
        directory.create(
            APPLICATIONS, "{'displayName':'billing','identifierUris':['api://billing']}");
    var body = "{'appId':'" + application.path("appId").asText() + "','accountEnabled':true}";

    var principal = directory.create(PRINCIPALS, body);

    assertThat(principal.path("displayName").asText()).isEqualTo("billing");
    assertThat(principal.path("servicePrincipalNames"))
        .hasToString("[\"" + application.path("appId").asText() + "\",\"api://billing\"]");
    assertThat(
            json(directory.list(
                    PRINCIPALS, "$filter=servicePrincipalNames/any(c:c eq 'api://billing')"))
                .path("value")
                .findValuesAsText("id"))
        .containsExactly(principal.path("id").asText());
    assertThat(error(directory.send("POST", PRINCIPALS, body)))
        .isEqualTo("409 Request_MultipleObjectsWithSameKeyValue");
    assertThat(message(directory.send("POST", PRINCIPALS, "{'appId':'none'}")))
        .isEqualTo(
            "The appId 'none' of the service principal does not reference a valid application"
                + " object.");
  }

  @Test
  void principalIsUpdatedAndDeletedWithoutItsApplication() {
    var principal = directory.principal("updated");
    var path = PRINCIPALS + "/" + principal.path("id").asText();

    assertThat(directory.send("PATCH", path, "{'tags':['x'],'notes':'n'}").status()).isEqualTo(204);
    assertThat(json(directory.get(path)).path("tags")).hasToString("[\"x\"]");
    assertThat(error(directory.send("PATCH", path, "{'appId':'x'}")))
        .isEqualTo("400 Request_BadRequest");
    assertThat(directory.send("DELETE", path, "").status()).isEqualTo(204);

    assertThat(directory.get(path).status()).isEqualTo(404);
    assertThat(
            directory
                .get(APPLICATIONS + "(appId='" + principal.path("appId").asText() + "')")
                .status())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PATCH", "DELETE"})
  void principalOfManagedIdentityCannotBeChanged(String method) {
    var arm = Arm.signIn(azure);
    arm.put(arm.group("rg"), "2021-04-01", "{\"location\":\"eastus\"}");
    var identity =
        json(arm.put(arm.identity("rg", "web"), Arm.VERSION, "{\"location\":\"eastus\"}"));
    var id = identity.path("properties").path("principalId").asText();

    var answer = directory.send(method, PRINCIPALS + "/" + id, "{}");

    assertThat(error(answer)).isEqualTo("403 Authorization_RequestDenied");
    assertThat(message(answer)).contains("managed identity", "userAssignedIdentities/web");
  }

  @Test
  void bootstrapAccountCannotBeDeleted() {
    var key = "(appId='" + azure.clientId() + "')";

    assertThat(error(directory.send("DELETE", APPLICATIONS + key, "")))
        .isEqualTo("403 Authorization_RequestDenied");
    assertThat(error(directory.send("DELETE", PRINCIPALS + key, "")))
        .isEqualTo("403 Authorization_RequestDenied");
    assertThat(json(directory.get(APPLICATIONS + key)).path("displayName").asText())
        .isEqualTo("local-azure-owner");
  }

  @Test
  void writeReturns403ForOtherCaller() {
    var other =
        Arm.signIn(azure, azure.createServicePrincipal("reader"), DirectoryFixture.AUDIENCE);

    assertThat(other.send("GET", APPLICATIONS, "", "").status()).isEqualTo(200);
    var answer = other.send("POST", APPLICATIONS, "", "{\"displayName\":\"x\"}");
    assertThat(error(answer)).isEqualTo("403 Authorization_RequestDenied");
    assertThat(message(answer)).isEqualTo("Insufficient privileges to complete the operation.");
  }
}
