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
import java.util.ArrayList;
import java.util.Collections;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GraphTests {
  private static final String PRINCIPALS = "/v1.0/servicePrincipals";

  @AutoClose private static final LocalAzure azure = TestAzure.start();
  private static final ServicePrincipal shop = azure.createServicePrincipal("shop");
  private static final Arm graph = Arm.signIn(azure, shop, "https://graph.microsoft.com");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "servicePrincipalNames/any(c:c eq 'APP_ID')",
        "servicePrincipalNames/any(name: name eq 'APP_ID')",
        "appId eq 'APP_ID'",
        "id eq 'OBJECT_ID'",
        "displayName eq 'SHOP'",
        "startswith(displayName, 'sho') and servicePrincipalType eq 'Application'",
        "displayName eq 'missing' or displayName eq 'shop'"
      })
  void listReturnsPrincipalMatchingFilter(String filter) {
    var found = find(filter);

    assertThat(found).hasSize(1);
    assertThat(found.get(0).path("id").asText()).isEqualTo(shop.objectId().toString());
    assertThat(found.get(0).path("appId").asText()).isEqualTo(shop.clientId().toString());
  }

  @Test
  void listIsEmptyForUnknownPrincipal() {
    assertThat(find("displayName eq 'no ''body'''")).isEmpty();
    assertThat(json(graph.send("GET", "/v1.0/users", "", "")).path("value")).isEmpty();
    assertThat(error(graph.send("GET", PRINCIPALS + "/" + azure.tenantId(), "", "")))
        .isEqualTo("404 Request_ResourceNotFound");
    assertThat(error(graph.send("GET", "/v1.0/users/me@example.com", "", "")))
        .isEqualTo("404 Request_ResourceNotFound");
  }

  @Test
  void meReturns400ForServicePrincipal() {
    assertThat(error(graph.send("GET", "/v1.0/me", "", ""))).isEqualTo("400 BadRequest");
  }

  @Test
  void getFindsPrincipalByEachId() {
    var byKey = PRINCIPALS + "(appId='" + shop.clientId() + "')";

    assertThat(
            json(graph.send("GET", PRINCIPALS + "/" + shop.objectId(), "", ""))
                .path("displayName")
                .asText())
        .isEqualTo("shop");
    assertThat(json(graph.send("GET", byKey, "", "")).path("id").asText())
        .isEqualTo(shop.objectId().toString());
  }

  @Test
  void getByIdsReturnsExistingPrincipals() {
    var body = "{\"ids\":[\"" + shop.objectId() + "\",\"" + azure.tenantId() + "\"],\"types\":[]}";

    var found = json(graph.send("POST", "/v1.0/directoryObjects/getByIds", "", body)).path("value");

    assertThat(found).hasSize(1);
    assertThat(found.get(0).path("@odata.type").asText())
        .isEqualTo("#microsoft.graph.servicePrincipal");
    assertThat(error(graph.send("POST", "/v1.0/directoryObjects/getByIds", "", "{}")))
        .isEqualTo("400 Request_BadRequest");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{|The body is not a JSON document.",
        "[]|The body must be an object.",
        "{\"ids\":null}|ids is required: an array of object ids.",
        "{\"ids\":\"a\"}|ids must be an array.",
        "{\"ids\":[1]}|ids must be a string."
      })
  void getByIdsRejectsInvalidBody(String body, String message) {
    var response = graph.send("POST", "/v1.0/directoryObjects/getByIds", "", body);

    assertThat(error(response)).isEqualTo("400 Request_BadRequest");
    assertThat(message(response)).isEqualTo(message);
  }

  @Test
  void getShowsResourceOfManagedIdentity() {
    var arm = Arm.signIn(azure);
    arm.createGroup("rg");
    var identity = arm.createIdentity("rg", "web").path("properties");

    var found = find("appId eq '" + identity.path("clientId").asText() + "'").get(0);

    assertThat(found.path("servicePrincipalType").asText()).isEqualTo("ManagedIdentity");
    assertThat(found.path("alternativeNames").get(0).asText()).isEqualTo("isExplicit=True");
    assertThat(found.path("alternativeNames").get(1).asText())
        .isEqualToIgnoringCase(arm.identity("rg", "web"));
  }

  @Test
  void getReturns401ForTokenOfOtherAudience() {
    assertThat(error(graph.anonymous().send("GET", PRINCIPALS, "", "")))
        .isEqualTo("401 InvalidAuthenticationToken");
    assertThat(error(Arm.signIn(azure).send("GET", PRINCIPALS, "", "")))
        .isEqualTo("401 InvalidAuthenticationToken");
  }

  @Test
  void listReturns400NamingUnsupportedFilter() {
    assertThat(error(graph.send("GET", PRINCIPALS, "$filter=owners/any(t:t eq 'a')", "")))
        .isEqualTo("400 Request_UnsupportedQuery");
    assertThat(error(graph.send("GET", "/v1.0/planets", "", ""))).isEqualTo("400 BadRequest");
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /v1.0/servicePrincipals/ID/oauth2PermissionGrants, 400 BadRequest",
    "GET, /beta/servicePrincipals/ID/oauth2PermissionGrants, 400 BadRequest",
    "GET, /graph/v1.0/servicePrincipals/ID/owners, 400 BadRequest",
    "POST, /v1.0/servicePrincipals/ID/oauth2PermissionGrants, 400 BadRequest",
    "GET, /v1.0/directoryObjects, 400 BadRequest",
    "GET, /v1.0, 400 BadRequest",
    "GET, /graph, 400 BadRequest",
    "GET, /graph/v2.0/users, 400 BadRequest",
    "PUT, /v1.0/servicePrincipals, 405 Request_BadRequest",
    "DELETE, /v1.0/directoryObjects/ID, 405 Request_BadRequest",
    "GET, /v1.0/servicePrincipals(appId='ID')/owners, 400 BadRequest",
    "GET, /v1.0/directoryObjects/getByIds/more, 400 BadRequest"
  })
  void unknownPathReturnsErrorInGraphFormat(String method, String path, String expected) {
    var id = path.replace("ID", shop.objectId().toString());

    assertThat(error(graph.send(method, id, "", ""))).isEqualTo(expected);
    assertThat(error(graph.anonymous().send(method, id, "", "")))
        .isEqualTo("401 InvalidAuthenticationToken");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "$filter=startswith(displayName,'many')&"})
  void listReturnsAllPrincipalsPageByPage(String filter) {
    var owner = Arm.signIn(azure);
    owner.put(owner.group("many"), "2021-04-01", "{\"location\":\"eastus\"}");
    var all =
        IntStream.range(0, 7)
            .mapToObj(number -> owner.identity("many", "many-" + number))
            .map(path -> json(owner.put(path, Arm.VERSION, "{\"location\":\"eastus\"}")))
            .map(identity -> identity.path("properties").path("principalId").asText())
            .toList();

    var found = new ArrayList<String>();
    var page = json(graph.send("GET", PRINCIPALS, filter + "$top=3&$select=id", ""));
    while (page.has("@odata.nextLink")) {
      assertThat(page.path("value")).hasSize(3);
      found.addAll(page.path("value").findValuesAsText("id"));
      var next = page.path("@odata.nextLink").asText();
      assertThat(next).contains("$skiptoken=", "$top=3", "$select=id");
      page = json(graph.follow(next));
    }
    found.addAll(page.path("value").findValuesAsText("id"));

    assertThat(found).doesNotHaveDuplicates().containsAll(all);
    if (!filter.isEmpty()) {
      assertThat(page.path("value").findValuesAsText("displayName"))
          .allSatisfy(name -> assertThat(name).startsWith("many"));
    }
  }

  @Test
  void listHasHundredItemsByDefault() {
    try (var large = TestAzure.start()) {
      var lister = large.createServicePrincipal("lister");
      var owner = Arm.signIn(large);
      owner.createGroup("rg");
      for (var number = 0; number < 120; number++) {
        owner.createIdentity("rg", "identity-" + number);
      }
      var caller = Arm.signIn(large, lister, "https://graph.microsoft.com");

      var first = json(caller.send("GET", PRINCIPALS, "", ""));
      var all = json(caller.send("GET", PRINCIPALS, "$top=999", ""));

      assertThat(first.path("value")).hasSize(100);
      assertThat(json(caller.follow(first.path("@odata.nextLink").asText())).path("value"))
          .hasSize(22);
      assertThat(all.path("value")).hasSize(122);
      assertThat(all.has("@odata.nextLink")).isFalse();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "$top=0, 400 Request_UnsupportedQuery",
    "$top=1000, 400 Request_UnsupportedQuery",
    "$top=-1, 400 Request_UnsupportedQuery",
    "$top=many, 400 BadRequest",
    "$skiptoken=none, 400 Request_BadRequest",
    "$skiptoken=%%%, 400 Request_BadRequest",
  })
  void listRejectsInvalidPageSizes(String query, String error) {
    assertThat(error(graph.send("GET", PRINCIPALS, query, ""))).isEqualTo(error);
  }

  @Test
  void listRejectsFilterWithTooManyClauses() {
    var clauses = "id eq 'a'" + " or id eq 'a'".repeat(15);

    var answer = graph.send("GET", PRINCIPALS, "$filter=" + clauses, "");

    assertThat(error(answer)).isEqualTo("400 Request_UnsupportedQuery");
    assertThat(message(answer)).contains("16", "Max allowed: 15");
  }

  @Test
  void countRequiresAdvancedQuery() {
    var advanced = graph.with("ConsistencyLevel", "eventual");
    var query = "$count=true&$top=1&$filter=servicePrincipalType eq 'Application'";

    var first = json(advanced.send("GET", PRINCIPALS, query, ""));
    var second = json(advanced.follow(first.path("@odata.nextLink").asText()));
    var alone = advanced.send("GET", PRINCIPALS + "/$count", "$filter=displayName eq 'shop'", "");

    assertThat(first.path("@odata.count").asInt()).isGreaterThanOrEqualTo(2);
    assertThat(second.has("@odata.count")).isFalse();
    assertThat(json(graph.send("GET", PRINCIPALS, query, "")).has("@odata.count")).isFalse();
    assertThat(alone.body().text()).isEqualTo("1");
    assertThat(error(graph.send("GET", PRINCIPALS + "/$count", "", "")))
        .isEqualTo("400 Request_BadRequest");
  }

  @Test
  void getByIdsRejectsTooManyIds() {
    var ids = String.join(",", Collections.nCopies(1_001, "\"" + shop.objectId() + "\""));

    var answer =
        graph.send("POST", "/v1.0/directoryObjects/getByIds", "", "{\"ids\":[" + ids + "]}");

    assertThat(error(answer)).isEqualTo("400 Request_BadRequest");
    assertThat(message(answer)).contains("1001", "1000");
  }

  private static JsonNode find(String filter) {
    var query =
        "$filter="
            + filter
                .replace("APP_ID", shop.clientId().toString())
                .replace("OBJECT_ID", shop.objectId().toString());
    return json(graph.send("GET", PRINCIPALS, query, "")).path("value");
  }
}
