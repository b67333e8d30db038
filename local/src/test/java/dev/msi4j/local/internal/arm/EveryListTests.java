package dev.msi4j.local.internal.arm;

import static dev.msi4j.local.Arm.VERSION;
import static dev.msi4j.local.Arm.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.msi4j.local.Arm;
import dev.msi4j.local.DeclaredEndpoints;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.TestAzure;
import dev.msi4j.local.internal.http.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Verifies the paging of every declared operation and route that returns a list, including ones
 * added later, with more items than fit on a page.
 */
class EveryListTests {
  private static final int PAGE = 2;
  private static final int ITEMS = 5;
  private static final String COMPUTE = "2024-11-01";
  private static final String NETWORK = "2022-07-01";
  private static final String KEY_VAULT = "2023-07-01";
  private static final String AUTHORIZATION = "2022-04-01";
  private static final String READER = "acdd72a7-3385-48ef-bd42-f606fba81ae7";
  private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)}");

  /** Resources are named all0 to all4; all0 is the value of every path parameter. */
  private static final Map<String, String> ARGUMENTS =
      Map.of(
          "resourceGroupName", "all0",
          "location", "eastus",
          "publisher", "Canonical",
          "offer", "ubuntu-24_04-lts",
          "sku", "server");

  /** Lists without pages, as in Azure, with the reason why each of them is bounded. */
  private static final Map<String, String> BOUNDED =
      Map.ofEntries(
          Map.entry("/tenants", "one tenant"),
          Map.entry("/subscriptions", "made by the builder, not by requests"),
          Map.entry("/subscriptions/{subscriptionId}/locations", "a table"),
          Map.entry("/subscriptions/{subscriptionId}/providers", "declarations"),
          Map.entry("/providers/Microsoft.Resources/operations", "declarations"),
          Map.entry("/providers/Microsoft.Authorization/operations", "declarations"),
          Map.entry("/providers/Microsoft.Authorization/providerOperations", "declarations"),
          Map.entry("/providers/Microsoft.ManagedIdentity/operations", "declarations"),
          Map.entry("/providers/Microsoft.Network/operations", "declarations"),
          Map.entry("/providers/Microsoft.Compute/operations", "declarations"),
          Map.entry("/providers/Microsoft.KeyVault/operations", "declarations"),
          Map.entry("/providers/Microsoft.Management/operations", "declarations"),
          Map.entry(
              "/providers/Microsoft.Management/managementGroups/{group}/subscriptions",
              "made by the builder, not by requests"),
          Map.entry("/providers/Microsoft.Web/operations", "declarations"),
          Map.entry("/providers/Microsoft.App/operations", "declarations"),
          Map.entry("/providers/Microsoft.ContainerService/operations", "declarations"),
          Map.entry(
              "/{scope}/providers/Microsoft.Authorization/permissions",
              "roles of one caller at one scope"),
          Map.entry("/{scope}/providers/Microsoft.Authorization/denyAssignments", "always empty"),
          Map.entry("/subscriptions/{subscriptionId}/providers/Microsoft.Compute/skus", "a table"),
          Map.entry(
              "/subscriptions/{subscriptionId}/providers/Microsoft.Compute/locations/{location}"
                  + "/vmSizes",
              "a table"),
          Map.entry(
              "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers"
                  + "/Microsoft.Compute/virtualMachines/{name}/vmSizes",
              "a table"),
          Map.entry(
              "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers"
                  + "/Microsoft.Compute/virtualMachines/{name}/extensions",
              "4 MiB of extensions on a machine"));

  /** Bounded lists outside of Resource Manager. */
  private static final Set<String> BOUNDED_ROUTES =
      Set.of("/v1.0/users", "/beta/users", "/issuers");

  @AutoClose private static final LocalAzure azure = TestAzure.builder().pageSize(PAGE).start();
  private static final Arm arm = Arm.signIn(azure);
  private static final Arm graph =
      Arm.signIn(azure, azure.createServicePrincipal("lister"), "https://graph.microsoft.com");

  @BeforeAll
  static void createItems() {
    for (var number = 0; number < ITEMS; number++) {
      create("all" + number, number);
    }
    for (var number = 0; number < ITEMS; number++) {
      deploy(
          arm.subscription(), "all" + number, "Microsoft.Resources/resourceGroups", "2021-04-01");
      deploy(
          arm.group("all0"),
          "all" + number,
          "Microsoft.ManagedIdentity/userAssignedIdentities",
          VERSION);
    }
    for (var number = 0; number < ITEMS; number++) {
      lock("all" + number);
    }
    createManagementGroups();
  }

  /** Creates groups in the group all0, which contains the subscription, too. */
  private static void createManagementGroups() {
    var groups = "/providers/Microsoft.Management/managementGroups/";
    var parent = "{\"properties\":{\"details\":{\"parent\":{\"id\":\"" + groups + "all0\"}}}}";
    for (var number = 0; number < ITEMS; number++) {
      var answer = arm.put(groups + "all" + number, "2021-04-01", number == 0 ? "{}" : parent);
      assertThat(answer.status()).as(answer.body().text()).isEqualTo(200);
    }
    var moved = arm.put(groups + "all0" + arm.subscription(), "2021-04-01", "");
    assertThat(moved.status()).as(moved.body().text()).isEqualTo(200);
  }

  private static void lock(String name) {
    put(
        arm.group("all0") + "/providers/Microsoft.Authorization/locks/" + name,
        "2020-05-01",
        "{'properties':{'level':'CanNotDelete'}}");
  }

  /** Creates a deployment whose operations are one for each existing resource but one. */
  private static void deploy(String scope, String name, String type, String version) {
    put(
        scope + "/providers/Microsoft.Resources/deployments/" + name,
        "2022-09-01",
        "{'location':'eastus','properties':{'mode':'Incremental','template':{'$schema':'s',"
            + "'contentVersion':'1.0.0.0','resources':[{'type':'"
            + type
            + "','apiVersion':'"
            + version
            + "','name':'[format(`all{0}`, copyIndex())]','location':'eastus',"
            + "'copy':{'name':'all','count':"
            + (ITEMS - 1)
            + "}}]}}}");
  }

  /** Creates one more resource of each type in the group all0. */
  private static void create(String name, int number) {
    azure.createServicePrincipal(name);
    arm.bearing(Arm.token(azure, "https://graph.microsoft.com"))
        .send(
            "POST",
            "/v1.0/groups",
            "",
            "{'displayName':'all','mailNickname':'all','mailEnabled':false,'securityEnabled':true}"
                .replace('\'', '"'));
    arm.createGroup(name);
    arm.createIdentity("all0", name);
    put(arm.subscription() + "/tagNames/" + name, "2021-04-01", "");
    put(
        arm.identity("all0", "all0") + "/federatedIdentityCredentials/" + name,
        VERSION,
        "{'properties':{'issuer':'https://issuer.example.com/"
            + name
            + "','subject':'s','audiences':['a']}}");
    for (var type :
        List.of(
            "Microsoft.Web/serverfarms",
            "Microsoft.Web/sites",
            "Microsoft.App/managedEnvironments",
            "Microsoft.App/containerApps",
            "Microsoft.ContainerService/managedClusters")) {
      put(
          arm.group("all0") + "/providers/" + type + "/" + name,
          "2024-03-01",
          "{'location':'eastus','properties':{'environmentId':'"
              + arm.group("all0")
              + "/providers/Microsoft.App/managedEnvironments/all0'}}");
    }
    network("publicIPAddresses/" + name, "{}");
    network("networkSecurityGroups/" + name, "{}");
    network(
        "networkSecurityGroups/all0/securityRules/" + name,
        "{'priority':"
            + (100 + number)
            + ",'protocol':'Tcp','access':'Allow','direction':'Inbound','sourcePortRange':'*',"
            + "'destinationPortRange':'22','sourceAddressPrefix':'*',"
            + "'destinationAddressPrefix':'*'}");
    network("virtualNetworks/" + name, "{'addressSpace':{'addressPrefixes':['10.0.0.0/16']}}");
    network("virtualNetworks/all0/subnets/" + name, "{'addressPrefix':'10.0." + number + ".0/24'}");
    network(
        "networkInterfaces/" + name,
        "{'ipConfigurations':[{'name':'a','properties':{'subnet':{'id':'"
            + arm.group("all0")
            + "/providers/Microsoft.Network/virtualNetworks/all0/subnets/all0'}}}]}");
    put(
        arm.group("all0") + "/providers/Microsoft.Compute/virtualMachines/" + name,
        COMPUTE,
        "{'location':'eastus','properties':{},'identity':{'type':'UserAssigned',"
            + "'userAssignedIdentities':{'"
            + arm.identity("all0", "all0")
            + "':{}}}}");
    put(
        arm.group("all0") + "/providers/Microsoft.Compute/virtualMachines/all0/extensions/" + name,
        COMPUTE,
        "{'location':'eastus','properties':{'publisher':'P"
            + number
            + "','type':'T','typeHandlerVersion':'1.0'}}");
    vault(name);
    vault("deleted-" + name);
    arm.delete(
        arm.group("all0") + "/providers/Microsoft.KeyVault/vaults/deleted-" + name, KEY_VAULT);
    put(
        arm.group("all0")
            + "/providers/Microsoft.Authorization/roleDefinitions/"
            + UUID.randomUUID(),
        AUTHORIZATION,
        "{'properties':{'roleName':'"
            + name
            + "','permissions':[{'actions':['*/read']}],'assignableScopes':['"
            + arm.group("all0")
            + "']}}");
    var principal = azure.createServicePrincipal(name);
    arm.assign(arm.group("all0"), principal, READER);
    assertThat(Arm.signIn(azure, principal)).isNotNull();
  }

  private static void vault(String name) {
    put(
        arm.group("all0") + "/providers/Microsoft.KeyVault/vaults/" + name,
        KEY_VAULT,
        "{'location':'eastus','properties':{'tenantId':'"
            + azure.tenantId()
            + "','sku':{'family':'A','name':'standard'}}}");
  }

  private static void network(String path, String properties) {
    put(
        arm.group("all0") + "/providers/Microsoft.Network/" + path,
        NETWORK,
        "{'location':'eastus','properties':" + properties + "}");
  }

  private static void put(String path, String version, String body) {
    var answer = arm.put(path, version, body.replace('\'', '"').replace('`', '\''));
    assertThat(answer.status()).as(path + " " + answer.body().text()).isEqualTo(201);
  }

  static List<Operation> reads() {
    return DeclaredEndpoints.operations(azure).all().stream()
        .filter(operation -> operation.method().equals("GET"))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("reads")
  void listHasPagesOrIsBounded(Operation operation) {
    var first = get(operation, "");

    if (isList(first) && !BOUNDED.containsKey(operation.template())) {
      walk(first, PAGE);
      walk(get(operation, "&$top=1"), 1);
    }
  }

  @Test
  void nextLinkRepeatsFilterAndOrder() {
    var path = arm.identity("all0", "all0") + "/listAssociatedResources";
    var query = "api-version=2022-01-31-preview&$filter=name eq 'all1'&$orderby=name desc&$top=1";
    var contains = query.replace("name eq 'all1'", "contains(name,'all')");

    assertThat(json(arm.send("POST", path, query, "")).path("value")).hasSize(1);
    var next = json(arm.send("POST", path, contains, "")).path("nextLink").asText();

    assertThat(json(arm.follow(next)).path("value").findValuesAsText("name"))
        .containsExactly("all3");
    assertThat(next).contains("$filter=", "$orderby=");
  }

  /** Without this check, the paging tests could skip lists that they do not recognize. */
  @Test
  void declaredListsAreRecognized() {
    var found = new TreeSet<String>();
    for (var operation : reads()) {
      if (isList(get(operation, ""))) {
        found.add(operation.template());
      }
    }

    assertThat(found).containsAll(BOUNDED.keySet()).hasSize(BOUNDED.size() + 46);
  }

  @Test
  void everyListRouteHasPagesOrIsBounded() {
    var paged = new ArrayList<String>();
    for (var declared : DeclaredEndpoints.routes(azure)) {
      var path = declared.substring(declared.indexOf(' ') + 1);
      if (declared.startsWith("GET ") && !path.contains("{")) {
        var caller = path.startsWith("/v1.0/") || path.startsWith("/beta/") ? graph : arm;
        var first = caller.send("GET", path, "", "");
        if (isList(first) && !BOUNDED_ROUTES.contains(path)) {
          walk(first, PAGE);
          walk(caller.send("GET", path, "$top=1", ""), 1);
          paged.add(path);
        }
      }
    }

    assertThat(paged)
        .containsExactlyInAnyOrder(
            "/v1.0/applications",
            "/beta/applications",
            "/v1.0/groups",
            "/beta/groups",
            "/v1.0/servicePrincipals",
            "/beta/servicePrincipals",
            "/beta/auditLogs/signIns",
            "/beta/reports/servicePrincipalSignInActivities");
  }

  private static Response get(Operation operation, String query) {
    var template =
        operation
            .template()
            .replace("/{scope}", arm.group("all0"))
            .replace("/subscriptions/{subscriptionId}", arm.subscription());
    var path =
        PARAMETER
            .matcher(template)
            .replaceAll(parameter -> ARGUMENTS.getOrDefault(parameter.group(1), "all0"));
    var version = operation.versions().listed().get(0);
    return arm.send("GET", path, "api-version=" + version + query, "");
  }

  private static boolean isList(Response answer) {
    return answer.status() == 200
        && !answer.body().isEmpty()
        && answer.body().text().startsWith("{")
        && json(answer).path("value").isArray();
  }

  private static void walk(Response first, int page) {
    var items = new ArrayList<JsonNode>();
    var answer = first;
    for (var next = add(answer, page, items); !next.isEmpty(); next = add(answer, page, items)) {
      answer = (next.contains("api-version") ? arm : graph).follow(next);
      assertThat(answer.status()).as(next).isEqualTo(200);
    }
    assertThat(items).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(ITEMS);
  }

  /** Adds the items of a page, and returns the link to the next one; empty if it is the last. */
  private static String add(Response answer, int page, List<JsonNode> items) {
    var document = json(answer);
    assertThat(document.path("value")).hasSizeLessThanOrEqualTo(page);
    document.path("value").forEach(items::add);
    return document.path("nextLink").asText(document.path("@odata.nextLink").asText());
  }
}
