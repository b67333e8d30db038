package dev.msi4j.verification;

import static dev.msi4j.verification.FederationFixture.GROUP;
import static dev.msi4j.verification.FederationFixture.credential;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.azure.core.exception.ResourceNotFoundException;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.Context;
import dev.msi4j.AssociatedResource;
import dev.msi4j.FederatedIdentityCredential;
import dev.msi4j.federation.DeleteIfUnusedResult;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Tests the deletion and recreation of identities and credentials. */
class IdentityLifecycleTests {
  private static final String MACHINE =
      "/resourceGroups/" + GROUP + "/providers/Microsoft.Compute/virtualMachines/";
  private static final String ISSUER = "https://oidc.example.com/cluster";
  private static final String COMPUTE = "2024-11-01";

  @AutoClose private static final FederationFixture fixture = FederationFixture.start();

  @Test
  void deleteIfUnusedKeepsIdentityUntilMachineIsDeleted() {
    var identity = fixture.identity("used");
    fixture
        .clients()
        .put(
            MACHINE + "vm",
            COMPUTE,
            """
            {"location": "eastus",
             "identity": {"type": "UserAssigned", "userAssignedIdentities": {"%s": {}}},
             "properties": {"hardwareProfile": {"vmSize": "Standard_B1s"}}}
            """
                .formatted(identity));
    var federation = fixture.federation();

    var kept = federation.deleteIfUnused(identity);

    assertThat(kept.status()).isEqualTo(DeleteIfUnusedResult.Status.IN_USE);
    assertThat(kept.associatedResources())
        .extracting(AssociatedResource::name)
        .containsExactly("vm");
    assertThat(fixture.client().userAssignedIdentities().get(identity).name()).isEqualTo("used");
    deleteMachine("vm");
    assertThat(federation.deleteIfUnused(identity).status())
        .isEqualTo(DeleteIfUnusedResult.Status.DELETED);
    assertThat(federation.deleteIfUnused(identity).status())
        .isEqualTo(DeleteIfUnusedResult.Status.NOT_FOUND);
  }

  private static void deleteMachine(String name) {
    var path = "/subscriptions/" + fixture.azure().subscriptionId() + MACHINE + name;
    try (var accepted = send(HttpMethod.DELETE, path + "?api-version=" + COMPUTE);
        var done =
            send(
                HttpMethod.GET,
                accepted.getHeaders().getValue(HttpHeaderName.AZURE_ASYNCOPERATION))) {
      assertThat(accepted.getStatusCode()).isEqualTo(202);
      assertThat(done.getBodyAsBinaryData().toString()).contains("Succeeded");
    }
  }

  private static HttpResponse send(HttpMethod method, String url) {
    return fixture.client().sendRequest(method, url, null, Context.NONE);
  }

  @Test
  void recreateDoesNotChangeOtherCredentials() {
    var identity = fixture.identity("recreated");
    var other = fixture.federation().ensure(identity, credential(ISSUER, "other"));
    fixture.put(identity, "trusted", credential(ISSUER, "s"));
    var recordedExchanges = new RecordedExchanges();

    var recreated = fixture.federation(recordedExchanges).recreate(identity, "trusted");

    assertThat(recreated.name()).isEqualTo("trusted");
    assertThat(recreated.subject()).isEqualTo("s");
    assertThat(recordedExchanges.exchanges())
        .extracting(exchange -> exchange.method() + " " + exchange.status())
        .containsExactly("GET 200", "DELETE 200", "GET 404", "PUT 201");
    assertThat(fixture.credentials(identity)).hasSize(2).contains(other);
  }

  @Test
  void recreateFailsForMissingCredential() {
    var identity = fixture.identity("empty");

    assertThatExceptionOfType(ResourceNotFoundException.class)
        .isThrownBy(() -> fixture.federation().recreate(identity, "trusted"));
    assertThat(fixture.credentials(identity)).isEmpty();
  }

  @Test
  void recreateIsNotInterleavedWithOtherWrites() throws Exception {
    var identity = fixture.identity("interleaved");
    fixture.put(identity, "trusted", credential(ISSUER, "s"));
    var recordedExchanges = new RecordedExchanges();
    var federation = fixture.federation(recordedExchanges);

    Concurrently.run(
        List.<Callable<FederatedIdentityCredential>>of(
            () -> federation.recreate(identity, "trusted"),
            () -> federation.createOrUpdate(identity, "second", credential(ISSUER, "s-2")),
            () -> federation.createOrUpdate(identity, "third", credential(ISSUER, "s-3"))));

    assertThat(fixture.subjects(identity)).containsExactly("s", "s-2", "s-3");
    var writes =
        recordedExchanges.writes().stream()
            .map(write -> write.method() + write.path().replaceAll(".*/", " "))
            .toList();
    assertThat(writes.get(writes.indexOf("DELETE trusted") + 1)).isEqualTo("PUT trusted");
  }
}
