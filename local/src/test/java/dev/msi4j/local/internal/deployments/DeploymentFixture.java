package dev.msi4j.local.internal.deployments;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.Arm;
import dev.msi4j.local.internal.http.Response;
import dev.msi4j.local.internal.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;

/** Deploys templates as a caller. */
final class DeploymentFixture {
  static final String VERSION = "2022-09-01";

  private DeploymentFixture() {}

  /** Returns the path of a deployment at a scope. */
  static String path(String scope, String name) {
    return scope + "/providers/Microsoft.Resources/deployments/" + name;
  }

  /** Reads a template of the test resources. */
  static ObjectNode template(String name) {
    try (var stream = DeploymentFixture.class.getResourceAsStream("/templates/" + name + ".json")) {
      return (ObjectNode) Json.parse(Objects.requireNonNull(stream).readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns a template with resources and outputs. */
  static ObjectNode template(String resources, String outputs) {
    return parse(
        """
        {"$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
         "contentVersion": "1.0.0.0", "resources": %s, "outputs": %s}\
        """
            .formatted(resources, outputs));
  }

  static ObjectNode parse(String text) {
    try {
      return (ObjectNode) Json.parse(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the body of a deployment request. */
  static ObjectNode body(ObjectNode template, Map<String, ?> parameters) {
    var body = Json.object();
    var properties = body.putObject("properties").put("mode", "Incremental");
    properties.set("template", template);
    var values = properties.putObject("parameters");
    parameters.forEach((name, value) -> values.putObject(name).putPOJO("value", value));
    return parse(Json.write(body));
  }

  static Response put(Arm arm, String scope, String name, ObjectNode body) {
    return arm.put(path(scope, name), VERSION, Json.write(body));
  }

  static Response post(Arm arm, String scope, String name, String action, ObjectNode body) {
    return arm.send(
        "POST", path(scope, name) + "/" + action, "api-version=" + VERSION, Json.write(body));
  }

  /** Deploys a template to a resource group; the deployment must succeed. */
  static JsonNode deploy(Arm arm, String group, ObjectNode template) {
    return deployed(arm, arm.group(group), "deployment", body(template, Map.of()));
  }

  /** Deploys a template; the deployment must succeed. */
  static JsonNode deployed(Arm arm, String scope, String name, ObjectNode body) {
    var response = put(arm, scope, name, body);
    assertThat(response.status()).as(response.body().text()).isIn(200, 201);
    var document = Arm.json(arm.get(path(scope, name), VERSION));
    assertThat(document.at("/properties/provisioningState").asText())
        .as(document.at("/properties/error").toString())
        .isEqualTo("Succeeded");
    return document;
  }
}
