package dev.msi4j.local.internal.providers.resources;

import static dev.msi4j.local.Arm.error;
import static dev.msi4j.local.Arm.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.msi4j.local.Arm;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.TestAzure;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class TagNamesTests {
  private static final String VERSION = "2021-04-01";

  @AutoClose private final LocalAzure azure = TestAzure.start();
  private final Arm arm = Arm.signIn(azure);
  private final String path = arm.subscription() + "/tagNames";

  @Test
  void nameAndValueAreCreatedListedAndDeleted() {
    var created = arm.put(path + "/team", VERSION, "");

    assertThat(created.status()).isEqualTo(201);
    assertThat(json(created).path("id").asText()).isEqualTo(path + "/team");
    assertThat(json(created).path("tagName").asText()).isEqualTo("team");
    assertThat(json(created).path("count").toString())
        .isEqualTo("{\"type\":\"Total\",\"value\":0}");
    assertThat(arm.put(path + "/TEAM", VERSION, "").status()).isEqualTo(200);
    var value = arm.put(path + "/team/tagValues/core", VERSION, "");
    assertThat(value.status()).isEqualTo(201);
    assertThat(json(value).path("id").asText()).isEqualTo(path + "/team/tagValues/core");
    assertThat(arm.put(path + "/team/tagValues/core", VERSION, "").status()).isEqualTo(200);
    assertThat(names().findValuesAsText("tagValue")).containsExactly("core");
    assertThat(error(arm.delete(path + "/team", VERSION))).isEqualTo("409 TagNameHasValues");
    assertThat(arm.delete(path + "/team/tagValues/core", VERSION).status()).isEqualTo(200);
    assertThat(arm.delete(path + "/team/tagValues/core", VERSION).status()).isEqualTo(204);
    assertThat(arm.delete(path + "/team", VERSION).status()).isEqualTo(200);
    assertThat(arm.delete(path + "/team", VERSION).status()).isEqualTo(204);
    assertThat(names()).isEmpty();
  }

  @Test
  void listCountsTagsOfResourcesGroupsAndSubscription() {
    arm.createGroup("g");
    arm.put(
        arm.identity("g", "web"),
        Arm.VERSION,
        "{\"location\":\"eastus\",\"tags\":{\"team\":\"core\"}}");
    arm.patch(arm.group("g"), VERSION, "{\"tags\":{\"Team\":\"web\"}}");
    arm.put(
        arm.subscription() + "/providers/Microsoft.Resources/tags/default",
        VERSION,
        "{\"properties\":{\"tags\":{\"team\":\"core\"}}}");

    var team = names().get(0);

    assertThat(names()).hasSize(1);
    assertThat(team.at("/count/value").asInt()).isEqualTo(3);
    assertThat(team.path("values").findValuesAsText("tagValue")).containsExactly("core", "web");
    assertThat(team.at("/values/0/count/value").asInt()).isEqualTo(2);
    assertThat(error(arm.delete(path + "/team", VERSION))).isEqualTo("409 TagInUse");
    assertThat(error(arm.delete(path + "/team/tagValues/web", VERSION))).isEqualTo("409 TagInUse");
  }

  @Test
  void putRejectsValueOfMissingNameAndInvalidNames() {
    assertThat(error(arm.put(path + "/missing/tagValues/x", VERSION, "")))
        .isEqualTo("404 TagNameNotFound");
    assertThat(arm.put(path + "/a%3Cb", VERSION, "").status()).isEqualTo(400);
  }

  private JsonNode names() {
    return json(arm.get(path, VERSION)).path("value");
  }
}
