package dev.msi4j.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.TestAzure;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class CreateVmWithManagedIdentityTests {
  @AutoClose private static final LocalAzure azure = TestAzure.start();
  private static final Connection connection = Connection.of(azure.environment());

  private final StringWriter text = new StringWriter();
  private final PrintWriter out = new PrintWriter(text);

  @Test
  void runCompletesAllStepsAndDeletesAllResources() {
    sample(settings("both-identities", VmIdentities.BOTH), () -> {}).run();

    assertThat(text.toString())
        .containsPattern("Create a resource group +both-identities in westeurope")
        .containsPattern("Create a virtual network +vm-network, 10.0.0.0/16")
        .containsPattern("Create a subnet +vm-subnet, 10.0.0.0/24")
        .containsPattern("Create a public address +vm-address, \\d+\\.\\d+\\.\\d+\\.\\d+")
        .containsPattern("Create a network interface +vm-interface, 10\\.0\\.0\\.4")
        .containsPattern("Create a user-assigned identity +msi-identity in westeurope")
        .containsPattern("Create a virtual machine +msi-vm with SystemAssigned, UserAssigned")
        .containsPattern("Find the role Contributor +Contributor, b24988ac")
        .containsPattern("Give that role on the group +to the machine's own identity")
        .containsPattern("Give that role on the group +to the user-assigned identity")
        .containsPattern("Install the token extension +ManagedIdentityExtensionForLinux, Succeeded")
        .containsPattern("Ask localhost:50342 for a token +of the machine's own identity")
        .containsPattern("Ask 169.254.169.254 for a token +of the user-assigned identity")
        .containsPattern("xms_mirid +/subscriptions/\\S+/virtualMachines/msi-vm")
        .containsPattern("List the group with the token +\\d+ found")
        .containsPattern("Access another group +403 AuthorizationFailed")
        .containsPattern("Delete the virtual machine +deleted")
        .containsPattern("Look up its deleted principal +404")
        .containsPattern("Use the token of that principal +401 InvalidAuthenticationToken")
        .containsPattern("Delete the resource group +deleted")
        .containsPattern("\\d+ steps in \\d+ ms; all resources are deleted\\.\\R$");
    assertThat(connection.managementClients().groups().resourceGroups().contain("both-identities"))
        .isFalse();
  }

  @Test
  void systemOptionAssignsSystemIdentityOnly() {
    sample(settings("system-only", VmIdentities.SYSTEM), () -> {}).run();

    assertThat(text.toString())
        .containsPattern("Create a virtual machine +msi-vm with SystemAssigned\\R")
        .contains("of the machine's own identity")
        .doesNotContain("user-assigned identity");
  }

  @Test
  void userOptionAssignsUserIdentityOnly() {
    sample(settings("user-only", VmIdentities.USER), () -> {}).run();

    assertThat(text.toString())
        .containsPattern("Create a virtual machine +msi-vm with UserAssigned\\R")
        .contains("of the user-assigned identity")
        .doesNotContain("the machine's own identity", "Delete the virtual machine");
  }

  @Test
  void resourcesExistDuringPause() {
    var seen = new AtomicReference<String>();
    var clients = connection.managementClients();

    sample(
            settings("pausing", VmIdentities.BOTH),
            () ->
                seen.set(
                    clients
                        .compute()
                        .getVirtualMachines()
                        .getByResourceGroup("pausing", "msi-vm")
                        .provisioningState()))
        .run();

    assertThat(seen).hasValue("Succeeded");
  }

  @Test
  void failedStepDeletesGroup() {
    var settings = settings("failing", VmIdentities.BOTH);
    Runnable failure =
        () -> {
          throw new IllegalStateException("something in the middle");
        };

    assertThatThrownBy(() -> sample(settings, failure).run()).hasMessage("something in the middle");

    assertThat(text.toString()).containsPattern("Delete the resource group +deleted");
    assertThat(connection.managementClients().groups().resourceGroups().contain("failing"))
        .isFalse();
  }

  @Test
  void closedSampleSendsNoRequest() {
    var sample = sample(settings("closed", VmIdentities.BOTH), () -> {});
    sample.close();

    assertThatExceptionOfType(CancellationException.class)
        .isThrownBy(sample::run)
        .withMessageContaining("Create a resource group");
  }

  @Test
  void missingMachineHasNoToken() {
    var inside = connection.insideVm(connection.managementClients(), "nowhere", "missing");

    assertThatThrownBy(() -> inside.fromMetadataService(connection.resource(), null))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("the token endpoint answered");
  }

  private CreateVmWithManagedIdentity sample(VmSettings settings, Runnable pause) {
    return new CreateVmWithManagedIdentity(connection, settings, out, pause);
  }

  private static VmSettings settings(String group, VmIdentities identities) {
    return new VmSettings(group, "westeurope", identities);
  }
}
