package dev.msi4j.local.internal.deployments;

import static dev.msi4j.local.internal.deployments.DeploymentFixture.body;
import static dev.msi4j.local.internal.deployments.DeploymentFixture.parse;
import static dev.msi4j.local.internal.deployments.DeploymentFixture.put;
import static dev.msi4j.local.internal.deployments.DeploymentFixture.template;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.Arm;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.TestAzure;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Invalid templates and requests are rejected with an error that names the cause. */
class InvalidTemplatesTests {
  private static final String IDENTITY_TYPE =
      "'type': 'Microsoft.ManagedIdentity/userAssignedIdentities', 'apiVersion': '2023-01-31'";

  @AutoClose private static final LocalAzure azure = TestAzure.start();
  private static final Arm arm = Arm.signIn(azure);

  @BeforeAll
  static void createGroup() {
    arm.createGroup("g");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          [{'name': 'a'}] | the property 'type' must be a string
          [{TYPE, 'name': '[reference(`x`).y]'}] | can't be evaluated
          [{TYPE, 'name': 'a', 'location': 'eastus', 'dependsOn': ['b']}] | The resource 'b' is not defined in the template
          [{TYPE, 'name': 'a', 'dependsOn': ['b']}, {TYPE, 'name': 'b', 'dependsOn': ['a']}] | Circular dependency detected on resource
          [{TYPE, 'name': 'a'}, {TYPE, 'name': 'a'}] | is defined multiple times
          [{TYPE, 'name': 'a/b'}] | has incorrect segment lengths
          [{TYPE, 'name': 'a', 'condition': 5}] | must be a boolean
          [{TYPE, 'name': 'a', 'copy': {'name': 'c', 'count': 801}}] | must be an integer from 0 to 800
          [{'type': 'Contoso.Unknown/things', 'apiVersion': '2020-01-01', 'name': 'a'}] | this local Azure does not serve it
          [{'type': 'x', 'apiVersion': 'y', 'name': 'a', 'extension': 'kubernetes'}] | deploys resources of Azure only
          5 | the resources must be an array or an object
          ['a'] | every resource must be an object
          """)
  void invalidResourceIsRejected(String resources, String message) {
    var text = resources.replace("TYPE", IDENTITY_TYPE).replace("`", "\\u0027").replace('\'', '"');

    var response = put(arm, arm.group("g"), "d", body(template(text, "{}"), Map.of()));

    assertThat(response.status()).as(response.body().text()).isEqualTo(400);
    assertThat(Arm.message(response)).contains(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {'type': 'string'} | | The value for the template parameter 'p' is not provided
          {'type': 'string'} | 5 | Expected a value of type 'string', but received a value of type 'Integer'
          {'type': 'int'} | 'x' | Expected a value of type 'int'
          {'type': 'bool'} | 'x' | Expected a value of type 'bool'
          {'type': 'object'} | [] | Expected a value of type 'object'
          {'type': 'number'} | 5 | the type 'number' of the parameter 'p' is invalid
          {'type': 'string', 'allowedValues': ['a', 'b']} | 'c' | The value 'c' is not part of the allowed value(s): 'a,b'
          {'type': 'string', 'minLength': 3} | 'ab' | greater than or equal to '3'
          {'type': 'array', 'maxLength': 1} | [1, 2] | less than or equal to '1'
          {'type': 'int', 'minValue': 2} | 1 | greater than or equal to '2'
          {'type': 'int', 'maxValue': 2} | 3 | less than or equal to '2'
          {'type': 'array', 'items': {'type': 'int'}} | ['a'] | parameter 'p[0]'
          {'type': 'array', 'prefixItems': [{'type': 'int'}], 'items': false} | [1, 2] | must not have more than '1' items
          {'type': 'object', 'properties': {'a': {'type': 'int'}}} | {} | The required property 'a' is missing
          {'type': 'object', 'properties': {'a': {'type': 'int'}}, 'additionalProperties': false} | {'a': 1, 'b': 2} | The property 'b' is not allowed
          {'type': 'object', 'discriminator': {'propertyName': 'kind', 'mapping': {'x': {'$ref': '#/definitions/x'}}}} | {'kind': 'y'} | The property 'kind' is 'y': it must be one of 'x'
          {'$ref': '#/definitions/missing'} | 1 | does not name a definition
          {'$ref': '#/definitions/cycle'} | 1 | in a cycle
          """)
  void invalidParameterIsRejected(String declaration, String value, String message) {
    var template = template("[]", "{}");
    template.putObject("parameters").set("p", parse(json(declaration)));
    template.set(
        "definitions",
        parse(json("{'x': {'type': 'object'}, 'cycle': {'$ref': '#/definitions/cycle'}}")));
    var body = body(template, Map.of());
    if (value != null) {
      body.withObject("/properties/parameters")
          .putObject("p")
          .set("value", parse("{\"v\": " + json(value) + "}").path("v"));
    }

    var response = put(arm, arm.group("g"), "d", body);

    assertThat(Arm.error(response)).isEqualTo("400 InvalidTemplate");
    assertThat(Arm.message(response)).contains(message);
  }

  private static String json(String text) {
    return text.replace('\'', '"');
  }

  @Test
  void unknownParameterIsRejected() {
    var response = put(arm, arm.group("g"), "d", body(template("[]", "{}"), Map.of("absent", "x")));

    assertThat(Arm.message(response))
        .contains("The template parameters 'absent' in the parameters file are not valid");
  }

  @Test
  void linkedTemplateIsRejected() {
    ObjectNode body =
        parse(
            "{\"properties\": {\"mode\": \"Incremental\", \"templateLink\": {\"uri\":"
                + " \"https://x\"}}}");

    var response = put(arm, arm.group("g"), "d", body);

    assertThat(Arm.error(response)).isEqualTo("400 InvalidContentLink");
    assertThat(Arm.message(response)).contains("'templateLink' is not supported");
  }

  @Test
  void incompleteSecretReferenceIsRejected() {
    var body = body(template("[]", "{}"), Map.of());
    body.withObject("/properties/parameters").putObject("p").putObject("reference");

    assertThat(Arm.message(put(arm, arm.group("g"), "d", body)))
        .contains("'id' not found", "properties.parameters.p.reference.keyVault");
  }

  @Test
  void deploymentAtSubscriptionNeedsLocation() {
    assertThat(Arm.error(put(arm, arm.subscription(), "d", body(template("[]", "{}"), Map.of()))))
        .isEqualTo("400 LocationRequired");
  }

  @Test
  void completeModeIsRejectedAtSubscription() {
    var body = body(template("[]", "{}"), Map.of()).put("location", "eastus");
    body.withObject("/properties").put("mode", "Complete");

    assertThat(Arm.error(put(arm, arm.subscription(), "d", body)))
        .isEqualTo("400 CompleteModeNotSupported");
  }

  @Test
  void invalidNameAndModeAreRejected() {
    var body = body(template("[]", "{}"), Map.of());
    assertThat(Arm.error(put(arm, arm.group("g"), "a".repeat(65), body)))
        .isEqualTo("400 InvalidDeploymentName");

    body.withObject("/properties").put("mode", "Partial");
    assertThat(Arm.error(put(arm, arm.group("g"), "d", body)))
        .isEqualTo("400 InvalidDeploymentMode");
  }

  @Test
  void variablesThatNeedEachOtherAreRejected() {
    var template =
        template("[]", "{\"o\": {\"type\": \"string\", \"value\": \"[variables('a')]\"}}");
    template.putObject("variables").put("a", "[variables('b')]").put("b", "[variables('a')]");

    put(arm, arm.group("g"), "cycle", body(template, Map.of()));

    var error =
        Arm.json(arm.get(DeploymentFixture.path(arm.group("g"), "cycle"), "2022-09-01"))
            .at("/properties/error");
    assertThat(error.path("code").asText()).isEqualTo("DeploymentOutputEvaluationFailed");
    assertThat(error.toString()).contains("needs its own value");
  }
}
