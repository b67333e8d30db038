package dev.msi4j.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.msi4j.cli.Terminal;
import dev.msi4j.cli.azure.AzureConnection;
import dev.msi4j.cli.local.LocalAdmin;
import dev.msi4j.cli.local.issuer.LocalIssuers;
import dev.msi4j.local.TestAzure;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DemoCommandTests {
  private final Terminal terminal = Terminal.in(Path.of("no-home"));

  @ParameterizedTest
  @ValueSource(strings = {"demo", "demo vm", "demo vm --yes"})
  void vmDemoRunsOnNewLocalAzureWithoutConfiguration(String line) {
    var result = terminal.run(line.split(" "));

    assertThat(result.status()).as(result.err()).isZero();
    assertThat(result.lines().get(0))
        .matches("Local Azure at https://localhost:\\d+, started in \\d+ ms for this demo");
    assertThat(result.out())
        .containsPattern("Create a virtual machine +msi-vm with SystemAssigned, UserAssigned")
        .contains("Ask localhost:50342 for a token", "Ask 169.254.169.254 for a token")
        .containsPattern("Access another group +403 AuthorizationFailed")
        .containsPattern("Delete the resource group +deleted")
        .containsPattern("23 steps in \\d+ ms; all resources are deleted\\.\\R$")
        .doesNotContain("Press Enter");
    assertThat(result.err()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"system, SystemAssigned", "user, UserAssigned"})
  void identityOptionSelectsIdentitiesOfMachine(String which, String type) {
    var result = terminal.run("demo", "vm", "--identity", which);

    assertThat(result.status()).as(result.err()).isZero();
    assertThat(result.out())
        .containsPattern("Create a virtual machine +msi-vm with " + type + "\\R");
  }

  @Test
  void identitiesDemoRunsOnNewLocalAzure() {
    var result = terminal.run("demo", "identities");

    assertThat(result.status()).as(result.err()).isZero();
    assertThat(result.out())
        .contains("Create a user-assigned identity", "client id", "principal id")
        .contains("Read its system-assigned identity", "Trust a Kubernetes workload")
        .containsPattern("Delete the resource group +deleted")
        .containsPattern("12 steps in \\d+ ms; all resources are deleted\\.\\R$");
    assertThat(result.err()).isEmpty();
  }

  @Test
  void federationDemoRunsOnNewLocalAzure() {
    var result = terminal.run("demo", "federation");

    assertThat(result.status()).as(result.err()).isZero();
    assertThat(result.out())
        .contains("https://token.actions.githubusercontent.com", "-cluster\n")
        .containsPattern("Sign in as the pipeline +aud ")
        .containsPattern("List the group as the pod +1 found")
        .containsPattern("Sign in with another case +AADSTS7002138")
        .containsPattern("Delete the resource group +deleted")
        .containsPattern("14 steps in \\d+ ms; all resources are deleted\\.\\R$");
    assertThat(result.err()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void federationDemoRunsOnConfiguredLocalAzure(boolean gitHubReachable) {
    try (var azure = TestAzure.start()) {
      var before = gitHubReachable ? List.of(azure.createGitHubActionsIssuer().name()) : List.of();

      var result = terminal.with(azure.environment()).run("demo", "federation", "--yes");

      assertThat(result.status()).as(result.err()).isZero();
      assertThat(result.out()).containsPattern("14 steps in");
      var issuers = new LocalIssuers(LocalAdmin.of(AzureConnection.of(azure.environment())));
      assertThat(issuers.list()).extracting(LocalIssuers.Issuer::name).isEqualTo(before);
    }
  }

  @Test
  void demoWaitsForEnterOnTerminal() {
    var result = terminal.attended().answering("\n").run("demo");

    assertThat(result.status()).as(result.err()).isZero();
    assertThat(result.out()).contains("Press Enter to delete all resources:");
  }

  @Test
  void demoRunsOnConfiguredAzure() {
    try (var azure = TestAzure.start()) {
      var result = terminal.with(azure.environment()).run("demo", "identities", "-l", "eastus");

      assertThat(result.status()).as(result.err()).isZero();
      assertThat(result.lines().get(0))
          .isEqualTo(
              "Local Azure at " + azure.armEndpoint() + ", subscription " + azure.subscriptionId());
      assertThat(result.out()).contains("demo-identity in eastus");
    }
  }

  @Test
  void localOptionIgnoresConfiguredAzure() {
    var result =
        terminal
            .with("AZURE_SUBSCRIPTION_ID", "00000000-0000-0000-0000-000000000001")
            .run("demo", "--local");

    assertThat(result.status()).as(result.err()).isZero();
    assertThat(result.lines().get(0)).contains("started in");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "n\n", "perhaps\n"})
  void demoAsksBeforeItCreatesResourcesInCloud(String answers) {
    var result =
        terminal
            .with("AZURE_SUBSCRIPTION_ID", "00000000-0000-0000-0000-000000000001")
            .answering(answers)
            .run("demo");

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.out())
        .startsWith(
            "Azure at https://management.azure.com, subscription"
                + " 00000000-0000-0000-0000-000000000001")
        .contains("Create the resource group msi4j-vm-", "[y/N]");
    assertThat(result.err()).contains("msi: cancelled: answer y, or pass --yes");
  }

  @Test
  void failedStepIsReportedAndResourcesAreDeleted() {
    try (var azure = TestAzure.start()) {
      var result =
          terminal
              .with(azure.environment())
              .run(
                  "demo",
                  "identities",
                  "--scope",
                  "/subscriptions/" + azure.subscriptionId() + "/none");

      assertThat(result.status()).isEqualTo(1);
      assertThat(result.out())
          .containsPattern("Read its system-assigned identity +FAILED")
          .containsPattern("Delete the resource group +deleted");
      assertThat(result.err()).startsWith("msi: ").hasLineCount(1);
    }
  }
}
