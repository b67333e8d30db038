package dev.msi4j.verification;

import static dev.msi4j.verification.FederationFixture.credential;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.azure.core.exception.ResourceExistsException;
import com.azure.core.http.HttpMethod;
import dev.msi4j.ArmError;
import dev.msi4j.DeleteResult;
import dev.msi4j.FederatedIdentityCredential;
import dev.msi4j.ResourceId;
import dev.msi4j.federation.CredentialOutcome;
import dev.msi4j.federation.CredentialStatus;
import dev.msi4j.federation.DesiredCredentials;
import dev.msi4j.federation.FederationClient;
import dev.msi4j.federation.FederationOptions;
import dev.msi4j.local.TestAzure;
import dev.msi4j.verification.FailingResponsesPolicy.ErrorResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tests concurrent writes to the credentials of one identity, which Azure rejects. */
@Timeout(300)
class ConcurrentWriteScenarioTests {
  private static final String ISSUER = "https://oidc.example.com/cluster";

  @TempDir private static Path folder;
  @AutoClose private static FederationFixture fixture;

  @BeforeAll
  static void startServer() {
    // Writes to a file take longer than writes to memory, so that concurrent writes overlap.
    fixture = FederationFixture.start(TestAzure.builder(folder));
  }

  @Test
  void writesOfOneClientNeverConflict() throws Exception {
    var identity = fixture.identity("threads");
    var upperCaseId = ResourceId.parse(identity.toString().replace("threads", "THREADS"));
    var recordedExchanges = new RecordedExchanges();
    var federation = fixture.federation(recordedExchanges);

    Concurrently.run(
        IntStream.range(0, 16)
            .<Callable<FederatedIdentityCredential>>mapToObj(i ->
                () ->
                    federation.createOrUpdate(
                        i % 2 == 0 ? identity : upperCaseId, "name-" + i, trusted(i)))
            .toList());

    assertThat(fixture.credentials(identity)).hasSize(16);
    assertThat(recordedExchanges.count(409)).isZero();
  }

  @Test
  void conflictWithAnotherProcessIsRetried() {
    var identity = fixture.identity("processes");
    var federation =
        fixture.federation(
            FailingResponsesPolicy.collisions(HttpMethod.PUT, 2),
            FailingResponsesPolicy.collisions(HttpMethod.DELETE, 2));

    var written = federation.createOrUpdate(identity, "name-0", trusted(0));
    var deleted = federation.delete(identity, "name-0");

    assertThat(written.subject()).isEqualTo("s-0");
    assertThat(deleted).isEqualTo(DeleteResult.DELETED);
  }

  @Test
  void failedCredentialIsReportedAndDoesNotStopOthers() {
    var identity = fixture.identity("bulk");
    var forbidden = new ErrorResponse(403, "AuthorizationFailed");
    var failingResponsesPolicy =
        FailingResponsesPolicy.with(
            HttpMethod.PUT, ErrorResponse.NONE, ErrorResponse.NONE, forbidden);
    var desired = DesiredCredentials.builder();
    IntStream.range(0, 12).forEach(i -> desired.credential(trusted(i)));

    var result = fixture.federation(failingResponsesPolicy).reconcile(identity, desired.build());

    assertThat(result.outcomes(CredentialStatus.CREATED)).hasSize(11);
    assertThat(result.outcomes(CredentialStatus.FAILED))
        .extracting(CredentialOutcome::toString)
        .singleElement()
        .asString()
        .contains("s-2", "AuthorizationFailed");
    assertThat(fixture.credentials(identity)).hasSize(11);
  }

  @Test
  void conflictIsRetriedBeforeMaximumDelay() {
    var identity = fixture.identity("fast");
    // The call fails if the delay before the retry exceeds the timeout, like the maximum of 20
    // seconds.
    var options = FederationOptions.builder().retryTimeout(Duration.ofSeconds(10)).build();
    var recordedExchanges = new RecordedExchanges();
    var federation =
        FederationClient.of(
            fixture
                .builder(recordedExchanges, FailingResponsesPolicy.collisions(HttpMethod.PUT, 1))
                .buildClient(),
            options);

    federation.createOrUpdate(identity, "name-0", trusted(0));

    assertThat(recordedExchanges.writes())
        .extracting(RecordedExchanges.Exchange::status)
        .containsExactly(409, 201);
  }

  @Test
  void reconcileSendsOneListAndOneWritePerCredential() {
    var identity = fixture.identity("batch");
    var recordedExchanges = new RecordedExchanges();
    var desired = DesiredCredentials.builder();
    IntStream.range(0, 20).forEach(i -> desired.credential(trusted(i)));

    var result = fixture.federation(recordedExchanges).reconcile(identity, desired.build());

    assertThat(result.outcomes(CredentialStatus.CREATED)).hasSize(20);
    assertThat(recordedExchanges.exchanges()).as("one list, and a write for each").hasSize(21);
  }

  @Test
  void ensureFindsExistingCredentialUnderAnotherName() {
    var identity = fixture.identity("again");
    fixture.put(identity, "manual", trusted(0));
    assertThatExceptionOfType(ResourceExistsException.class)
        .isThrownBy(() -> fixture.put(identity, "by-deployment", trusted(0)))
        .withMessageContaining("Issuer and subject combination already exists");
    var recordedExchanges = new RecordedExchanges();

    var ensured = fixture.federation(recordedExchanges).ensure(identity, trusted(0));

    assertThat(ensured.name()).isEqualTo("manual");
    assertThat(recordedExchanges.writes()).isEmpty();
  }

  @Test
  void concurrentWriteErrorDiffersFromDuplicateError() {
    var identity = fixture.identity("conflicts");
    fixture.put(identity, "first", trusted(0));
    var withoutRetries = FederationOptions.builder().retryConcurrentWrites(false).build();
    var collision =
        FederationClient.of(
            fixture.builder(FailingResponsesPolicy.collisions(HttpMethod.PUT, 1)).buildClient(),
            withoutRetries);

    assertThat(error(collision, identity))
        .isEqualTo("ConcurrentFederatedIdentityCredentialsWritesForSingleManagedIdentity");
    assertThat(error(fixture.federation(), identity)).isEqualTo("Conflict");
  }

  private static String error(FederationClient federation, ResourceId identity) {
    try {
      return "none: " + federation.createOrUpdate(identity, "second", trusted(0));
    } catch (ResourceExistsException e) {
      return ArmError.of(e).map(ArmError::code).orElse("no error");
    }
  }

  private static FederatedIdentityCredential trusted(int number) {
    return credential(ISSUER, "s-" + number);
  }
}
