package dev.msi4j.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.msi4j.local.LocalAzure;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tests sandboxes of a local Azure that no extension started. */
class AzureSandboxTests {
  @AutoClose private static LocalAzure azure;

  @BeforeAll
  static void start() {
    azure = LocalAzure.start();
  }

  @Test
  void groupExistsUntilSandboxIsClosed() {
    var sandbox = AzureSandbox.of(azure);
    sandbox.createIdentity("app");
    var identities = sandbox.client().userAssignedIdentities();
    assertThat(identities.listByResourceGroup(sandbox.resourceGroup())).hasSize(1);

    sandbox.close();

    try (var other = AzureSandbox.of(azure)) {
      var inClosed =
          other.client().userAssignedIdentities().listByResourceGroup(sandbox.resourceGroup());
      assertThatThrownBy(() -> inClosed.stream().count())
          .hasMessageContaining("ResourceGroupNotFound");
    }
  }

  @Test
  void roleIsAssignedTwiceWithoutError() {
    try (var sandbox = AzureSandbox.of(azure)) {
      var app = sandbox.createIdentity("app");
      sandbox.assignRole(app, "Reader");

      sandbox.assignRole(app, "Reader");

      assertThat(
              sandbox
                  .client(app)
                  .userAssignedIdentities()
                  .listByResourceGroup(sandbox.resourceGroup()))
          .hasSize(1);
    }
  }

  @Test
  void workloadInOtherFormatIsRejected() {
    try (var sandbox = AzureSandbox.of(azure)) {
      var app = sandbox.createIdentity("app");

      assertThatThrownBy(() -> sandbox.federate(app, "web"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("workload is 'web'");
    }
  }

  @Test
  void requestsOfServerWithoutRecordingAreRejected() {
    try (var sandbox = AzureSandbox.of(azure)) {
      assertThatThrownBy(sandbox::requests)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("recordRequests(true)");
    }
  }
}
