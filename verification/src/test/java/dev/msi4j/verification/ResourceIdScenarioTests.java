package dev.msi4j.verification;

import static dev.msi4j.verification.FederationFixture.GROUP;
import static dev.msi4j.verification.FederationFixture.credential;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.azure.core.exception.ResourceNotFoundException;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.util.Context;
import com.azure.json.JsonProviders;
import dev.msi4j.FederatedIdentityCredential;
import dev.msi4j.Identity;
import dev.msi4j.ResourceId;
import dev.msi4j.SystemAssignedIdentity;
import dev.msi4j.federation.DesiredCredentials;
import dev.msi4j.verification.FailingResponsesPolicy.ErrorResponse;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Tests peculiarities of Azure's resource ids and responses. */
class ResourceIdScenarioTests {
  @AutoClose private static final FederationFixture fixture = FederationFixture.start();

  @Test
  void resourceIdIsCaseInsensitiveAndKeepsItsText() {
    var built = fixture.identity("Spelled");
    var returned = fixture.client().userAssignedIdentities().get(built);

    assertThat(returned.id()).contains("/resourcegroups/");
    assertThat(returned.resourceId()).isEqualTo(built).hasToString(returned.id());
    assertThat(returned.resourceId().canonical()).isEqualTo(built.canonical());
    var desired = DesiredCredentials.builder().credential(trusted()).build();
    var result = fixture.federation().reconcileAll(Map.of(returned.resourceId(), desired));
    assertThat(result.outcomes(built)).hasSize(1);
  }

  private static FederatedIdentityCredential trusted() {
    return credential("https://oidc.example.com/cluster", "s");
  }

  @Test
  void locationHeaderOfCreationIsNotPolled() {
    var recordedExchanges = new RecordedExchanges();

    var created =
        fixture
            .builder(recordedExchanges)
            .buildClient()
            .userAssignedIdentities()
            .createOrUpdateWithResponse(
                GROUP, "located", Identity.builder().location("eastus").build(), Context.NONE);

    assertThat(created.getHeaders().getValue(HttpHeaderName.LOCATION)).startsWith("/subscriptions");
    assertThat(created.getValue().name()).isEqualTo("located");
    assertThat(recordedExchanges.exchanges()).hasSize(1);
  }

  @Test
  void getByScopeReturnsSystemAssignedIdentity() throws IOException {
    var machine =
        ResourceId.resourceGroup(fixture.azure().subscriptionId().toString(), GROUP)
            .extension("Microsoft.Compute", "virtualMachines", "vm");
    fixture
        .clients()
        .put(
            "/resourceGroups/" + GROUP + "/providers/Microsoft.Compute/virtualMachines/vm",
            "2024-11-01",
            """
            {"location": "eastus", "identity": {"type": "SystemAssigned"},
             "properties": {"hardwareProfile": {"vmSize": "Standard_B1s"}}}
            """);

    var found = fixture.client().systemAssignedIdentities().getByScope(machine.toString());

    assertThat(found.principalId()).isNotNull();
    assertThat(found.tags()).isEmpty();
    try (var json = JsonProviders.createReader("{\"name\": \"default\"}")) {
      assertThat(SystemAssignedIdentity.fromJson(json).location()).isNull();
    }
  }

  @Test
  void missingOperationListIsReportedWithCode() {
    var client =
        fixture
            .builder(
                FailingResponsesPolicy.with(
                    HttpMethod.GET, new ErrorResponse(404, "InvalidResourceType")))
            .buildClient();

    assertThatExceptionOfType(ResourceNotFoundException.class)
        .isThrownBy(() -> client.operations().list().stream().count())
        .withMessageContaining("InvalidResourceType");
  }
}
