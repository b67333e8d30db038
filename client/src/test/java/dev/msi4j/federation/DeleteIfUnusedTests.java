package dev.msi4j.federation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.azure.core.exception.ResourceNotFoundException;
import dev.msi4j.federation.FakeAzure.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DeleteIfUnusedTests {
  private final FakeAzure azure = new FakeAzure();

  @ParameterizedTest
  @EnumSource
  void deleteIfUnusedDeletesUnusedIdentity(ClientMode clientMode) {
    var identity = azure.identity("worker");

    var deletion = clientMode.client(azure, new TestDelays()).deleteIfUnused(identity);

    assertThat(deletion.status()).isEqualTo(DeleteIfUnusedResult.Status.DELETED);
    assertThat(azure.exists(identity)).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void deleteIfUnusedReturnsAssociatedResourcesOfUsedIdentity(ClientMode clientMode) {
    var identity = azure.identity("worker");
    azure
        .associatedResources()
        .add("/subscriptions/s/resourceGroups/g/providers/p/virtualMachines/vm");

    var deletion = clientMode.client(azure, new TestDelays()).deleteIfUnused(identity);

    assertThat(deletion.status()).isEqualTo(DeleteIfUnusedResult.Status.IN_USE);
    assertThat(deletion.associatedResources()).hasSize(1);
    assertThat(deletion.toString()).contains("IN_USE by /subscriptions/s/", "virtualMachines/vm");
    assertThat(azure.exists(identity)).isTrue();
  }

  @Test
  void deleteIfUnusedReturnsNotFoundForMissingIdentity() {
    var client = ClientMode.BLOCKING.client(azure, new TestDelays());

    assertThat(client.deleteIfUnused(FakeAzure.id("none")).status())
        .isEqualTo(DeleteIfUnusedResult.Status.NOT_FOUND);
  }

  @Test
  void deleteIfUnusedFailsIfListOperationIsUnavailable() {
    var identity = azure.identity("worker");
    azure.script(call ->
        call.url().contains("listAssociatedResources")
            ? Answer.error(404, "InvalidResourceType", "No such operation.")
            : null);
    var client = ClientMode.BLOCKING.client(azure, new TestDelays());

    assertThatExceptionOfType(ResourceNotFoundException.class)
        .isThrownBy(() -> client.deleteIfUnused(identity))
        .withMessageContaining("No such operation.");
    assertThat(azure.exists(identity)).isTrue();
  }
}
