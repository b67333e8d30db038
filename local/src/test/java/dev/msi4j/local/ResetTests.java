package dev.msi4j.local;

import static dev.msi4j.local.Arm.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.msi4j.local.internal.rbac.Roles;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reset, snapshot and restore of a running local Azure. */
class ResetTests {
  private static final String GROUPS = "2021-04-01";
  private static final String ASSIGNMENTS = "2022-04-01";

  @AutoClose private final LocalAzure azure = TestAzure.builder().recordRequests(true).start();
  private final Arm arm = Arm.signIn(azure);

  @Test
  void resetRemovesResourcesAndPrincipals() {
    arm.createGroup("rg");
    arm.createIdentity("rg", "web");
    var principal = azure.createServicePrincipal("other");
    azure.createIssuer("cluster");

    azure.reset();

    assertThat(json(arm.get(arm.subscription() + "/resourceGroups", GROUPS)).path("value"))
        .isEmpty();
    assertThat(arm.get(arm.identity("rg", "web"), Arm.VERSION).status()).isEqualTo(404);
    assertThat(Arm.signIn(azure, principal).get(arm.group("none"), GROUPS).status()).isEqualTo(401);
    assertThat(azure.snapshot().entries())
        .extracting(entry -> entry.kind())
        .doesNotContain("issuer", "microsoft.managedidentity/userassignedidentities");
  }

  @Test
  void resetKeepsAccountAddressAndAuthority() throws Exception {
    var endpoint = azure.armEndpoint();
    var environment = azure.environment();
    var authority = azure.trustManager().getAcceptedIssuers();

    azure.reset();

    assertThat(azure.armEndpoint()).isEqualTo(endpoint);
    assertThat(azure.environment()).isEqualTo(environment);
    assertThat(azure.trustManager().getAcceptedIssuers()).isEqualTo(authority);
    // The token of before, and a new one.
    arm.createGroup("rg");
    arm.createIdentity("rg", "web");
    assertThat(Arm.signIn(azure).get(arm.group("rg"), GROUPS).status()).isEqualTo(200);
  }

  @Test
  void resetReturnsStateToThatOfTheStart() {
    arm.createGroup("rg");
    arm.createIdentity("rg", "web");

    azure.reset();

    try (var started = TestAzure.start()) {
      var start = started.snapshot().entries().stream().map(entry -> entry.kind()).toList();
      assertThat(azure.snapshot().entries())
          .extracting(entry -> entry.kind())
          .containsExactlyInAnyOrderElementsOf(start);
    }
  }

  @Test
  void resetMakesAccountOwnerAgain() {
    var all = arm.subscription() + "/providers/Microsoft.Authorization/roleAssignments";
    var assignment = json(arm.get(all, ASSIGNMENTS)).at("/value/0/id").asText();
    // Azure keeps the last owner.
    arm.assign(arm.subscription(), azure.createServicePrincipal("other"), Roles.OWNER);
    assertThat(arm.delete(assignment, ASSIGNMENTS).status()).isEqualTo(200);
    assertThat(arm.get(arm.group("none"), GROUPS).status()).isEqualTo(403);

    azure.reset();

    assertThat(arm.get(arm.group("none"), GROUPS).status()).isEqualTo(404);
  }

  @Test
  void resetClearsFaultsAndRequestsAndResumesClock() {
    azure.faults().inject(Fault.of("*").status(500));
    azure.clock().freeze();
    azure.clock().advance(Duration.ofHours(1));
    var before = azure.clock().instant();

    azure.reset();

    assertThat(azure.clock().isFrozen()).isFalse();
    assertThat(azure.clock().instant()).isAfterOrEqualTo(before);
    assertThat(azure.requests()).isEmpty();
    // The token of before has expired.
    Arm.signIn(azure).createGroup("rg");
  }

  @Test
  void resetClosesPodsAndHosts() {
    var cluster = azure.createIssuer("cluster");
    var pod = azure.openPod(cluster, new KubernetesServiceAccount("shop", "orders"), "client");
    azure.hostEnvironments().systemAssigned().openAppService();

    azure.reset();

    assertThat(pod.tokenFile()).doesNotExist();
    assertThat(azure.snapshot().entries())
        .filteredOn(entry -> entry.kind().equals("principal"))
        .hasSize(1);
  }

  @Test
  void restoreReturnsToSnapshot() {
    arm.createGroup("rg");
    var web = arm.createIdentity("rg", "web");
    var snapshot = azure.snapshot();
    arm.delete(arm.identity("rg", "web"), Arm.VERSION);
    arm.createIdentity("rg", "web");
    arm.createIdentity("rg", "later");

    azure.restore(snapshot);

    assertThat(json(arm.get(arm.identity("rg", "web"), Arm.VERSION))).isEqualTo(web);
    assertThat(arm.get(arm.identity("rg", "later"), Arm.VERSION).status()).isEqualTo(404);
    assertThat(azure.snapshot().entries()).isEqualTo(snapshot.entries());
  }

  @Test
  void restoreRejectsSnapshotOfOtherAzure() {
    try (var other = TestAzure.start()) {
      var snapshot = other.snapshot();

      assertThatIllegalArgumentException()
          .isThrownBy(() -> azure.restore(snapshot))
          .withMessageStartingWith("snapshot is StateSnapshot[" + other.tenantId())
          .withMessageEndingWith("with the tenant " + azure.tenantId());
    }
  }

  @Test
  void resetAppliesToStateDirectory(@TempDir Path folder) {
    try (var stored = TestAzure.builder(folder).start()) {
      Arm.signIn(stored).createGroup("rg");
      stored.reset();
    }

    try (var stored = TestAzure.builder(folder).start()) {
      var client = Arm.signIn(stored);
      assertThat(client.get(client.group("rg"), GROUPS).status()).isEqualTo(404);
    }
  }
}
