package dev.msi4j.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.msi4j.Identity;
import dev.msi4j.ManagedServiceIdentityClient;
import dev.msi4j.ResourceId;
import dev.msi4j.federation.CredentialStatus;
import dev.msi4j.federation.DeleteIfUnusedResult;
import dev.msi4j.federation.DesiredCredentials;
import dev.msi4j.federation.Diagnosis;
import dev.msi4j.federation.FederatedSubject;
import dev.msi4j.federation.FederationClient;
import dev.msi4j.federation.GitHubActions;
import dev.msi4j.federation.Kubernetes;
import dev.msi4j.federation.PresentedToken;
import dev.msi4j.federation.ReconcileResult;
import dev.msi4j.federation.SubjectPlacement;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.TestAzure;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Code that the guide to federated credentials quotes; {@link DocumentationTests} compares the
 * text.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FederationExamplesTests {
  @AutoClose private final LocalAzure azure = TestAzure.start();
  private final ManagedServiceIdentityClient client = new Clients(azure).builder().buildClient();

  @BeforeAll
  void createGroup() {
    new Clients(azure).createGroup("shop");
  }

  @Test
  void reconcileCreatesDesiredCredentials() {
    var identity = identity("orders");
    // @start region=reconcile
    FederationClient federation = FederationClient.of(client);
    GitHubActions repository =
        GitHubActions.repository("contoso", "shop").ownerId(123456).repositoryId(456789);
    DesiredCredentials desired =
        DesiredCredentials.builder()
            .trust("main", repository.branch("main"))
            .trust("production", repository.environment("production"))
            .trust(
                Kubernetes.cluster("https://oidc.example.com/cluster-1")
                    .serviceAccount("shop", "orders"))
            .deleteOthers()
            .build();

    ReconcileResult plan = federation.plan(identity, desired);
    ReconcileResult result = federation.reconcile(identity, desired);
    // @end
    assertThat(plan.outcomes(CredentialStatus.CREATED)).hasSize(3);
    assertThat(result.outcomes(CredentialStatus.CREATED)).hasSize(3);
    assertThat(federation.reconcile(identity, desired).outcomes(CredentialStatus.UNCHANGED))
        .hasSize(3);
  }

  @Test
  void placeDistributesSubjectsOverIdentities() {
    var identities = List.of(identity("shard-1"), identity("shard-2"));
    var federation = FederationClient.of(client);
    var subjects =
        IntStream.range(0, 30)
            .mapToObj(i ->
                FederatedSubject.of("https://oidc.example.com/cluster-" + i, "system:deployer"))
            .toList();
    // @start region=place
    SubjectPlacement placement = federation.place(identities, subjects);
    ReconcileResult result = federation.reconcileAll(placement.desired());
    // @end
    assertThat(placement.identitiesNeeded()).isEqualTo(2);
    assertThat(result.isAsDesired()).isTrue();
    assertThat(federation.capacity(identities.get(0)).free()).isZero();
  }

  @Test
  void diagnoseExplainsRejectedToken() {
    var identity = identity("diagnosed");
    var federation = FederationClient.of(client);
    federation.ensure(
        identity, GitHubActions.repository("contoso", "shop").branch("main").credential());
    var token =
        PresentedToken.of(
            GitHubActions.ISSUER,
            "repo:Contoso/shop:ref:refs/heads/main",
            "api://AzureADTokenExchange");
    // @start region=diagnose
    Diagnosis diagnosis = federation.diagnose(identity, token);
    assertThat(diagnosis.code()).isEqualTo("AADSTS7002138");
    assertThat(diagnosis.differences())
        .singleElement()
        .hasToString(
            "SUBJECT CASE: trusted is 'repo:contoso/shop:ref:refs/heads/main', the token has"
                + " 'repo:Contoso/shop:ref:refs/heads/main'");
    // @end
  }

  @Test
  void unusedIdentityIsAwaitedAndDeleted() {
    var id = identity("short-lived");
    var federation = FederationClient.of(client);
    // @start region=life
    Identity identity = federation.awaitReadable(id, 3);
    DeleteIfUnusedResult deletion = federation.deleteIfUnused(id);
    // @end
    assertThat(identity.name()).isEqualTo("short-lived");
    assertThat(deletion.status()).isEqualTo(DeleteIfUnusedResult.Status.DELETED);
  }

  private ResourceId identity(String name) {
    client
        .userAssignedIdentities()
        .createOrUpdate("shop", name, Identity.builder().location("westeurope").build());
    return ResourceId.userAssignedIdentity(client.subscriptionId(), "shop", name);
  }
}
