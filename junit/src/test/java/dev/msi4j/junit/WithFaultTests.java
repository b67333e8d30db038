package dev.msi4j.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.exception.HttpResponseException;
import dev.msi4j.Identity;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@LocalAzureTest
class WithFaultTests {
  @AfterEach
  void noFaultIsLeft(AzureSandbox azure) {
    assertThat(azure.azure().faults().planned()).isEmpty();
  }

  // @start region=fault
  @Test
  @WithFault(
      operation = "Microsoft.ManagedIdentity/userAssignedIdentities/read",
      status = 503,
      retryAfterSeconds = 0)
  void readIsRetried(AzureSandbox azure, @ManagedIdentity Identity app) {
    var found = azure.client().userAssignedIdentities().get(azure.resourceGroup(), "app");

    assertThat(found).isEqualTo(app);
    assertThat(azure.requests().withStatus(503)).hasSize(1);
  }

  // @end

  @Test
  @WithFault(
      operation = "Microsoft.ManagedIdentity/userAssignedIdentities/*",
      status = 409,
      code = "Conflict",
      times = 2)
  void parametersAreNotAffected(AzureSandbox azure, @ManagedIdentity Identity app) {
    assertThatThrownBy(() -> azure.createIdentity("app"))
        .isInstanceOf(HttpResponseException.class)
        .hasMessageContaining("Conflict");
    assertThat(app.name()).isEqualTo("app");
  }

  @Test
  @RunsAs(identity = "app")
  @WithFault(operation = "hosts/vm", status = 429, retryAfterSeconds = 0)
  void tokenRequestIsRetried(@ManagedIdentity Identity app) {
    AzureAssertions.assertThat(new SecretReader().signIn()).belongsTo(app);
  }
}
