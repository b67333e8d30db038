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
import dev.msi4j.verification.FailingResponsesPolicy.Refusal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What users suffer who write several credentials of an identity, and what becomes of it here. */
@Timeout(300)
class ConcurrentWriteScenarioTests {
  private static final String ISSUER = "https://oidc.example.com/cluster";

  @TempDir private static Path folder;
  private static FederationFixture fixture;

  @BeforeAll
  static void start() {
    // In a file or a database each write takes its time, so that others could come in between.
    fixture = FederationFixture.start(TestAzure.builder(folder));
  }

  @AfterAll
  static void stop() {
    fixture.close();
  }

  @Test
  void threadsOfOneClientThatWriteToOneIdentityNeverCollide() throws Exception {
    var identity = fixture.identity("threads");
    var shouted = ResourceId.parse(identity.toString().replace("threads", "THREADS"));
    var recordedExchanges = new RecordedExchanges();
    var federation = fixture.federation(recordedExchanges);

    Concurrently.run(
        IntStream.range(0, 16)
            .<Callable<FederatedIdentityCredential>>mapToObj(i ->
                () ->
                    federation.createOrUpdate(
                        i % 2 == 0 ? identity : shouted, "name-" + i, trusted(i)))
            .toList());

    assertThat(fixture.credentials(identity)).hasSize(16);
    assertThat(recordedExchanges.count(409)).isZero();
  }

  @Test
  void anotherProcessThatWritesDelaysWritesAndDeletionsAndFailsNone() {
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
  void oneCredentialThatFailsStopsNoneOfManyOthersAndSaysWhy() {
    var identity = fixture.identity("bulk");
    var forbidden = new Refusal(403, "AuthorizationFailed");
    var failingResponsesPolicy =
        FailingResponsesPolicy.with(HttpMethod.PUT, Refusal.NONE, Refusal.NONE, forbidden);
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
  void aCollisionCostsPartsOfASecondAndNotTwentySeconds() {
    var identity = fixture.identity("fast");
    var start = Instant.now();

    fixture
        .federation(FailingResponsesPolicy.collisions(HttpMethod.PUT, 1))
        .createOrUpdate(identity, "name-0", trusted(0));

    assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(10));
  }

  @Test
  void credentialsThatAreDeclaredTogetherNeedNoOrderByHand() {
    var identity = fixture.identity("batch");
    var recordedExchanges = new RecordedExchanges();
    var desired = DesiredCredentials.builder();
    IntStream.range(0, 20).forEach(i -> desired.credential(trusted(i)));

    var result = fixture.federation(recordedExchanges).reconcile(identity, desired.build());

    assertThat(result.outcomes(CredentialStatus.CREATED)).hasSize(20);
    assertThat(recordedExchanges.exchanges()).as("one list, and a write for each").hasSize(21);
  }

  @Test
  void deployingAnotherTimeFindsTheCredentialByWhatItTrusts() {
    var identity = fixture.identity("again");
    fixture.put(identity, "by-hand", trusted(0));
    assertThatExceptionOfType(ResourceExistsException.class)
        .isThrownBy(() -> fixture.put(identity, "by-deployment", trusted(0)))
        .withMessageContaining("Issuer and subject combination already exists");
    var recordedExchanges = new RecordedExchanges();

    var ensured = fixture.federation(recordedExchanges).ensure(identity, trusted(0));

    assertThat(ensured.name()).isEqualTo("by-hand");
    assertThat(recordedExchanges.writes()).isEmpty();
  }

  @Test
  void aCollisionCanBeDistinguishedFromOtherConflicts() {
    var identity = fixture.identity("told");
    fixture.put(identity, "first", trusted(0));
    var impatient = FederationOptions.builder().retryConcurrentWrites(false).build();
    var collision =
        FederationClient.of(
            fixture.builder(FailingResponsesPolicy.collisions(HttpMethod.PUT, 1)).buildClient(),
            impatient);

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
