package dev.msi4j.local.internal.providers.resources;

import static dev.msi4j.local.Arm.error;
import static dev.msi4j.local.Arm.json;
import static dev.msi4j.local.Arm.message;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.Arm;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.TestAzure;
import dev.msi4j.local.internal.http.Response;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TagOperationsTests {
  private static final String VERSION = "2023-07-01";
  private static final String TAG_CONTRIBUTOR = "4a9ae827-6dc8-4573-8ac7-8239d42aa03f";

  @AutoClose private static final LocalAzure azure = TestAzure.start();
  private static final Arm arm = Arm.signIn(azure);

  @BeforeAll
  static void createResources() {
    arm.createGroup("tags");
    arm.createIdentity("tags", "web");
    resource("Microsoft.Compute/virtualMachines/vm", "2024-11-01", "{}");
    resource(
        "Microsoft.Compute/disks/disk",
        "2023-04-02",
        "{\"creationData\":{\"createOption\":\"Empty\"},\"diskSizeGB\":4}");
    resource("Microsoft.Network/publicIPAddresses/ip", "2022-07-01", "{}");
    resource(
        "Microsoft.KeyVault/vaults/tagged-vault",
        "2023-07-01",
        "{\"tenantId\":\""
            + azure.tenantId()
            + "\",\"sku\":{\"family\":\"A\",\"name\":\"standard\"}}");
  }

  private static void resource(String path, String version, String properties) {
    var created =
        arm.put(
            arm.group("tags") + "/providers/" + path,
            version,
            "{\"location\":\"eastus\",\"properties\":" + properties + "}");
    assertThat(created.status()).as(created.body().text()).isIn(201, 202);
  }

  /** A scope with tags, and the api-version of its own type. */
  record Tagged(String path, String version) {}

  static Stream<Tagged> scopes() {
    var providers = arm.group("tags") + "/providers/";
    return Stream.of(
        new Tagged(arm.subscription(), "2022-12-01"),
        new Tagged(arm.group("tags"), VERSION),
        new Tagged(arm.identity("tags", "web"), Arm.VERSION),
        new Tagged(providers + "Microsoft.Compute/virtualMachines/vm", "2024-11-01"),
        new Tagged(providers + "Microsoft.Compute/disks/disk", "2023-04-02"),
        new Tagged(providers + "Microsoft.Network/publicIPAddresses/ip", "2022-07-01"),
        new Tagged(providers + "Microsoft.KeyVault/vaults/tagged-vault", "2023-07-01"));
  }

  @ParameterizedTest
  @MethodSource("scopes")
  void tagsOfScopeAreReplacedReadAndDeleted(Tagged scope) {
    var path = tags(scope.path());
    var before = withoutTags(scope);

    var replaced = arm.put(path, VERSION, body("\"team\":\"core\",\"cost\":\"1\""));

    assertThat(replaced.status()).isEqualTo(200);
    assertThat(json(arm.get(path, VERSION))).isEqualTo(json(replaced));
    assertThat(json(replaced).path("id").asText()).isEqualTo(path);
    assertThat(json(replaced).path("name").asText()).isEqualTo("default");
    assertThat(json(replaced).path("type").asText()).isEqualTo("Microsoft.Resources/tags");
    assertThat(tagsOf(replaced)).isEqualTo("{\"team\":\"core\",\"cost\":\"1\"}");
    assertThat(json(arm.get(scope.path(), scope.version())).path("tags").toString())
        .isEqualTo("{\"team\":\"core\",\"cost\":\"1\"}");
    assertThat(withoutTags(scope)).isEqualTo(before);
    assertThat(arm.delete(path, VERSION).status()).isEqualTo(200);
    assertThat(tagsOf(arm.get(path, VERSION))).isEqualTo("{}");
  }

  /** Returns a resource without its tags and the members that change with each write. */
  private static JsonNode withoutTags(Tagged scope) {
    var document = (ObjectNode) json(arm.get(scope.path(), scope.version()));
    return document.remove(List.of("tags", "etag"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "Merge; \"TEAM\":\"web\",\"new\":\"x\"; {\"cost\":\"1\",\"TEAM\":\"web\",\"new\":\"x\"}",
        "replace; \"new\":\"x\"; {\"new\":\"x\"}",
        "Delete; \"Team\":\"core\",\"cost\":\"2\"; {\"cost\":\"1\"}",
        "Delete; \"team\":\"\"; {\"cost\":\"1\"}"
      })
  void patchChangesTags(String operation, String requested, String expected) {
    var group = "patched-" + operation + requested.length();
    arm.createGroup(group);
    var path = tags(arm.group(group));
    arm.put(path, VERSION, body("\"team\":\"core\",\"cost\":\"1\""));

    var patched =
        arm.patch(
            path,
            VERSION,
            "{\"operation\":\"" + operation + "\",\"properties\":{\"tags\":{" + requested + "}}}");

    assertThat(patched.status()).isEqualTo(200);
    assertThat(tagsOf(patched)).isEqualTo(expected);
    assertThat(tagsOf(arm.get(path, VERSION))).isEqualTo(expected);
  }

  @Test
  void tagContributorChangesTagsAndNotTheResource() {
    var principal = azure.createServicePrincipal("tagger");
    arm.assign(arm.group("tags"), principal, TAG_CONTRIBUTOR);
    var tagger = Arm.signIn(azure, principal);

    assertThat(
            tagger.put(tags(arm.identity("tags", "web")), VERSION, body("\"by\":\"t\"")).status())
        .isEqualTo(200);
    assertThat(
            error(
                tagger.put(arm.identity("tags", "web"), Arm.VERSION, "{\"location\":\"eastus\"}")))
        .isEqualTo("403 AuthorizationFailed");
  }

  @Test
  void templateSetsTagsOfItsGroup() {
    arm.createGroup("templated");
    var deployed =
        arm.put(
            arm.group("templated") + "/providers/Microsoft.Resources/deployments/d",
            "2022-09-01",
            "{\"properties\":{\"mode\":\"Incremental\",\"template\":{\"$schema\":\"s\","
                + "\"contentVersion\":\"1.0.0.0\",\"resources\":[{"
                + "\"type\":\"Microsoft.Resources/tags\",\"apiVersion\":\"2021-04-01\","
                + "\"name\":\"default\",\"properties\":{\"tags\":{\"from\":\"template\"}}}]}}}");

    assertThat(deployed.status()).as(deployed.body().text()).isEqualTo(201);
    assertThat(tagsOf(arm.get(tags(arm.group("templated")), VERSION)))
        .isEqualTo("{\"from\":\"template\"}");
  }

  @Test
  void invalidRequestsAreRejected() {
    arm.createGroup("invalid");
    var path = tags(arm.group("invalid"));

    assertThat(error(arm.put(path, VERSION, "{\"properties\":{}}")))
        .isEqualTo("400 InvalidRequestContent");
    assertThat(error(arm.put(path, VERSION, body("\"a?\":\"1\"")))).startsWith("400 Invalid");
    assertThat(message(arm.patch(path, VERSION, "{\"operation\":\"Add\",\"properties\":{}}")))
        .isEqualTo("The operation 'Add' is invalid: it must be Merge, Replace or Delete.");
    assertThat(error(arm.get(tags(arm.group("missing")), VERSION)))
        .isEqualTo("404 ResourceGroupNotFound");
    assertThat(error(arm.get(tags(arm.identity("invalid", "missing")), VERSION)))
        .isEqualTo("404 ResourceNotFound");
    assertThat(error(arm.put(tags(""), VERSION, body("\"a\":\"1\""))))
        .isEqualTo("403 AuthorizationFailed");
  }

  @Test
  void mergeBeyondLimitOfTagsIsRejected() {
    arm.createGroup("many");
    var path = tags(arm.group("many"));
    var fifty = new StringBuilder();
    for (var number = 0; number < 50; number++) {
      fifty.append(number == 0 ? "" : ",").append("\"t").append(number).append("\":\"v\"");
    }
    assertThat(arm.put(path, VERSION, body(fifty.toString())).status()).isEqualTo(200);

    var merged =
        arm.patch(
            path, VERSION, "{\"operation\":\"Merge\",\"properties\":{\"tags\":{\"more\":\"v\"}}}");

    assertThat(merged.status()).isEqualTo(400);
    assertThat(json(arm.get(path, VERSION)).at("/properties/tags")).hasSize(50);
  }

  private static String tags(String scope) {
    return scope + "/providers/Microsoft.Resources/tags/default";
  }

  private static String body(String tags) {
    return "{\"properties\":{\"tags\":{" + tags + "}}}";
  }

  private static String tagsOf(Response response) {
    return json(response).at("/properties/tags").toString();
  }
}
