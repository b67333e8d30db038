package dev.msi4j.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.azure.core.exception.ResourceNotFoundException;
import com.azure.core.http.HttpMethod;
import com.azure.core.util.Context;
import dev.msi4j.ManagedServiceIdentityClient;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.TestAzure;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class ManageIdentitiesTests {
  @AutoClose
  private static final LocalAzure azure = TestAzure.builder().longRunningOperationPolls(1).start();

  private static final ManagedServiceIdentityClient client =
      Connection.of(azure.environment()).client();

  private final StringWriter text = new StringWriter();
  private final PrintWriter out = new PrintWriter(text);

  @Test
  void runCompletesAllStepsAndDeletesAllResources() {
    var settings = Settings.of(azure.environment()).withResourceGroup("all-steps");

    new ManageIdentities(client, settings, out).run();

    assertThat(lines())
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
    assertThat(text.toString())
        .containsPattern("client id     [0-9a-f-]{36}\\R")
        .containsPattern("principal id  [0-9a-f-]{36}\\R")
        .containsPattern("12 steps in \\d+ ms; all resources are deleted\\.\\R$");
    assertThat(statusOfGroup("all-steps")).isEqualTo(404);
  }

  @Test
  void missingScopeSkipsSystemAssignedIdentity() {
    var settings = new Settings("no-machine", "westeurope", null, false);

    new ManageIdentities(client, settings, out).run();

    assertThat(lines())
        .anySatisfy(line ->
            assertThat(line)
                .startsWith("  skipped  Read a system-assigned identity")
                .contains("would cost money", "MSI4J_SCOPE"));
  }

  @Test
  void failedStepDeletesGroup() {
    var nowhere = "/subscriptions/" + azure.subscriptionId() + "/resourceGroups/failing";
    var settings =
        new Settings("failing", "westeurope", null, false)
            .withScope(nowhere + "/providers/Microsoft.Compute/virtualMachines/missing");

    assertThatExceptionOfType(ResourceNotFoundException.class)
        .isThrownBy(() -> new ManageIdentities(client, settings, out).run());

    assertThat(lines())
        .anySatisfy(
            line -> assertThat(line).matches(step("Read its system-assigned identity", "FAILED")))
        .last()
        .satisfies(line -> assertThat(line).matches(step("Delete the resource group", "deleted")));
    assertThat(statusOfGroup("failing")).isEqualTo(404);
  }

  @Test
  void closedSampleSendsNoRequest() {
    var settings = new Settings("closed", "westeurope", null, false);
    var sample = new ManageIdentities(client, settings, out);
    sample.close();

    assertThatExceptionOfType(CancellationException.class)
        .isThrownBy(sample::run)
        .withMessageContaining("Create a resource group");
    assertThat(statusOfGroup("closed")).isEqualTo(404);
  }

  private static String step(String title, String text) {
    return " *\\d+ ms  " + title + " +" + text;
  }

  private List<String> lines() {
    return text.toString().lines().toList();
  }

  private static int statusOfGroup(String name) {
    var url =
        "/subscriptions/"
            + azure.subscriptionId()
            + "/resourceGroups/"
            + name
            + "?api-version=2021-04-01";
    try (var response = client.sendRequest(HttpMethod.GET, url, null, Context.NONE)) {
      return response.getStatusCode();
    }
  }
}
