package dev.msi4j.local.internal.providers.compute;

import static dev.msi4j.local.Arm.error;
import static dev.msi4j.local.Arm.json;
import static dev.msi4j.local.Arm.message;
import static dev.msi4j.local.internal.providers.compute.VirtualMachineFixture.COMPUTE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.TestAzure;
import dev.msi4j.local.internal.http.JsonPage;
import dev.msi4j.local.internal.http.Response;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExtensionsTests {
  private static final String TOKENS = "Microsoft.ManagedIdentity.ManagedIdentityExtensionForLinux";

  @AutoClose private static final LocalAzure azure = TestAzure.start();
  private static final VirtualMachineFixture fixture = VirtualMachineFixture.of(azure);

  @Test
  void putReturnsExtensionThatVirtualMachineContains() {
    fixture.create("shown");

    var created = put("shown", "tokens", tokens("\"port\":50343"));

    assertThat(created.status()).isEqualTo(201);
    assertThat(json(created).path("type").asText())
        .isEqualTo("Microsoft.Compute/virtualMachines/extensions");
    assertThat(json(created).at("/properties/provisioningState").asText()).isEqualTo("Succeeded");
    assertThat(json(created).at("/properties/settings/port").asInt()).isEqualTo(50343);
    assertThat(created.body().text()).doesNotContain("hidden");
    assertThat(json(fixture.arm.get(path("shown", "TOKENS"), COMPUTE))).isEqualTo(json(created));
    assertThat(fixture.get("shown").at("/resources/0")).isEqualTo(json(created));
    assertThat(json(fixture.arm.get(path("shown", ""), COMPUTE)).at("/value/0"))
        .isEqualTo(json(created));
    var machines = fixture.arm.group("rg") + "/providers/Microsoft.Compute/virtualMachines";
    assertThat(json(fixture.arm.get(machines, COMPUTE)).path("value").findValues("resources"))
        .isNotEmpty();
  }

  @Test
  void instanceViewsOfExtensionAndVirtualMachineAreEqual() {
    fixture.create("fares");
    put("fares", "tokens", tokens(""));

    var view =
        json(
            fixture.arm.send(
                "GET",
                path("fares", "tokens"),
                "api-version=" + COMPUTE + "&$expand=instanceView",
                ""));
    var machine = json(fixture.arm.get(fixture.path("fares") + "/instanceView", COMPUTE));

    assertThat(view.at("/properties/instanceView/type").asText()).isEqualTo(TOKENS);
    assertThat(machine.at("/extensions/0")).isEqualTo(view.at("/properties/instanceView"));
    assertThat(machine.at("/vmAgent/extensionHandlers/0/type").asText()).isEqualTo(TOKENS);
  }

  @Test
  void patchMergesAndPutReplaces() {
    fixture.create("changed");
    put("changed", "tokens", tokens("\"port\":1"));

    var patched =
        json(
            fixture.arm.patch(
                path("changed", "tokens"),
                COMPUTE,
                "{\"tags\":{\"a\":\"1\"},\"properties\":{\"settings\":{\"port\":2}}}"));
    var replaced = put("changed", "tokens", tokens(""));

    assertThat(patched.at("/properties/settings/port").asInt()).isEqualTo(2);
    assertThat(patched.at("/tags/a").asText()).isEqualTo("1");
    assertThat(patched.at("/properties/typeHandlerVersion").asText()).isEqualTo("1.0");
    assertThat(replaced.status()).isEqualTo(200);
    assertThat(json(replaced).has("tags")).isFalse();
  }

  @Test
  void extensionIsDeletedAloneAndWithVirtualMachine() {
    fixture.create("left");
    put("left", "one", tokens(""));

    var deleted = fixture.arm.delete(path("left", "one"), COMPUTE);

    assertThat(deleted.status()).isEqualTo(202);
    assertThat(fixture.poll(deleted)).isEqualTo("Succeeded");
    assertThat(error(fixture.arm.get(path("left", "one"), COMPUTE)))
        .isEqualTo("404 ResourceNotFound");
    assertThat(fixture.arm.delete(path("left", "one"), COMPUTE).status()).isEqualTo(204);
    put("left", "two", tokens(""));
    fixture.arm.delete(fixture.path("left"), COMPUTE);
    fixture.create("left");
    assertThat(fixture.get("left").has("resources")).isFalse();
  }

  @Test
  void writesToStoppedVirtualMachineReturn409() {
    fixture.create("stopped");
    put("stopped", "existing", tokens(""));
    fixture.post("stopped", "powerOff");

    assertThat(message(put("stopped", "tokens", tokens(""))))
        .isEqualTo("Cannot modify extensions in the VM when the VM is not running.");
    assertThat(error(fixture.arm.delete(path("stopped", "existing"), COMPUTE)))
        .isEqualTo("409 OperationNotAllowed");
    assertThat(error(put("none", "tokens", tokens("")))).isEqualTo("404 ParentResourceNotFound");
    assertThat(error(fixture.arm.get(path("none", "tokens"), COMPUTE)))
        .isEqualTo("404 ParentResourceNotFound");
  }

  @Test
  void putRejectsSecondExtensionOfHandler() {
    fixture.create("single");
    put("single", "first", tokens(""));

    var second = put("single", "second", tokens(""));

    assertThat(error(second)).isEqualTo("400 BadRequest");
    assertThat(message(second))
        .contains("Multiple VMExtensions per handler", "OS type 'Linux'", "'first'", TOKENS);
    assertThat(error(put("single", "first", extension("Contoso", "Other", ""))))
        .isEqualTo("409 PropertyChangeNotAllowed");
    assertThat(put("single", "second", extension("Contoso", "Other", "")).status()).isEqualTo(201);
  }

  @ParameterizedTest
  @ValueSource(strings = {"publisher", "type", "typeHandlerVersion"})
  void putRejectsMissingProperty(String name) {
    fixture.create("missing-" + name);

    var answer = put("missing-" + name, "tokens", tokens("").replace("\"" + name + "\"", "\"x\""));

    assertThat(message(answer)).isEqualTo("Required parameter '" + name + "' is missing (null).");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 65536})
  void putRejectsInvalidPort(int port) {
    fixture.create("port" + port);

    var answer = put("port" + port, "tokens", tokens("\"port\":" + port));

    assertThat(error(answer)).isEqualTo("400 InvalidParameter");
    assertThat(message(answer)).contains("The value " + port, "settings.port", "1 to 65535");
  }

  @Test
  void putRejectsInvalidVersion() {
    fixture.create("version");

    assertThat(message(put("version", "tokens", tokens("").replace("\"1.0\"", "\"new\""))))
        .contains("'new'", "typeHandlerVersion");
  }

  @Test
  void putRejectsMoreThan32Identities() {
    var identities =
        IntStream.rangeClosed(1, 33)
            .mapToObj(number -> fixture.arm.createIdentity("rg", "many-" + number))
            .map(identity -> identity.path("id") + ":{}")
            .collect(Collectors.joining(","));
    fixture.put(
        "crowded",
        "{\"location\":\"eastus\",\"properties\":{},\"identity\":{\"type\":\"UserAssigned\",\"userAssignedIdentities\":{"
            + identities
            + "}}}");

    var answer = put("crowded", "tokens", tokens(""));

    assertThat(error(answer)).isEqualTo("400 BadRequest");
    assertThat(message(answer)).contains("at most 32", "has 33");
  }

  @Test
  void putRejectsExtensionsThatExceedSizeOfList() {
    fixture.create("large");
    var half = "\"text\":\"" + "x".repeat(JsonPage.MAX_CHARACTERS / 2) + "\"";

    var first = put("large", "first", extension("Contoso", "First", half));
    var second = put("large", "second", extension("Contoso", "Second", half));

    assertThat(first.status()).isEqualTo(201);
    assertThat(error(second)).isEqualTo("400 BadRequest");
    assertThat(message(second))
        .startsWith("The extensions of the virtual machine 'large' have ")
        .endsWith(" characters of JSON in total; the maximum is 4194304.");
    assertThat(error(fixture.arm.get(path("large", "second"), COMPUTE)))
        .isEqualTo("404 ResourceNotFound");
  }

  @Test
  void extensionIsInstalledWhenOperationCompletes() {
    try (var slow =
        TestAzure.builder()
            .longRunningOperationPolls("Microsoft.Compute/virtualMachines/extensions/write", 1)
            .longRunningOperationPolls("Microsoft.Compute/virtualMachines/extensions/delete", 1)
            .start()) {
      var slowFixture = VirtualMachineFixture.of(slow);
      slowFixture.create("vm");
      var path = slowFixture.path("vm") + "/extensions/tokens";

      var created = slowFixture.arm.put(path, COMPUTE, tokens(""));

      assertThat(json(created).at("/properties/provisioningState").asText()).isEqualTo("Creating");
      assertThat(slowFixture.poll(created)).isEqualTo("Succeeded");
      assertThat(state(slowFixture, path)).isEqualTo("Succeeded");
      var deleted = slowFixture.arm.delete(path, COMPUTE);
      assertThat(state(slowFixture, path)).isEqualTo("Deleting");
      slowFixture.arm.delete(slowFixture.path("vm"), COMPUTE);
      assertThat(slowFixture.poll(deleted)).isEqualTo("Succeeded");
    }
  }

  @Test
  void installationFailsWhenVirtualMachineStops() {
    try (var slow =
        TestAzure.builder()
            .longRunningOperationPolls("Microsoft.Compute/virtualMachines/extensions/write", 1)
            .start()) {
      var slowFixture = VirtualMachineFixture.of(slow);
      slowFixture.create("vm");
      var path = slowFixture.path("vm") + "/extensions/tokens";
      var created = slowFixture.arm.put(path, COMPUTE, tokens(""));
      slowFixture.post("vm", "powerOff");

      var status =
          json(
              slowFixture.arm.follow(
                  created.headers().first("Azure-AsyncOperation").orElseThrow()));

      assertThat(status.path("status").asText()).isEqualTo("Failed");
      assertThat(status.at("/error/code").asText()).isEqualTo("OperationNotAllowed");
      assertThat(status.at("/error/message").asText()).contains("when the VM is not running");
      assertThat(state(slowFixture, path)).isEqualTo("Failed");
      slowFixture.post("vm", "start");
      assertThat(slowFixture.poll(slowFixture.arm.put(path, COMPUTE, tokens(""))))
          .isEqualTo("Succeeded");
      assertThat(state(slowFixture, path)).isEqualTo("Succeeded");
    }
  }

  private static String state(VirtualMachineFixture fixture, String path) {
    return json(fixture.arm.get(path, COMPUTE)).at("/properties/provisioningState").asText();
  }

  private static Response put(String machine, String name, String body) {
    return fixture.arm.put(path(machine, name), COMPUTE, body);
  }

  private static String path(String machine, String name) {
    return fixture.path(machine) + "/extensions" + (name.isEmpty() ? "" : "/" + name);
  }

  private static String tokens(String settings) {
    return extension("Microsoft.ManagedIdentity", "ManagedIdentityExtensionForLinux", settings);
  }

  private static String extension(String publisher, String type, String settings) {
    return """
    {
      "location": "eastus",
      "properties": {
        "publisher": "%s", "type": "%s", "typeHandlerVersion": "1.0",
        "autoUpgradeMinorVersion": true, "settings": {%s},
        "protectedSettings": {"key": "hidden"}
      }
    }
    """
        .formatted(publisher, type, settings);
  }
}
