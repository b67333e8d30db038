package dev.msi4j.local.internal.providers.resources;

import static dev.msi4j.local.Arm.VERSION;
import static dev.msi4j.local.Arm.error;
import static dev.msi4j.local.Arm.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.msi4j.local.Arm;
import dev.msi4j.local.TestAzure;
import dev.msi4j.local.TestClock;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResourceGroupsTests {
  private static final String GROUPS = "2021-04-01";

  @Test
  void putGetListAndPatchReturnGroup() {
    try (var azure = TestAzure.start()) {
      var arm = Arm.signIn(azure);
      var path = arm.group("Web");
      var created =
          arm.put(path, GROUPS, "{\"location\":\"West Europe\",\"tags\":{\"team\":\"core\"}}");

      assertThat(created.status()).isEqualTo(201);
      assertThat(json(created).path("location").asText()).isEqualTo("westeurope");
      assertThat(json(created).path("properties").path("provisioningState").asText())
          .isEqualTo("Succeeded");
      assertThat(json(arm.get(arm.group("WEB"), GROUPS)).path("name").asText()).isEqualTo("Web");
      assertThat(
              json(arm.get(arm.subscription() + "/resourcegroups", GROUPS))
                  .path("value")
                  .findValuesAsText("name"))
          .containsExactly("Web");
      assertThat(
              json(arm.patch(path, GROUPS, "{\"tags\":{\"team\":\"other\"}}"))
                  .path("tags")
                  .path("team")
                  .asText())
          .isEqualTo("other");
    }
  }

  /** Decomposed Unicode text has combining marks: here {@code o} followed by a diaeresis. */
  @Test
  void putAcceptsNameWithCombiningMarks() {
    try (var azure = TestAzure.start()) {
      var arm = Arm.signIn(azure);
      var name = "gro\u0308\u00dfe";
      var path = arm.group(URLEncoder.encode(name, StandardCharsets.UTF_8));

      var created = arm.put(path, GROUPS, "{\"location\":\"eastus\"}");

      assertThat(created.status()).isEqualTo(201);
      assertThat(json(arm.get(path, GROUPS)).path("name").asText()).isEqualTo(name);
    }
  }

  @Test
  void headReturns204ForExistingAnd404ForMissingGroup() {
    try (var azure = TestAzure.start()) {
      var arm = Arm.signIn(azure);
      arm.createGroup("rg");

      assertThat(arm.send("HEAD", arm.group("rg"), "api-version=" + GROUPS, "").status())
          .isEqualTo(204);
      assertThat(arm.send("HEAD", arm.group("no"), "api-version=" + GROUPS, "").status())
          .isEqualTo(404);
      assertThat(error(arm.get(arm.group("no"), GROUPS))).isEqualTo("404 ResourceGroupNotFound");
      assertThat(error(arm.put(arm.group("rg"), GROUPS, "{\"location\":\"westus\"}")))
          .isEqualTo("409 InvalidResourceGroupLocation");
    }
  }

  @Test
  void deleteRemovesResourcesOfGroup() {
    try (var azure = TestAzure.start()) {
      var arm = Arm.signIn(azure);
      arm.createGroup("rg");
      arm.createGroup("rg2");
      arm.createIdentity("rg", "inside");
      arm.createIdentity("rg2", "outside");

      var answer = arm.delete(arm.group("rg"), GROUPS);

      assertThat(answer.status()).isEqualTo(202);
      assertThat(answer.headers().first("Retry-After")).hasValue("1");
      assertThat(arm.follow(answer.headers().first("Location").orElseThrow()).status())
          .isEqualTo(200);
      assertThat(error(arm.get(arm.identity("rg", "inside"), VERSION)))
          .isEqualTo("404 ResourceGroupNotFound");
      assertThat(arm.get(arm.identity("rg2", "outside"), VERSION).status()).isEqualTo(200);
      arm.createGroup("rg");
      assertThat(error(arm.get(arm.identity("rg", "inside"), VERSION)))
          .isEqualTo("404 ResourceNotFound");
    }
  }

  @Test
  void deletionCompletesAfterConfiguredPolls() {
    try (var azure = TestAzure.builder().longRunningOperationPolls(2).start()) {
      var arm = Arm.signIn(azure);
      arm.createGroup("rg");

      var location = arm.delete(arm.group("rg"), GROUPS).headers().first("Location").orElseThrow();

      assertThat(
              json(arm.get(arm.group("rg"), GROUPS)).path("properties").path("provisioningState"))
          .hasToString("\"Deleting\"");
      assertThat(error(arm.put(arm.identity("rg", "late"), VERSION, "{\"location\":\"eastus\"}")))
          .isEqualTo("409 ResourceGroupBeingDeleted");
      assertThat(arm.follow(location).status()).isEqualTo(202);
      assertThat(arm.follow(location).status()).isEqualTo(200);
      assertThat(error(arm.get(arm.group("rg"), GROUPS))).isEqualTo("404 ResourceGroupNotFound");
    }
  }

  @Test
  void deletionCompletesAfterConfiguredDelay() {
    var clock = new TestClock();
    try (var azure =
        TestAzure.builder().clock(clock).longRunningOperationDelay(Duration.ofMinutes(2)).start()) {
      var arm = Arm.signIn(azure);
      arm.createGroup("rg");
      arm.delete(arm.group("rg"), GROUPS);

      clock.advance(Duration.ofSeconds(119));
      assertThat(arm.get(arm.group("rg"), GROUPS).status()).isEqualTo(200);
      clock.advance(Duration.ofSeconds(1));
      assertThat(error(arm.get(arm.group("rg"), GROUPS))).isEqualTo("404 ResourceGroupNotFound");
    }
  }

  @Test
  void listFiltersByTags() {
    try (var azure = TestAzure.builder().pageSize(1).start()) {
      var arm = Arm.signIn(azure);
      arm.createGroup("plain");
      for (var name : List.of("first", "second")) {
        arm.put(arm.group(name), GROUPS, "{\"location\":\"eastus\",\"tags\":{\"env\":\"dev\"}}");
      }
      var groups = arm.subscription() + "/resourcegroups";
      var filter =
          "api-version=" + GROUPS + "&$filter=tagName%20eq%20'ENV'%20and%20tagValue%20eq%20";

      var page = json(arm.send("GET", groups, filter + "'dev'", ""));
      var next = json(arm.follow(page.path("nextLink").asText()));

      assertThat(page.path("value").findValuesAsText("name")).containsExactly("first");
      assertThat(next.path("value").findValuesAsText("name")).containsExactly("second");
      assertThat(next.has("nextLink")).isFalse();
      assertThat(json(arm.send("GET", groups, filter + "'DEV'", "")).path("value")).isEmpty();
      var byName = "api-version=" + GROUPS + "&$filter=name%20eq%20'first'";
      assertThat(error(arm.send("GET", groups, byName, "")))
          .isEqualTo("400 InvalidFilterInQueryString");
    }
  }

  @Test
  void readsOfGroupCountAsPolls() {
    try (var azure = TestAzure.builder().longRunningOperationPolls(2).start()) {
      var arm = Arm.signIn(azure);
      arm.createGroup("rg");
      arm.delete(arm.group("rg"), GROUPS);

      assertThat(arm.send("HEAD", arm.group("rg"), "api-version=" + GROUPS, "").status())
          .isEqualTo(204);
      assertThat(arm.get(arm.subscription() + "/resourcegroups", GROUPS).status()).isEqualTo(200);
      assertThat(arm.send("HEAD", arm.group("rg"), "api-version=" + GROUPS, "").status())
          .isEqualTo(404);
    }
  }

  @Test
  void unknownOperationReturns404() {
    try (var azure = TestAzure.start()) {
      var arm = Arm.signIn(azure);

      assertThat(error(arm.get(arm.subscription() + "/operationresults/none", GROUPS)))
          .isEqualTo("404 OperationNotFound");
    }
  }
}
