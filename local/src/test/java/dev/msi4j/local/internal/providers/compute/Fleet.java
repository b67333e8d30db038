package dev.msi4j.local.internal.providers.compute;

import static dev.msi4j.local.Arm.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.msi4j.local.Arm;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.internal.http.Response;

/** The virtual machines of one resource group, as tests make and ask for them. */
final class Fleet {
  static final String COMPUTE = "2024-11-01";

  private static final String USUAL = "{\"location\":\"eastus\",\"properties\":{}}";

  final Arm arm;

  private Fleet(Arm arm) {
    this.arm = arm;
  }

  static Fleet of(LocalAzure azure) {
    var arm = Arm.signIn(azure);
    arm.createGroup("rg");
    return new Fleet(arm);
  }

  /** The path of a machine. */
  String path(String name) {
    return arm.group("rg") + "/providers/Microsoft.Compute/virtualMachines/" + name;
  }

  /** The path of what Compute has in East US. */
  String inRegion(String path) {
    return arm.subscription() + "/providers/Microsoft.Compute/locations/eastus/" + path;
  }

  /** Makes a machine of which nothing is said. */
  JsonNode create(String name) {
    var answer = put(name, USUAL);
    assertThat(answer.status()).isEqualTo(201);
    return json(answer);
  }

  Response put(String name, String body) {
    return arm.put(path(name), COMPUTE, body);
  }

  /** A machine in East US with some properties. */
  Response putProperties(String name, String properties) {
    return put(name, "{\"location\":\"eastus\",\"properties\":" + properties + "}");
  }

  Response patch(String name, String body) {
    return arm.patch(path(name), COMPUTE, body);
  }

  Response post(String name, String action) {
    return arm.post(path(name) + "/" + action, COMPUTE);
  }

  JsonNode get(String name) {
    return json(arm.get(path(name), COMPUTE));
  }

  /** The codes of the statuses that the instance view of a machine has. */
  String statuses(String name) {
    var view = json(arm.get(path(name) + "/instanceView", COMPUTE));
    return String.join(" ", view.path("statuses").findValuesAsText("code"));
  }

  String state(String name) {
    return get(name).path("properties").path("provisioningState").asText();
  }

  /** Asks how an operation is. */
  String poll(Response started) {
    var link = started.headers().first("Azure-AsyncOperation").orElseThrow();
    return json(arm.follow(link)).path("status").asText();
  }
}
