package dev.msi4j.local.internal.providers.resources;

import static dev.msi4j.local.Arm.error;
import static dev.msi4j.local.Arm.json;
import static dev.msi4j.local.Arm.message;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.msi4j.local.Arm;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.TestAzure;
import dev.msi4j.local.TestClock;
import dev.msi4j.local.internal.http.Response;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResourceListTests {
  private static final String VERSION = "2021-04-01";

  private static final String COMPUTE = "2024-11-01";
  private static final String MACHINE =
      "{\"location\":\"uksouth\",\"properties\":{\"storageProfile\":{\"osDisk\":{\"name\":\"disk\"}}},"
          + "\"identity\":{\"type\":\"SystemAssigned\"},"
          + "\"plan\":{\"publisher\":\"contoso\",\"product\":\"fruit\",\"name\":\"basic\"},\"zones\":[\"2\"]}";
  private static final String EXTENSION =
      "{\"location\":\"uksouth\",\"properties\":{\"publisher\":\"Microsoft.ManagedIdentity\","
          + "\"type\":\"ManagedIdentityExtensionForLinux\",\"typeHandlerVersion\":\"1.0\"}}";

  private static final TestClock clock = new TestClock();
  @AutoClose private static final LocalAzure azure = TestAzure.builder().clock(clock).start();
  private static final Arm arm = Arm.signIn(azure);
  private static String principal;

  @BeforeAll
  static void createResources() {
    arm.createGroup("one");
    arm.createGroup("one2");
    arm.put(
        arm.identity("one", "apple"),
        Arm.VERSION,
        "{\"location\":\"eastus\",\"tags\":{\"a\":\"1\"}}");
    arm.put(arm.identity("one", "pear"), Arm.VERSION, "{\"location\":\"westus\"}");
    arm.createIdentity("one2", "plum");
    arm.createGroup("hosts");
    arm.put(
        arm.identity("hosts", "cherry"),
        Arm.VERSION,
        "{\"location\":\"uksouth\",\"tags\":{\"department\":\"Fruit\",\"b\":\"1\"}}");
    var vm = arm.group("hosts") + "/providers/Microsoft.Compute/virtualMachines/vm";
    principal = json(arm.put(vm, COMPUTE, MACHINE)).path("identity").path("principalId").asText();
    arm.put(vm + "/extensions/tokens", COMPUTE, EXTENSION);
    var address = arm.group("hosts") + "/providers/Microsoft.Network/publicIPAddresses/ip";
    arm.put(
        address,
        "2023-11-01",
        "{\"location\":\"uksouth\",\"sku\":{\"name\":\"Standard\"},\"zones\":[\"1\"],"
            + "\"properties\":{\"publicIPAllocationMethod\":\"Static\"}}");
  }

  @Test
  void listsByGroup() {
    assertThat(names(arm.group("one"), "")).containsExactly("apple", "pear");
  }

  @Test
  void listsBySubscription() {
    assertThat(names(arm.subscription(), ""))
        .containsExactlyInAnyOrder(
            "apple", "pear", "plum", "cherry", "vm", "vm/tokens", "disk", "ip");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "resourceType eq 'microsoft.managedidentity/USERASSIGNEDIDENTITIES' | cherry apple pear plum",
        "resourceType eq 'Microsoft.Compute/virtualMachines'                | vm",
        "resourceType eq 'Microsoft.Compute/disks'                          | disk",
        "name eq 'Pear'                                                     | pear",
        "name ne 'pear' and location eq 'eastus'                            | apple plum",
        "resourceGroup eq 'one2'                                            | plum",
        "tagName eq 'a' and tagValue eq '1'                                 | apple",
        "tagName eq 'a' and tagValue eq '2'                                 |",
        "substringof('p', name)                                             | ip apple pear plum",
        "substringof(name, 'EA') or name eq 'plum'                          | pear plum",
        "substringof('2', resourceGroup)                                    | plum",
        "location eq 'West US'                                              | pear",
        "startswith(tagname, 'DEP')                                         | cherry",
        "tagName eq 'DEPARTMENT'                                            | cherry",
        "tagValue eq 'Fruit' and tagName eq 'department'                    | cherry",
        "tagName eq 'department' and tagValue eq 'fruit'                    |",
        "tagName eq 'department' and tagValue eq '1'                        |",
        "name eq 'apple' or name eq 'plum' and location eq 'westus'         | apple",
        "(name eq 'apple' or name eq 'plum') and resourceGroup eq 'one2'    | plum",
        "name eq 'o''neill'                                                 |",
        "identity/principalId eq 'PRINCIPAL'                                | vm",
        "identity eq 'SystemAssigned' and identity/principalId eq 'PRINCIPAL' | vm",
        "identity ne null and resourceGroup eq 'hosts'                      | vm",
        "plan/publisher eq 'contoso' and plan/name eq 'basic'               | vm",
        "resourceType eq 'Microsoft.Compute/virtualMachines/extensions'     | vm/tokens",
      })
  void listFilters(String filter, String names) {
    var query = filter.replace("PRINCIPAL", principal).replace(" ", "%20");

    assertThat(names(arm.subscription(), "&$filter=" + query))
        .containsExactlyElementsOf(names == null ? List.of() : List.of(names.split(" ")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "startswith(name)",
        "startswith(name, 'a')",
        "substringof('eastus', location)",
        "tagName ne 'a'",
        "managedBy eq 'someone'",
        "name gt 'a'",
        "name eq 'a",
        "name eq a",
        "name eq 'a' and",
        "(name eq 'a'",
        "name eq 'a')",
        "and",
      })
  void unsupportedFilterReturns400(String filter) {
    var answer = list(arm.subscription(), "&$filter=" + filter.replace(" ", "%20"));

    assertThat(error(answer)).isEqualTo("400 InvalidFilterInQueryString");
    assertThat(message(answer))
        .startsWith("Invalid $filter '" + filter + "' specified in the query string. Details: '");
  }

  @Test
  void deeplyNestedFilterReturns400() {
    var filter = "(".repeat(100_000) + "name%20eq%20'a'" + ")".repeat(100_000);

    assertThat(error(list(arm.subscription(), "&$filter=" + filter)))
        .isEqualTo("400 InvalidFilterInQueryString");
  }

  @Test
  void listReturnsTopLevelMembers() {
    var items = items(arm.group("hosts"), "");

    assertThat(item(items, "vm").at("/identity/principalId").asText()).isEqualTo(principal);
    assertThat(item(items, "vm").at("/identity/type").asText()).isEqualTo("SystemAssigned");
    assertThat(item(items, "vm").at("/plan/product").asText()).isEqualTo("fruit");
    assertThat(item(items, "vm").at("/zones/0").asText()).isEqualTo("2");
    assertThat(item(items, "ip").at("/sku/name").asText()).isEqualTo("Standard");
    assertThat(item(items, "ip").at("/zones/0").asText()).isEqualTo("1");
    assertThat(item(items, "cherry").at("/tags/department").asText()).isEqualTo("Fruit");
    assertThat(items.values())
        .noneMatch(item ->
            item.has("createdTime") || item.has("changedTime") || item.has("provisioningState"));
  }

  @Test
  void listReturnsUserAssignedIdentities() {
    arm.createGroup("assigned");
    var identity = arm.identity("assigned", "web");
    var created = arm.createIdentity("assigned", "web");
    arm.put(
        arm.group("assigned") + "/providers/Microsoft.Compute/virtualMachines/host",
        COMPUTE,
        "{\"location\":\"eastus\",\"properties\":{},\"identity\":{\"type\":\"UserAssigned\","
            + "\"userAssignedIdentities\":{\""
            + identity
            + "\":{}}}}");

    var item = item(items(arm.group("assigned"), ""), "host");

    assertThat(item.path("identity").path("userAssignedIdentities").path(identity))
        .isEqualTo(
            json(arm.get(
                    arm.group("assigned") + "/providers/Microsoft.Compute/virtualMachines/host",
                    COMPUTE))
                .path("identity")
                .path("userAssignedIdentities")
                .path(identity));
    assertThat(item.at("/identity/type").asText()).isEqualTo("UserAssigned");
    assertThat(created.path("properties").path("principalId").asText())
        .isEqualTo(
            item.path("identity")
                .path("userAssignedIdentities")
                .path(identity)
                .path("principalId")
                .asText());
    arm.delete(arm.group("assigned"), VERSION);
  }

  @Test
  void expandReturnsTimesAndState() {
    arm.createGroup("timed");
    arm.createIdentity("timed", "old");
    var network = arm.group("timed") + "/providers/Microsoft.Network/networkSecurityGroups/nsg";
    arm.put(network, "2023-11-01", "{\"location\":\"eastus\",\"properties\":{}}");
    var created = clock.instant().truncatedTo(ChronoUnit.MILLIS).toString();
    clock.advance(Duration.ofMinutes(1));
    arm.patch(arm.identity("timed", "old"), Arm.VERSION, "{\"tags\":{\"a\":\"1\"}}");
    arm.patch(network, "2023-11-01", "{\"tags\":{\"a\":\"1\"}}");
    var changed = clock.instant().truncatedTo(ChronoUnit.MILLIS).toString();

    var items = items(arm.group("timed"), "&$expand=createdTime,%20CHANGEDTIME,provisioningState");

    assertThat(items).containsOnlyKeys("old", "nsg");
    assertThat(items.values())
        .allSatisfy(item -> {
          assertThat(item.path("createdTime").asText()).isEqualTo(created);
          assertThat(item.path("changedTime").asText()).isEqualTo(changed);
          assertThat(item.path("provisioningState").asText()).isEqualTo("Succeeded");
        });
    arm.delete(arm.group("timed"), VERSION);
  }

  @Test
  void unsupportedExpandReturns400() {
    assertThat(error(list(arm.subscription(), "&$expand=createdTime,properties")))
        .isEqualTo("400 InvalidExpandQueryOptionValue");
  }

  /** The Azure REST reference: the original tags "will not be returned in the results". */
  @Test
  void filterOnTagNameAndValueOmitsTags() {
    var byName = "&$filter=tagName%20eq%20'a'";
    var byValueToo = byName + "%20and%20tagValue%20eq%20'1'";

    assertThat(item(items(arm.subscription(), byName), "apple").has("tags")).isTrue();
    assertThat(item(items(arm.subscription(), byValueToo), "apple").has("tags")).isFalse();
  }

  @Test
  void nextLinkContainsFilter() {
    var first =
        json(
            arm.send(
                "GET",
                arm.subscription() + "/resources",
                "api-version="
                    + VERSION
                    + "&$top=1&$filter=location%20eq%20'eastus'&$expand=createdTime",
                ""));

    var second = json(arm.follow(first.path("nextLink").asText()));

    assertThat(first.path("value").findValuesAsText("name")).containsExactly("apple");
    assertThat(second.path("value").findValuesAsText("name")).containsExactly("plum");
    assertThat(second.at("/value/0/createdTime").asText()).isNotEmpty();
    assertThat(second.has("nextLink")).isFalse();
  }

  private static List<String> names(String scope, String query) {
    return List.copyOf(items(scope, query).keySet());
  }

  /** Returns the items of a list by name. */
  private static Map<String, JsonNode> items(String scope, String query) {
    var items = new LinkedHashMap<String, JsonNode>();
    json(list(scope, query))
        .path("value")
        .forEach(item -> items.put(item.path("name").asText(), item));
    return items;
  }

  private static JsonNode item(Map<String, JsonNode> items, String name) {
    return Objects.requireNonNull(items.get(name), name);
  }

  private static Response list(String scope, String query) {
    return arm.send("GET", scope + "/resources", "api-version=" + VERSION + query, "");
  }
}
