package dev.msi4j.local.providers.resources;

import static dev.msi4j.local.Arm.json;
import static dev.msi4j.local.Arm.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.msi4j.local.Arm;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.TestAzure;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResourceListTests {
  private static final String VERSION = "2021-04-01";

  private static LocalAzure azure;
  private static Arm arm;

  @BeforeAll
  static void start() {
    azure = TestAzure.start();
    arm = Arm.signIn(azure);
    arm.createGroup("one");
    arm.createGroup("one2");
    arm.put(
        arm.identity("one", "apple"),
        Arm.VERSION,
        "{\"location\":\"eastus\",\"tags\":{\"a\":\"1\"}}");
    arm.put(arm.identity("one", "pear"), Arm.VERSION, "{\"location\":\"westus\"}");
    arm.createIdentity("one2", "plum");
  }

  @AfterAll
  static void stop() {
    azure.close();
  }

  @Test
  void listsTheResourcesOfOneGroup() {
    assertThat(names(arm.group("one"), "")).containsExactly("apple", "pear");
  }

  @Test
  void listsTheResourcesOfASubscription() {
    assertThat(names(arm.subscription(), "")).containsExactly("apple", "pear", "plum");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "resourceType eq 'microsoft.managedidentity/USERASSIGNEDIDENTITIES' | apple pear plum",
        "resourceType eq 'Microsoft.Compute/virtualMachines'                |",
        "name eq 'Pear'                                                     | pear",
        "name ne 'pear' and location eq 'eastus'                            | apple plum",
        "resourceGroup eq 'one2'                                            | plum",
        "tagName eq 'a' and tagValue eq '1'                                 | apple",
        "tagName eq 'a' and tagValue eq '2'                                 |",
        "substringof('p', name)                                             | apple pear plum",
      })
  void filters(String filter, String names) {
    assertThat(names(arm.subscription(), "&$filter=" + filter.replace(" ", "%20")))
        .containsExactlyElementsOf(names == null ? List.of() : List.of(names.split(" ")));
  }

  @Test
  void refusesAFilterItCanNotRead() {
    var answer =
        arm.send(
            "GET",
            arm.subscription() + "/resources",
            "api-version=" + VERSION + "&$filter=startswith(name)",
            "");

    assertThat(refusal(answer)).isEqualTo("400 InvalidFilterInQueryString");
  }

  @Test
  void pagesWithTheFilterInItsLinks() {
    var first =
        json(
            arm.send(
                "GET",
                arm.subscription() + "/resources",
                "api-version=" + VERSION + "&$top=1&$filter=location%20eq%20'eastus'",
                ""));

    var second = json(arm.follow(first.path("nextLink").asText()));

    assertThat(first.path("value").findValuesAsText("name")).containsExactly("apple");
    assertThat(second.path("value").findValuesAsText("name")).containsExactly("plum");
    assertThat(second.has("nextLink")).isFalse();
  }

  private static List<String> names(String scope, String query) {
    var answer = arm.send("GET", scope + "/resources", "api-version=" + VERSION + query, "");
    return json(answer).path("value").findValuesAsText("name");
  }
}
