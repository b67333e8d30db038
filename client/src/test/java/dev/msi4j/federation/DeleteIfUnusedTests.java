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
  void deletesUnusedIdentities(ClientMode clientMode) {
    var identity = azure.identity("worker");

    var deletion = clientMode.client(azure, new TestDelays()).deleteIfUnused(identity);

    assertThat(deletion.status()).isEqualTo(DeleteIfUnusedResult.Status.DELETED);
    assertThat(azure.has(identity)).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void saysWhoUsesWhatItLeavesAlone(ClientMode clientMode) {
    var identity = azure.identity("worker");
    azure.users().add("/subscriptions/s/resourceGroups/g/providers/p/virtualMachines/vm");

    var deletion = clientMode.client(azure, new TestDelays()).deleteIfUnused(identity);

    assertThat(deletion.status()).isEqualTo(DeleteIfUnusedResult.Status.IN_USE);
    assertThat(deletion.users()).hasSize(1);
    assertThat(deletion.toString()).contains("IN_USE by /subscriptions/s/", "virtualMachines/vm");
    assertThat(azure.has(identity)).isTrue();
  }

  @Test
  void anIdentityThatDoesNotExistIsAbsent() {
    var client = ClientMode.BLOCKING.client(azure, new TestDelays());

    assertThat(client.deleteIfUnused(FakeAzure.id("none")).status())
        .isEqualTo(DeleteIfUnusedResult.Status.NOT_FOUND);
  }

  @Test
  void anExpiredOperationDoesNotDelete() {
    var identity = azure.identity("worker");
    azure.script(call ->
        call.url().contains("listAssociatedResources")
            ? Answer.error(404, "InvalidResourceType", "No such operation.")
            : null);
    var client = ClientMode.BLOCKING.client(azure, new TestDelays());

    assertThatExceptionOfType(ResourceNotFoundException.class)
        .isThrownBy(() -> client.deleteIfUnused(identity))
        .withMessageContaining("No such operation.");
    assertThat(azure.has(identity)).isTrue();
  }
}
