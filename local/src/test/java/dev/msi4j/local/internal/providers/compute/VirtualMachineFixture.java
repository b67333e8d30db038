package dev.msi4j.local.internal.providers.compute;

import static dev.msi4j.local.Arm.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.msi4j.local.Arm;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.internal.http.Response;

/** Creates and reads the virtual machines of a test in one resource group. */
final class VirtualMachineFixture {
  static final String COMPUTE = "2024-11-01";

  private static final String DEFAULTS = "{\"location\":\"eastus\",\"properties\":{}}";

  final Arm arm;

  private VirtualMachineFixture(Arm arm) {
    this.arm = arm;
  }

  static VirtualMachineFixture of(LocalAzure azure) {
    var arm = Arm.signIn(azure);
    arm.createGroup("rg");
    return new VirtualMachineFixture(arm);
  }

  /** Returns the path of a virtual machine. */
  String path(String name) {
    return arm.group("rg") + "/providers/Microsoft.Compute/virtualMachines/" + name;
  }

  /** Returns a path of Microsoft.Compute in East US. */
  String inRegion(String path) {
    return arm.subscription() + "/providers/Microsoft.Compute/locations/eastus/" + path;
  }

  /** Creates a virtual machine with defaults only. */
  JsonNode create(String name) {
    var answer = put(name, DEFAULTS);
    assertThat(answer.status()).isEqualTo(201);
    return json(answer);
  }

  Response put(String name, String body) {
    return arm.put(path(name), COMPUTE, body);
  }

  /** Writes a virtual machine in East US with these properties. */
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

  /** Returns the status codes in the instance view of a virtual machine. */
  String statuses(String name) {
    var view = json(arm.get(path(name) + "/instanceView", COMPUTE));
    return String.join(" ", view.path("statuses").findValuesAsText("code"));
  }

  String state(String name) {
    return get(name).path("properties").path("provisioningState").asText();
  }

  /** Polls an operation and returns its status. */
  String poll(Response started) {
    var link = started.headers().first("Azure-AsyncOperation").orElseThrow();
    return json(arm.follow(link)).path("status").asText();
  }
}
