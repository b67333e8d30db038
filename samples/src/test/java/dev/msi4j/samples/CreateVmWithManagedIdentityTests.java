package dev.msi4j.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.msi4j.samples.CreateVmWithManagedIdentity.Identities;
import dev.msi4j.samples.CreateVmWithManagedIdentity.Settings;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class CreateVmWithManagedIdentityTests {
  @AutoClose private static final SampleAzure azure = SampleAzure.start();

  private final RecordedSteps steps = new RecordedSteps();

  @Test
  void runCompletesAllStepsAndDeletesAllResources() {
    sample(settings("both-identities", Identities.BOTH), () -> {}).run();

    assertThat(steps.text())
        .containsPattern("Create a resource group: both-identities in westeurope")
        .containsPattern("Create a virtual network: vm-network, 10.0.0.0/16")
        .containsPattern("Create a subnet: vm-subnet, 10.0.0.0/24")
        .containsPattern("Create a public address: vm-address, \\d+\\.\\d+\\.\\d+\\.\\d+")
        .containsPattern("Create a network interface: vm-interface, 10\\.0\\.0\\.4")
        .containsPattern("Create a user-assigned identity: msi-identity in westeurope")
        .containsPattern("Create a virtual machine: msi-vm with SystemAssigned, UserAssigned")
        .containsPattern("Find the role Contributor: Contributor, b24988ac")
        .containsPattern("Give that role on the group: to the machine's own identity")
        .containsPattern("Give that role on the group: to the user-assigned identity")
        .containsPattern("Install the token extension: ManagedIdentityExtensionForLinux, Succeeded")
        .containsPattern("Ask localhost:50342 for a token: of the machine's own identity")
        .containsPattern("Ask 169.254.169.254 for a token: of the user-assigned identity")
        .containsPattern("xms_mirid +/subscriptions/\\S+/virtualMachines/msi-vm")
        .containsPattern("List the group with the token: \\d+ found")
        .containsPattern("Access another group: 403 AuthorizationFailed")
        .containsPattern("Delete the virtual machine: deleted")
        .containsPattern("Look up its deleted principal: 404")
        .containsPattern("Use the token of that principal: 401 InvalidAuthenticationToken")
        .endsWith("\nDelete the resource group: deleted with all resources");
    assertThat(steps.all()).hasSize(23);
    assertThat(azure.statusOfGroup("both-identities")).isEqualTo(404);
  }

  @Test
  void systemOptionAssignsSystemIdentityOnly() {
    sample(settings("system-only", Identities.SYSTEM), () -> {}).run();

    assertThat(steps.text())
        .containsPattern("Create a virtual machine: msi-vm with SystemAssigned\\R")
        .contains("of the machine's own identity")
        .doesNotContain("user-assigned identity");
  }

  @Test
  void userOptionAssignsUserIdentityOnly() {
    sample(settings("user-only", Identities.USER), () -> {}).run();

    assertThat(steps.text())
        .containsPattern("Create a virtual machine: msi-vm with UserAssigned\\R")
        .contains("of the user-assigned identity")
        .doesNotContain("the machine's own identity", "Delete the virtual machine");
  }

  @Test
  void resourcesExistDuringPause() {
    var seen = new AtomicReference<String>();

    sample(settings("pausing", Identities.BOTH), () -> seen.set(azure.machine("pausing", "msi-vm")))
        .run();

    assertThat(seen.get()).contains("\"provisioningState\":\"Succeeded\"");
  }

  @Test
  void failedStepDeletesGroup() {
    var settings = settings("failing", Identities.BOTH);
    Runnable failure =
        () -> {
          throw new IllegalStateException("something in the middle");
        };

    assertThatThrownBy(() -> sample(settings, failure).run()).hasMessage("something in the middle");

    assertThat(steps.text()).containsPattern("Delete the resource group: deleted");
    assertThat(azure.statusOfGroup("failing")).isEqualTo(404);
  }

  @Test
  void closedSampleSendsNoRequest() {
    var sample = sample(settings("closed", Identities.BOTH), () -> {});
    sample.close();

    assertThatExceptionOfType(CancellationException.class)
        .isThrownBy(sample::run)
        .withMessageContaining("Create a resource group");
  }

  @Test
  void missingMachineHasNoToken() {
    var sample = sample(settings("nowhere", Identities.BOTH), () -> {});

    assertThatThrownBy(() ->
            sample.getInside(
                "http://169.254.169.254",
                "/metadata/identity/oauth2/token?api-version=2018-02-01&resource=https://r"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("the token endpoint returned an error");
  }

  private CreateVmWithManagedIdentity sample(Settings settings, Runnable pause) {
    return new CreateVmWithManagedIdentity(
        azure.configuration(), azure.http(), settings, steps, pause);
  }

  private static Settings settings(String group, Identities identities) {
    return new Settings(group, "westeurope", identities);
  }
}
