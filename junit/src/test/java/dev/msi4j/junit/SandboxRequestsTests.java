package dev.msi4j.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.msi4j.Identity;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

@LocalAzureTest
class SandboxRequestsTests {
  // @start region=requests
  @Test
  @RunsAs(identity = "app", host = Host.AKS_POD)
  void podRequestsOneTokenForItsVault(AzureSandbox azure, @ManagedIdentity Identity app) {
    new SecretReader().signIn();

    assertThat(azure.requests().by(app).forResource("https://vault.azure.net")).hasSize(1);
    assertThat(azure.requests().afterFirst(403)).isEmpty();
  }

  // @end

  @RepeatedTest(2)
  void requestsOfOtherTestsAreNotSelected(AzureSandbox azure) {
    azure.createIdentity("app");

    assertThat(
            azure.requests().forOperation("Microsoft.ManagedIdentity/userAssignedIdentities/write"))
        .hasSize(1);
  }

  @Test
  @RunsAs(host = Host.APP_SERVICE)
  void requestsOfAppAreSelected(AzureSandbox azure) {
    new SecretReader().signIn();

    assertThat(azure.requests().forOperation("hosts/app-service").withStatus(200)).hasSize(1);
  }

  @Test
  void requestsAfterStatusAreSelected(AzureSandbox azure, @ManagedIdentity Identity app) {
    azure.createIdentity("other");

    assertThat(azure.requests().afterFirst(201))
        .isNotEmpty()
        .noneMatch(request -> request.operation().endsWith("resourceGroups/write"));
    assertThat(azure.requests().by(app)).isEmpty();
  }
}
