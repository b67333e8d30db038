package dev.msi4j.local.internal.providers.compute;

import static dev.msi4j.local.Arm.error;
import static dev.msi4j.local.Arm.json;
import static dev.msi4j.local.Arm.message;
import static dev.msi4j.local.internal.providers.compute.Fleet.COMPUTE;
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

/** Machines change when the operation that changes them ends, not before. */
class MachineOperationsTests {
  private static final String BODY = "{\"location\":\"eastus\",\"properties\":{}}";

  @Test
  void aMachineRunsWhenItHasBeenCreated() {
    try (var azure = TestAzure.builder().longRunningOperationPolls(2).start()) {
      var fleet = Fleet.of(azure);

      var created = fleet.put("vm", BODY);

      assertThat(created.status()).isEqualTo(201);
      assertThat(created.headers().first("Retry-After")).hasValue("1");
      assertThat(json(created).at("/properties/provisioningState").asText()).isEqualTo("Creating");
      assertThat(fleet.statuses("vm")).isEqualTo("ProvisioningState/creating");
      assertThat(fleet.poll(created)).isEqualTo("InProgress");
      assertThat(fleet.state("vm")).isEqualTo("Creating");
      assertThat(fleet.poll(created)).isEqualTo("Succeeded");
      assertThat(fleet.state("vm")).isEqualTo("Succeeded");
      assertThat(fleet.statuses("vm")).isEqualTo("ProvisioningState/succeeded PowerState/running");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "VM",
        "VM/instanceView",
        "GROUP/providers/Microsoft.Compute/virtualMachines",
        "SUBSCRIPTION/providers/Microsoft.Compute/virtualMachines",
        "GROUP/resources",
        "SUBSCRIPTION/resources",
      })
  void readsThatShowAMachineCountAsPollsOfItsOperation(String template) {
    try (var azure = TestAzure.builder().longRunningOperationPolls(2).start()) {
      var fleet = Fleet.of(azure);
      var path =
          template
              .replace("VM", fleet.path("vm"))
              .replace("GROUP", fleet.arm.group("rg"))
              .replace("SUBSCRIPTION", fleet.arm.subscription());
      var created = fleet.put("vm", BODY);

      assertThat(fleet.arm.get(path, COMPUTE).status()).isEqualTo(200);
      assertThat(fleet.arm.get(path, COMPUTE).status()).isEqualTo(200);

      assertThat(fleet.state("vm")).isEqualTo("Succeeded");
      assertThat(fleet.poll(created)).isEqualTo("Succeeded");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GROUP/providers/Microsoft.Compute/virtualMachines/other",
        "GROUP/providers/Microsoft.Network/virtualNetworks",
        "GROUP",
        "SUBSCRIPTION",
      })
  void readsOfSomethingElseAreNoPolls(String template) {
    try (var azure = TestAzure.builder().longRunningOperationPolls(1).start()) {
      var fleet = Fleet.of(azure);
      fleet.put("vm", BODY);
      fleet.poll(fleet.put("other", BODY));
      var path =
          template
              .replace("GROUP", fleet.arm.group("rg"))
              .replace("SUBSCRIPTION", fleet.arm.subscription());

      assertThat(fleet.arm.get(path, COMPUTE).status()).isEqualTo(200);
      assertThat(fleet.arm.anonymous().get(fleet.path("vm"), COMPUTE).status()).isEqualTo(401);

      assertThat(fleet.state("vm")).isEqualTo("Creating");
      assertThat(fleet.state("vm")).isEqualTo("Succeeded");
    }
  }

  @Test
  void aClientThatPollsTheMachineItselfSeesItDeleted() {
    try (var azure =
        TestAzure.builder()
            .longRunningOperationPolls("Microsoft.Compute/virtualMachines/delete", 2)
            .start()) {
      var fleet = Fleet.of(azure);
      fleet.create("vm");
      fleet.arm.delete(fleet.path("vm"), COMPUTE);

      assertThat(fleet.state("vm")).isEqualTo("Deleting");
      assertThat(fleet.state("vm")).isEqualTo("Deleting");
      assertThat(error(fleet.arm.get(fleet.path("vm"), COMPUTE))).isEqualTo("404 ResourceNotFound");
    }
  }

  @Test
  void aPatchAnswersWithTheOperationInAHeader() {
    try (var azure =
        TestAzure.builder()
            .longRunningOperationPolls("Microsoft.Compute/virtualMachines/write", 1)
            .start()) {
      var fleet = Fleet.of(azure);
      fleet.poll(fleet.put("vm", BODY));

      var patched = fleet.patch("vm", "{\"tags\":{\"a\":\"1\"}}");

      assertThat(patched.status()).isEqualTo(200);
      assertThat(json(patched).at("/properties/provisioningState").asText()).isEqualTo("Updating");
      assertThat(json(patched).at("/tags/a").asText()).isEqualTo("1");
      assertThat(fleet.poll(patched)).isEqualTo("Succeeded");
      assertThat(fleet.state("vm")).isEqualTo("Succeeded");
    }
  }

  @Test
  void aMachineStopsWhenTheOperationEnds() {
    var clock = new TestClock();
    try (var azure =
        TestAzure.builder()
            .clock(clock)
            .longRunningOperationDelay(
                "Microsoft.Compute/virtualMachines/powerOff/action", Duration.ofMinutes(1))
            .start()) {
      var fleet = Fleet.of(azure);
      fleet.create("vm");

      var stopping = fleet.post("vm", "powerOff");

      assertThat(stopping.status()).isEqualTo(202);
      assertThat(stopping.headers().first("Location")).isPresent();
      assertThat(values(stopping, "Retry-After")).containsExactly("1");
      assertThat(fleet.statuses("vm")).isEqualTo("ProvisioningState/updating PowerState/running");
      clock.advance(Duration.ofMinutes(1));
      assertThat(fleet.statuses("vm")).isEqualTo("ProvisioningState/succeeded PowerState/stopped");
    }
  }

  @Test
  void aMachineIsStartedStoppedAndMoved() {
    try (var azure = TestAzure.start()) {
      var fleet = Fleet.of(azure);
      fleet.create("vm");

      assertThat(power(fleet, "powerOff")).isEqualTo("PowerState/stopped");
      assertThat(power(fleet, "start")).isEqualTo("PowerState/running");
      assertThat(power(fleet, "restart")).isEqualTo("PowerState/running");
      assertThat(power(fleet, "redeploy")).isEqualTo("PowerState/running");
      assertThat(power(fleet, "deallocate")).isEqualTo("PowerState/deallocated");
      assertThat(power(fleet, "powerOff")).isEqualTo("PowerState/deallocated");
      assertThat(power(fleet, "reapply")).isEqualTo("PowerState/deallocated");
      assertThat(fleet.patch("vm", "{\"tags\":{}}").status()).isEqualTo(200);
      assertThat(fleet.statuses("vm")).endsWith("PowerState/deallocated");
      assertThat(json(fleet.arm.get(fleet.path("vm") + "/instanceView", COMPUTE)).has("vmAgent"))
          .isFalse();
    }
  }

  @Test
  void aMachineThatDoesNotRunCanNotBeRestarted() {
    try (var azure = TestAzure.start()) {
      var fleet = Fleet.of(azure);
      fleet.create("vm");
      fleet.post("vm", "deallocate");

      assertThat(error(fleet.post("vm", "restart"))).isEqualTo("409 OperationNotAllowed");
      assertThat(message(fleet.post("vm", "redeploy")))
          .isEqualTo("The operation requires the VM to be running (or set to run).");
      assertThat(error(fleet.post("none", "start"))).isEqualTo("404 ResourceNotFound");
    }
  }

  @Test
  void aMachineThatIsBeingDeletedTakesNothingMore() {
    try (var azure =
        TestAzure.builder()
            .longRunningOperationPolls("Microsoft.Compute/virtualMachines/delete", 1)
            .start()) {
      var fleet = Fleet.of(azure);
      fleet.create("vm");

      var deleted = fleet.arm.delete(fleet.path("vm"), COMPUTE);

      assertThat(message(fleet.post("vm", "start")))
          .startsWith("Operation 'start' is not allowed on VM 'vm' since the VM is marked for");
      assertThat(error(fleet.put("vm", BODY))).isEqualTo("409 OperationNotAllowed");
      assertThat(error(fleet.patch("vm", "{}"))).isEqualTo("409 OperationNotAllowed");
      assertThat(fleet.state("vm")).isEqualTo("Deleting");
      assertThat(fleet.poll(deleted)).isEqualTo("Succeeded");
      assertThat(error(fleet.arm.get(fleet.path("vm"), COMPUTE))).isEqualTo("404 ResourceNotFound");
    }
  }

  @Test
  void anOperationEndsAlsoWhenItsMachineIsDeleted() {
    try (var azure =
        TestAzure.builder()
            .longRunningOperationPolls("Microsoft.Compute/virtualMachines/write", 1)
            .longRunningOperationPolls("Microsoft.Compute/virtualMachines/start/action", 1)
            .start()) {
      var fleet = Fleet.of(azure);
      var created = fleet.put("vm", BODY);
      var started = fleet.post("vm", "start");
      fleet.arm.delete(fleet.path("vm"), COMPUTE);

      assertThat(fleet.poll(created)).isEqualTo("Succeeded");
      assertThat(fleet.poll(started)).isEqualTo("Succeeded");
      assertThat(error(fleet.arm.get(fleet.path("vm"), COMPUTE))).isEqualTo("404 ResourceNotFound");
    }
  }

  /** Clients take a header that comes twice for one that they can't read. */
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

  private static String power(Fleet fleet, String action) {
    assertThat(fleet.poll(fleet.post("vm", action))).isEqualTo("Succeeded");
    var statuses = fleet.statuses("vm");
    return statuses.substring(statuses.indexOf(' ') + 1);
  }
}
