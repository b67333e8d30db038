package dev.msi4j.local.internal.providers.compute;

import static dev.msi4j.local.Arm.error;
import static dev.msi4j.local.Arm.json;
import static dev.msi4j.local.Arm.message;
import static dev.msi4j.local.internal.providers.compute.VirtualMachineFixture.COMPUTE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.msi4j.local.TestAzure;
import dev.msi4j.local.TestClock;
import dev.msi4j.local.internal.http.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Virtual machines change when the long-running operation completes, not before. */
class VirtualMachineOperationsTests {
  private static final String BODY = "{\"location\":\"eastus\",\"properties\":{}}";

  @Test
  void virtualMachineRunsWhenCreationCompletes() {
    try (var azure = TestAzure.builder().longRunningOperationPolls(2).start()) {
      var fixture = VirtualMachineFixture.of(azure);

      var created = fixture.put("vm", BODY);

      assertThat(created.status()).isEqualTo(201);
      assertThat(created.headers().first("Retry-After")).hasValue("1");
      assertThat(json(created).at("/properties/provisioningState").asText()).isEqualTo("Creating");
      assertThat(fixture.statuses("vm")).isEqualTo("ProvisioningState/creating");
      assertThat(fixture.poll(created)).isEqualTo("InProgress");
      assertThat(fixture.state("vm")).isEqualTo("Creating");
      assertThat(fixture.poll(created)).isEqualTo("Succeeded");
      assertThat(fixture.state("vm")).isEqualTo("Succeeded");
      assertThat(fixture.statuses("vm"))
          .isEqualTo("ProvisioningState/succeeded PowerState/running");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "VM",
        "VM/instanceView",
        "GROUP/providers/Microsoft.Compute/virtualMachines",
        "SUBSCRIPTION/providers/Microsoft.Compute/virtualMachines",
        "SUBSCRIPTION/providers/Microsoft.Compute/locations/eastus/virtualMachines",
        "GROUP/resources",
        "SUBSCRIPTION/resources",
      })
  void readsThatReturnVirtualMachineCountAsPolls(String template) {
    try (var azure = TestAzure.builder().longRunningOperationPolls(2).start()) {
      var fixture = VirtualMachineFixture.of(azure);
      var path =
          template
              .replace("VM", fixture.path("vm"))
              .replace("GROUP", fixture.arm.group("rg"))
              .replace("SUBSCRIPTION", fixture.arm.subscription());
      var created = fixture.put("vm", BODY);

      assertThat(fixture.arm.get(path, COMPUTE).status()).isEqualTo(200);
      assertThat(fixture.arm.get(path, COMPUTE).status()).isEqualTo(200);

      assertThat(fixture.state("vm")).isEqualTo("Succeeded");
      assertThat(fixture.poll(created)).isEqualTo("Succeeded");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GROUP/providers/Microsoft.Compute/virtualMachines/other",
        "GROUP/providers/Microsoft.Network/virtualNetworks",
        "SUBSCRIPTION/providers/Microsoft.Compute/locations/eastus/vmSizes",
        "SUBSCRIPTION/providers/Microsoft.Compute/locations/westus/virtualMachines",
        "GROUP",
        "SUBSCRIPTION",
      })
  void otherReadsDoNotCountAsPolls(String template) {
    try (var azure = TestAzure.builder().longRunningOperationPolls(1).start()) {
      var fixture = VirtualMachineFixture.of(azure);
      fixture.put("vm", BODY);
      fixture.poll(fixture.put("other", BODY));
      var path =
          template
              .replace("GROUP", fixture.arm.group("rg"))
              .replace("SUBSCRIPTION", fixture.arm.subscription());

      assertThat(fixture.arm.get(path, COMPUTE).status()).isEqualTo(200);
      assertThat(fixture.arm.anonymous().get(fixture.path("vm"), COMPUTE).status()).isEqualTo(401);

      assertThat(fixture.state("vm")).isEqualTo("Creating");
      assertThat(fixture.state("vm")).isEqualTo("Succeeded");
    }
  }

  @Test
  void getReturns404WhenPolledDeletionCompletes() {
    try (var azure =
        TestAzure.builder()
            .longRunningOperationPolls("Microsoft.Compute/virtualMachines/delete", 2)
            .start()) {
      var fixture = VirtualMachineFixture.of(azure);
      fixture.create("vm");
      fixture.arm.delete(fixture.path("vm"), COMPUTE);

      assertThat(fixture.state("vm")).isEqualTo("Deleting");
      assertThat(fixture.state("vm")).isEqualTo("Deleting");
      assertThat(error(fixture.arm.get(fixture.path("vm"), COMPUTE)))
          .isEqualTo("404 ResourceNotFound");
    }
  }

  @Test
  void patchReturnsOperationHeader() {
    try (var azure =
        TestAzure.builder()
            .longRunningOperationPolls("Microsoft.Compute/virtualMachines/write", 1)
            .start()) {
      var fixture = VirtualMachineFixture.of(azure);
      fixture.poll(fixture.put("vm", BODY));

      var patched = fixture.patch("vm", "{\"tags\":{\"a\":\"1\"}}");

      assertThat(patched.status()).isEqualTo(200);
      assertThat(json(patched).at("/properties/provisioningState").asText()).isEqualTo("Updating");
      assertThat(json(patched).at("/tags/a").asText()).isEqualTo("1");
      assertThat(fixture.poll(patched)).isEqualTo("Succeeded");
      assertThat(fixture.state("vm")).isEqualTo("Succeeded");
    }
  }

  @Test
  void virtualMachineStopsWhenOperationCompletes() {
    var clock = new TestClock();
    try (var azure =
        TestAzure.builder()
            .clock(clock)
            .longRunningOperationDelay(
                "Microsoft.Compute/virtualMachines/powerOff/action", Duration.ofMinutes(1))
            .start()) {
      var fixture = VirtualMachineFixture.of(azure);
      fixture.create("vm");

      var stopping = fixture.post("vm", "powerOff");

      assertThat(stopping.status()).isEqualTo(202);
      assertThat(stopping.headers().first("Location")).isPresent();
      assertThat(values(stopping, "Retry-After")).containsExactly("1");
      assertThat(fixture.statuses("vm")).isEqualTo("ProvisioningState/updating PowerState/running");
      clock.advance(Duration.ofMinutes(1));
      assertThat(fixture.statuses("vm"))
          .isEqualTo("ProvisioningState/succeeded PowerState/stopped");
    }
  }

  @Test
  void powerActionsSetPowerState() {
    try (var azure = TestAzure.start()) {
      var fixture = VirtualMachineFixture.of(azure);
      fixture.create("vm");

      assertThat(power(fixture, "powerOff")).isEqualTo("PowerState/stopped");
      assertThat(power(fixture, "start")).isEqualTo("PowerState/running");
      assertThat(power(fixture, "restart")).isEqualTo("PowerState/running");
      assertThat(power(fixture, "redeploy")).isEqualTo("PowerState/running");
      assertThat(power(fixture, "deallocate")).isEqualTo("PowerState/deallocated");
      assertThat(power(fixture, "powerOff")).isEqualTo("PowerState/deallocated");
      assertThat(power(fixture, "reapply")).isEqualTo("PowerState/deallocated");
      assertThat(fixture.patch("vm", "{\"tags\":{}}").status()).isEqualTo(200);
      assertThat(fixture.statuses("vm")).endsWith("PowerState/deallocated");
      assertThat(
              json(fixture.arm.get(fixture.path("vm") + "/instanceView", COMPUTE)).has("vmAgent"))
          .isFalse();
    }
  }

  @Test
  void restartOfStoppedVirtualMachineReturns409() {
    try (var azure = TestAzure.start()) {
      var fixture = VirtualMachineFixture.of(azure);
      fixture.create("vm");
      fixture.post("vm", "deallocate");

      assertThat(error(fixture.post("vm", "restart"))).isEqualTo("409 OperationNotAllowed");
      assertThat(message(fixture.post("vm", "redeploy")))
          .isEqualTo("The operation requires the VM to be running (or set to run).");
      assertThat(error(fixture.post("none", "start"))).isEqualTo("404 ResourceNotFound");
    }
  }

  @Test
  void writesDuringDeletionReturn409() {
    try (var azure =
        TestAzure.builder()
            .longRunningOperationPolls("Microsoft.Compute/virtualMachines/delete", 1)
            .start()) {
      var fixture = VirtualMachineFixture.of(azure);
      fixture.create("vm");

      var deleted = fixture.arm.delete(fixture.path("vm"), COMPUTE);

      assertThat(message(fixture.post("vm", "start")))
          .startsWith("Operation 'start' is not allowed on VM 'vm' since the VM is marked for");
      assertThat(error(fixture.put("vm", BODY))).isEqualTo("409 OperationNotAllowed");
      assertThat(error(fixture.patch("vm", "{}"))).isEqualTo("409 OperationNotAllowed");
      assertThat(fixture.state("vm")).isEqualTo("Deleting");
      assertThat(fixture.poll(deleted)).isEqualTo("Succeeded");
      assertThat(error(fixture.arm.get(fixture.path("vm"), COMPUTE)))
          .isEqualTo("404 ResourceNotFound");
    }
  }

  @Test
  void operationCompletesWhenVirtualMachineIsDeleted() {
    try (var azure =
        TestAzure.builder()
            .longRunningOperationPolls("Microsoft.Compute/virtualMachines/write", 1)
            .longRunningOperationPolls("Microsoft.Compute/virtualMachines/start/action", 1)
            .start()) {
      var fixture = VirtualMachineFixture.of(azure);
      var created = fixture.put("vm", BODY);
      var started = fixture.post("vm", "start");
      fixture.arm.delete(fixture.path("vm"), COMPUTE);

      assertThat(fixture.poll(created)).isEqualTo("Succeeded");
      assertThat(fixture.poll(started)).isEqualTo("Succeeded");
      assertThat(error(fixture.arm.get(fixture.path("vm"), COMPUTE)))
          .isEqualTo("404 ResourceNotFound");
    }
  }

  /** Clients cannot parse a header that occurs twice. */
  private static List<String> values(Response answer, String header) {
    var values = new ArrayList<String>();
    answer
        .headers()
        .forEach((name, value) -> {
          if (name.equals(header)) {
            values.add(value);
          }
        });
    return values;
  }

  private static String power(VirtualMachineFixture fixture, String action) {
    assertThat(fixture.poll(fixture.post("vm", action))).isEqualTo("Succeeded");
    var statuses = fixture.statuses("vm");
    return statuses.substring(statuses.indexOf(' ') + 1);
  }
}
