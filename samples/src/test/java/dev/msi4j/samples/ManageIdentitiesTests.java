package dev.msi4j.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.azure.core.exception.ResourceNotFoundException;
import dev.msi4j.ManagedServiceIdentityClient;
import dev.msi4j.local.TestAzure;
import dev.msi4j.samples.ManageIdentities.Settings;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class ManageIdentitiesTests {
  @AutoClose
  private static final SampleAzure azure =
      SampleAzure.start(TestAzure.builder().longRunningOperationPolls(1));

  private static final ManagedServiceIdentityClient client = azure.client();

  private final RecordedSteps steps = new RecordedSteps();

  @Test
  void runCompletesAllStepsAndDeletesAllResources() {
    var settings = new Settings("all-steps", "westeurope", Optional.empty(), true);

    new ManageIdentities(client, settings, steps).run();

    assertThat(steps.all())
        .anySatisfy(line ->
            assertThat(line).matches(step("Create a resource group", "all-steps in westeurope")))
        .anySatisfy(line ->
            assertThat(line)
                .matches(step("Create a user-assigned identity", "demo-identity in westeurope")))
        .anySatisfy(line -> assertThat(line).matches(step("List identities", "1 found")))
        .anySatisfy(line ->
            assertThat(line)
                .matches(step("Change its tags", "environment=production, team=platform")))
        .anySatisfy(
            line -> assertThat(line).matches(step("Trust a Kubernetes workload", "kubernetes")))
        .anySatisfy(
            line -> assertThat(line).matches(step("List its federated credentials", "1 found")))
        .anySatisfy(line -> assertThat(line).matches(step("Create a virtual machine", "demo-vm")))
        .anySatisfy(
            line -> assertThat(line).matches(step("Read its system-assigned identity", "\\S+")))
        .anySatisfy(
            line -> assertThat(line).matches(step("List the service's operations", "\\d+ found")))
        .anySatisfy(
            line -> assertThat(line).matches(step("Delete the federated credential", "deleted")))
        .anySatisfy(line -> assertThat(line).matches(step("Delete the identity", "deleted")))
        .anySatisfy(line -> assertThat(line).matches(step("Delete the resource group", "deleted")));
    assertThat(steps.text())
        .containsPattern("client id     [0-9a-f-]{36}\\R")
        .containsPattern("principal id  [0-9a-f-]{36}\\R");
    assertThat(steps.all()).hasSize(12).last().isEqualTo("Delete the resource group: deleted");
    assertThat(azure.statusOfGroup("all-steps")).isEqualTo(404);
  }

  @Test
  void missingScopeSkipsSystemAssignedIdentity() {
    var settings = new Settings("no-machine", "westeurope", Optional.empty(), false);

    new ManageIdentities(client, settings, steps).run();

    assertThat(steps.all())
        .anySatisfy(line ->
            assertThat(line)
                .startsWith("Read a system-assigned identity: skipped, ")
                .contains("would cost money", "MSI4J_SCOPE"));
  }

  @Test
  void failedStepDeletesGroup() {
    var nowhere = "/subscriptions/" + client.subscriptionId() + "/resourceGroups/failing";
    var missing = nowhere + "/providers/Microsoft.Compute/virtualMachines/missing";
    var settings = new Settings("failing", "westeurope", Optional.of(missing), false);

    assertThatExceptionOfType(ResourceNotFoundException.class)
        .isThrownBy(() -> new ManageIdentities(client, settings, steps).run());

    assertThat(steps.all())
        .anySatisfy(
            line -> assertThat(line).matches(step("Read its system-assigned identity", "FAILED")))
        .last()
        .satisfies(line -> assertThat(line).matches(step("Delete the resource group", "deleted")));
    assertThat(azure.statusOfGroup("failing")).isEqualTo(404);
  }

  @Test
  void closedSampleSendsNoRequest() {
    var settings = new Settings("closed", "westeurope", Optional.empty(), false);
    var sample = new ManageIdentities(client, settings, steps);
    sample.close();

    assertThatExceptionOfType(CancellationException.class)
        .isThrownBy(sample::run)
        .withMessageContaining("Create a resource group");
    assertThat(azure.statusOfGroup("closed")).isEqualTo(404);
  }

  /** Returns a pattern of a step and the first line of its result. */
  private static String step(String title, String text) {
    return "(?s)" + title + ": " + text + "(\\R.*)?";
  }
}
