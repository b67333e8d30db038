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
  void deletesWhatNobodyUses(Twin twin) {
    var identity = azure.identity("worker");

    var deletion = twin.client(azure, new TestWaits()).deleteIfUnused(identity);

    assertThat(deletion.status()).isEqualTo(IdentityDeletion.Status.DELETED);
    assertThat(azure.has(identity)).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void saysWhoUsesWhatItLeavesAlone(Twin twin) {
    var identity = azure.identity("worker");
    azure.users().add("/subscriptions/s/resourceGroups/g/providers/p/virtualMachines/vm");

    var deletion = twin.client(azure, new TestWaits()).deleteIfUnused(identity);

    assertThat(deletion.status()).isEqualTo(IdentityDeletion.Status.IN_USE);
    assertThat(deletion.users()).hasSize(1);
    assertThat(deletion.toString()).contains("IN_USE by /subscriptions/s/", "virtualMachines/vm");
    assertThat(azure.has(identity)).isTrue();
  }

  @Test
  void anIdentityThatIsNotThereIsAbsent() {
    var client = Twin.BLOCKING.client(azure, new TestWaits());

    assertThat(client.deleteIfUnused(FakeAzure.id("none")).status())
        .isEqualTo(IdentityDeletion.Status.ABSENT);
  }

  @Test
  void anOperationThatIsGoneDoesNotDelete() {
    var identity = azure.identity("worker");
    azure.script(call ->
        call.url().contains("listAssociatedResources")
            ? Answer.refusal(404, "InvalidResourceType", "No such operation.")
            : null);
    var client = Twin.BLOCKING.client(azure, new TestWaits());

    assertThatExceptionOfType(ResourceNotFoundException.class)
        .isThrownBy(() -> client.deleteIfUnused(identity))
        .withMessageContaining("No such operation.");
    assertThat(azure.has(identity)).isTrue();
  }
}
