package dev.msi4j.federation;

import static dev.msi4j.federation.CredentialStatus.CREATED;
import static dev.msi4j.federation.CredentialStatus.DELETED;
import static dev.msi4j.federation.CredentialStatus.FAILED;
import static dev.msi4j.federation.CredentialStatus.UNCHANGED;
import static dev.msi4j.federation.CredentialStatus.UPDATED;
import static dev.msi4j.federation.FakeAzure.credential;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.msi4j.AzureCloud;
import dev.msi4j.FederatedIdentityCredential;
import dev.msi4j.ResourceId;
import dev.msi4j.federation.FakeAzure.Answer;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReconcileTests {
  private final FakeAzure azure = new FakeAzure();
  private final TestDelays delays = new TestDelays();
  private final ResourceId identity = azure.identity("worker");

  @ParameterizedTest
  @EnumSource
  void reconcileCreatesUpdatesAndKeepsWithOneListRequest(ClientMode clientMode) {
    azure.put(identity, "kept", credential("kept"));
    azure.put(identity, "changed", credential("changed"));
    azure.put(identity, "theirs", credential("theirs"));
    var desired =
        DesiredCredentials.builder()
            .credential(credential("kept"))
            .credential("other-name", withAudience("changed", "api://other"))
            .credential("new", credential("new"))
            .build();

    var result = clientMode.client(azure, delays).reconcile(identity, desired);

    assertThat(result.outcomes())
        .extracting(CredentialOutcome::status, CredentialOutcome::name)
        .containsExactly(
            tuple(UNCHANGED, "kept"), tuple(UPDATED, "changed"), tuple(CREATED, "new"));
    assertThat(azure.requests())
        .containsExactly("GET worker", "PUT worker/changed", "PUT worker/new");
    assertThat(azure.credentials(identity)).hasSize(4);
  }

  @ParameterizedTest
  @EnumSource
  void reconcileIsIdempotent(ClientMode clientMode) {
    var client = clientMode.client(azure, delays);
    var builder = DesiredCredentials.builder().deleteOthers();
    FakeAzure.credentials(20).forEach(builder::credential);
    client.reconcile(identity, builder.build());
    var writes = azure.writes().size();

    var again = client.reconcile(identity, builder.build());

    assertThat(again.outcomes(UNCHANGED)).hasSize(20);
    assertThat(azure.writes()).hasSize(writes);
  }

  @Test
  void reconcileUpdatesNamedCredentialInPlace() {
    azure.put(identity, "name", credential("old"));
    var desired =
        DesiredCredentials.builder().credential("name", credential("new")).deleteOthers().build();

    var result = client().reconcile(identity, desired);

    assertThat(result.outcomes()).extracting(CredentialOutcome::status).containsExactly(UPDATED);
    assertThat(azure.writes()).containsExactly("PUT worker/name");
    assertThat(azure.credentials(identity).get(0).subject()).isEqualTo("new");
  }

  @Test
  void reconcileDeletesOthersOnlyIfRequested() {
    azure.put(identity, "other", credential("other"));
    var nothing = DesiredCredentials.builder();

    assertThat(client().reconcile(identity, nothing.build()).outcomes()).isEmpty();
    assertThat(client().reconcile(identity, nothing.deleteOthers().build()).outcomes())
        .extracting(CredentialOutcome::status)
        .containsExactly(DELETED);
    assertThat(azure.credentials(identity)).isEmpty();
  }

  @Test
  void reconcileDeletesAsFewAsNeededBeforeCreations() {
    fill(20);
    var desired =
        DesiredCredentials.builder()
            .credential("new-1", credential("new-1"))
            .credential("new-2", credential("new-2"))
            .deleteOthers()
            .build();

    var result = client().reconcile(identity, desired);

    assertThat(result.isAsDesired()).isTrue();
    assertThat(azure.writes().subList(0, 5))
        .extracting(line -> line.substring(0, line.indexOf(' ')))
        .containsExactly("DELETE", "DELETE", "PUT", "PUT", "DELETE");
  }

  @ParameterizedTest
  @EnumSource
  void reconcileReportsExistingCredentialsAtLimitWithoutWriting(ClientMode clientMode) {
    fill(20);
    var desired = DesiredCredentials.builder().credential(credential("new")).build();

    var result = clientMode.client(azure, delays).reconcile(identity, desired);

    assertThat(azure.writes()).isEmpty();
    var failed = result.outcomes(FAILED).get(0);
    assertThat(failed.failure()).isInstanceOf(CredentialLimitException.class);
    assertThat(failed.toString())
        .contains("20 of 20 used: name-0, name-1")
        .contains("issuer 'https://issuer.example.com' and subject 'new'");
  }

  @Test
  void ensureThrowsFailureOfOutcome() {
    fill(20);

    assertThatExceptionOfType(CredentialLimitException.class)
        .isThrownBy(() -> client().ensure(identity, credential("new")))
        .satisfies(e -> assertThat(e.capacity().used()).isEqualTo(20));
  }

  @Test
  void ensureMatchesExistingCredentialByTrust() {
    azure.put(identity, "some-name", credential("s"));

    assertThat(client().ensure(identity, credential("s")).name()).isEqualTo("some-name");
    assertThat(azure.writes()).isEmpty();
  }

  @Test
  void takenNameGetsDeterministicSuffix() {
    azure.put(identity, "name", credential("theirs"));
    var desired = DesiredCredentials.builder().credential("Name", credential("mine")).build();

    var first = client().plan(identity, desired).outcomes().get(0).name();
    var second = client().reconcile(identity, desired).outcomes().get(0).name();

    assertThat(first).isEqualTo(second).startsWith("Name-").isNotEqualTo("Name");
    assertThat(azure.credentials(identity)).hasSize(2);
  }

  @ParameterizedTest
  @EnumSource
  void ensureReturnsCredentialOfConcurrentWriter(ClientMode clientMode) {
    var reads = new AtomicInteger();
    azure.script(call -> {
      if (call.isPut() && reads.getAndIncrement() == 0) {
        azure.put(identity, "theirs", credential("s"));
      }
      return null;
    });

    var found = clientMode.client(azure, delays).ensure(identity, credential("s"));

    assertThat(found.name()).isEqualTo("theirs");
    assertThat(azure.credentials(identity)).hasSize(1);
  }

  @Test
  void invisibleDuplicateSubjectFailsAfterRetryTimeout() {
    azure.script(call -> call.isPut() ? Answer.duplicateSubject() : null);
    var desired = DesiredCredentials.builder().credential(credential("s")).build();

    var result = client().reconcile(identity, desired);

    assertThat(result.outcomes(FAILED)).hasSize(1);
    assertThat(result.toString()).contains("Issuer and subject combination already exists");
  }

  @Test
  void failedWriteDoesNotStopOtherWrites() {
    azure.script(call ->
        "bad".equals(call.credential()) ? Answer.error(403, "Forbidden", "Not you.") : null);
    var desired =
        DesiredCredentials.builder()
            .credential("bad", credential("bad"))
            .credential("good", credential("good"))
            .build();

    var result = client().reconcile(identity, desired);

    assertThat(result.outcomes())
        .extracting(CredentialOutcome::status)
        .containsExactly(FAILED, CREATED);
    assertThat(result.outcomes().get(0).toString()).contains("Not you.");
  }

  @Test
  void missingIdentityFailsEachOfItsCredentials() {
    var desired =
        DesiredCredentials.builder().credential(credential("a")).credential(credential("b"));

    var result =
        client()
            .reconcileAll(Map.of(FakeAzure.id("none"), desired.build(), identity, desired.build()));

    assertThat(result.outcomes(FakeAzure.id("none")))
        .extracting(CredentialOutcome::status)
        .containsExactly(FAILED, FAILED);
    assertThat(result.outcomes(identity))
        .extracting(CredentialOutcome::status)
        .containsExactly(CREATED, CREATED);
  }

  @Test
  void planSendsNoWrite() {
    fill(19);
    var desired =
        DesiredCredentials.builder()
            .credential(credential("subject-0"))
            .credential("new-1", credential("new-1"))
            .credential("new-2", credential("new-2"))
            .build();

    var plan = client().plan(identity, desired);

    assertThat(plan.outcomes())
        .extracting(CredentialOutcome::status)
        .containsExactly(UNCHANGED, CREATED, FAILED);
    assertThat(azure.writes()).isEmpty();
  }

  @Test
  void listenerReceivesEachOutcomeAfterItsWrite() {
    var reported = new ArrayList<String>();
    var desired =
        DesiredCredentials.builder()
            .credential("one", credential("1"))
            .credential("two", credential("2"))
            .build();
    azure.script(call -> {
      reported.add(call.method() + " " + call.credential());
      return null;
    });

    client().reconcile(identity, desired, outcome -> reported.add(outcome.name() + " is done"));

    assertThat(reported)
        .containsExactly("GET null", "PUT one", "one is done", "PUT two", "two is done");
  }

  @Test
  void missingAudienceIsSetFromCloud() {
    var options = FederationOptions.builder().cloud(AzureCloud.CHINA).build();
    var bare = FederatedIdentityCredential.builder().issuer("https://i.example").subject("s");

    var found = ClientMode.BLOCKING.client(azure, options, delays).ensure(identity, bare.build());

    assertThat(found.audiences()).containsExactly("api://AzureADTokenExchangeChina");
  }

  @Test
  void reconcileMatchesExistingExpression() {
    var subject = GitHubActions.repository("contoso", "shop").repositoryId(7).branches("*");
    var desired = DesiredCredentials.builder().trust("branches", subject).build();
    client().reconcile(identity, desired);

    assertThat(client().reconcile(identity, desired).outcomes(UNCHANGED)).hasSize(1);
    assertThat(azure.credentials(identity).get(0).claimsMatchingExpression())
        .isEqualTo(subject.claimsMatchingExpression());
  }

  @Test
  void unsupportedExpressionDoesNotStopOtherWrites() {
    var old = azure.client().apiVersion("2024-11-30").buildClient();
    var desired =
        DesiredCredentials.builder()
            .trust(GitHubActions.repository("contoso", "shop").branches("*"))
            .trust(GitHubActions.repository("contoso", "shop").branch("main"))
            .build();

    var result = FederationClient.of(old).reconcile(identity, desired);

    assertThat(result.outcomes(CREATED)).hasSize(1);
    assertThat(result.outcomes(FAILED).get(0).failure())
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("2025-05-31-preview");
  }

  @Test
  void buildRejectsInvalidCredentials() {
    var twice =
        DesiredCredentials.builder()
            .credential(credential("s"))
            .credential(withAudience("s", "api://other"));
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(twice::build)
        .withMessageContaining("must not be added twice with different values");

    var sameName =
        DesiredCredentials.builder()
            .credential("name", credential("a"))
            .credential("NAME", credential("b"));
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(sameName::build)
        .withMessage("name 'NAME' must be used for one credential only");

    var withoutSubject = FederatedIdentityCredential.builder().issuer("https://i.example").build();
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> DesiredCredentials.builder().credential(withoutSubject).build())
        .withMessage("credential.subject '' must not be blank");

    var withoutIssuer = FederatedIdentityCredential.builder().subject("s").build();
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> DesiredCredentials.builder().credential(withoutIssuer).build())
        .withMessage("credential.issuer 'null' must not be blank");

    var twoAudiences = credential("s").toBuilder().audiences("a", "b").build();
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> DesiredCredentials.builder().credential(twoAudiences).build())
        .withMessage("credential.audiences '[a, b]' must contain exactly one audience");
  }

  @Test
  void buildIgnoresDuplicates() {
    var desired =
        DesiredCredentials.builder().credential(credential("s")).credential(credential("s"));

    assertThat(desired.build().credentials()).hasSize(1);
  }

  @Test
  void identityOutsideOfSubscriptionIsRejected() {
    var elsewhere = ResourceId.userAssignedIdentity("another-subscription", "group", "name");
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(
            () -> client().reconcileAll(Map.of(elsewhere, DesiredCredentials.builder().build())))
        .withMessageContaining("must be in the client's subscription " + FakeAzure.SUBSCRIPTION);
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> client().capacity(ResourceId.resourceGroup("s", "g")))
        .withMessageContaining("must be the id of a user-assigned identity");
    assertThat(azure.requests()).isEmpty();
  }

  @Test
  void updateKeepsUnknownMembers() {
    azure.put(identity, "name", withUnknownMember());
    var desired = DesiredCredentials.builder().credential(withAudience("s", "api://other")).build();

    client().reconcile(identity, desired);

    assertThat(azure.credentials(identity).get(0).toString()).contains("tomorrow");
  }

  private static FederatedIdentityCredential withUnknownMember() {
    return FakeAzure.parse(
        "{\"properties\":{\"issuer\":\"https://issuer.example.com\",\"subject\":\"s\",\"audiences\":"
            + "[\"api://AzureADTokenExchange\"],\"invented\":\"tomorrow\"}}");
  }

  private void fill(int count) {
    for (int i = 0; i < count; i++) {
      azure.put(identity, "name-" + i, credential("subject-" + i));
    }
  }

  private FederationClient client() {
    return ClientMode.BLOCKING.client(azure, delays);
  }

  private static FederatedIdentityCredential withAudience(String subject, String audience) {
    return credential(subject).toBuilder().audiences(audience).build();
  }
}
