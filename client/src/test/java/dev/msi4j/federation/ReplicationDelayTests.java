package dev.msi4j.federation;

import static dev.msi4j.federation.FakeAzure.credential;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.azure.core.exception.AzureException;
import com.azure.core.exception.HttpResponseException;
import com.azure.core.exception.ResourceNotFoundException;
import com.azure.core.http.HttpMethod;
import dev.msi4j.DeleteResult;
import dev.msi4j.federation.FakeAzure.Answer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests reads and writes of identities that are not yet replicated. */
class ReplicationDelayTests {
  private static final String NO_SERVICE_PRINCIPAL =
      "MsGraphResourceNotFoundOnFederatedIdentityCredentialCreation";

  private final FakeAzure azure = new FakeAzure();
  private final TestDelays delays = new TestDelays();

  @ParameterizedTest
  @CsvSource({
    "404, ParentResourceNotFound",
    "404, " + NO_SERVICE_PRINCIPAL,
    "500, InternalServerError",
    "503, ServiceUnavailable"
  })
  void createOrUpdateRetriesUntilIdentityIsReplicated(int status, String code) {
    var identity = azure.identity("new");
    var errors = new AtomicInteger(5);
    azure.script(call ->
        call.isPut() && errors.getAndDecrement() > 0
            ? Answer.error(status, code, "Not found.")
            : null);

    ClientMode.BLOCKING.client(azure, delays).createOrUpdate(identity, "name", credential("s"));

    assertThat(azure.credentials(identity)).hasSize(1);
    assertThat(delays.pauses().get(0)).isLessThan(Duration.ofSeconds(1));
  }

  @ParameterizedTest
  @EnumSource
  void createOrUpdateFailsAfterReplicationTimeoutForMissingIdentity(ClientMode clientMode) {
    var client = clientMode.client(azure, delays);

    assertThatExceptionOfType(ResourceNotFoundException.class)
        .isThrownBy(() -> client.createOrUpdate(FakeAzure.id("none"), "name", credential("s")))
        .withMessageContaining("ParentResourceNotFound");
    assertThat(delays.pauses().stream().reduce(Duration.ZERO, Duration::plus))
        .isBetween(Duration.ofMinutes(1), Duration.ofMinutes(2));
  }

  @Test
  void createOrUpdateDoesNotRetryMissingIdentityIfDisabled() {
    var options = FederationOptions.builder().retryUntilReplicated(false).build();
    var client = ClientMode.BLOCKING.client(azure, options, delays);

    assertThatExceptionOfType(ResourceNotFoundException.class)
        .isThrownBy(() -> client.createOrUpdate(FakeAzure.id("none"), "name", credential("s")));
    assertThat(delays.pauses()).isEmpty();
  }

  @Test
  void createOrUpdateDoesNotRetryMissingResourceGroup() {
    azure.script(call -> Answer.error(404, "ResourceGroupNotFound", "No group."));
    var client = ClientMode.BLOCKING.client(azure, delays);

    assertThatExceptionOfType(ResourceNotFoundException.class)
        .isThrownBy(() -> client.createOrUpdate(FakeAzure.id("none"), "name", credential("s")));
    assertThat(delays.pauses()).isEmpty();
  }

  @Test
  void deleteReturnsNotFoundForMissingIdentity() {
    assertThat(ClientMode.BLOCKING.client(azure, delays).delete(FakeAzure.id("none"), "name"))
        .isEqualTo(DeleteResult.NOT_FOUND);
    assertThat(delays.pauses()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void awaitReadableReturnsAfterConsecutiveSuccessfulReads(ClientMode clientMode) {
    var identity = azure.identity("new");
    var reads = new AtomicInteger();
    // The second and fourth read fail; all others succeed.
    azure.script(call -> {
      var read = reads.incrementAndGet();
      return read == 2 || read == 4 ? Answer.notFound() : null;
    });

    var found = clientMode.client(azure, delays).awaitReadable(identity, 3);

    assertThat(found.location()).isEqualTo("here");
    assertThat(azure.requests()).hasSize(7);
  }

  @ParameterizedTest
  @EnumSource
  void awaitReadableFailsAfterTimeout(ClientMode clientMode) {
    var client = clientMode.client(azure, delays);

    assertThatExceptionOfType(AwaitTimeoutException.class)
        .isThrownBy(() -> client.awaitReadable(FakeAzure.id("none"), 3))
        .withMessageContaining("could not be read 3 times in a row within 300 seconds")
        .withCauseInstanceOf(ResourceNotFoundException.class);
    assertThat(azure.requests()).hasSize(301);
  }

  @Test
  void awaitReadableFailsAtOnceOnOtherErrors() {
    azure.script(call -> Answer.error(403, "AuthorizationFailed", "No."));
    var client = ClientMode.BLOCKING.client(azure, delays);

    assertThatExceptionOfType(HttpResponseException.class)
        .isThrownBy(() -> client.awaitReadable(FakeAzure.id("none"), 3))
        .withMessageContaining("AuthorizationFailed");
    assertThat(azure.requests()).hasSize(1);
  }

  @Test
  void awaitReadableRejectsZeroReads() {
    var client = ClientMode.BLOCKING.client(azure, delays);

    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> client.awaitReadable(FakeAzure.id("none"), 0))
        .withMessage("consecutiveReads '0' must be at least 1");
  }

  @Test
  void awaitPrincipalRepeatsProbeUntilPrincipalExists() {
    var attempts = new AtomicInteger();

    var result =
        ClientMode.BLOCKING
            .client(azure, delays)
            .awaitPrincipal(
                "principal",
                id -> {
                  if (attempts.incrementAndGet() < 10) {
                    throw new HttpResponseException(
                        "Status code 400, PrincipalNotFound: no such principal", null);
                  }
                  return "assigned to " + id;
                });

    assertThat(result).isEqualTo("assigned to principal");
    assertThat(delays.pauses()).hasSize(9).containsOnly(Duration.ofSeconds(1));
  }

  @Test
  void awaitPrincipalFailsAfterTimeout() {
    var client = ClientMode.BLOCKING.client(azure, delays);

    assertThatExceptionOfType(AwaitTimeoutException.class)
        .isThrownBy(() ->
            client.<String>awaitPrincipal(
                "principal",
                id -> {
                  throw new HttpResponseException("PrincipalNotFound", null);
                }))
        .withMessageContaining("the principal principal was not found within 300 seconds");
  }

  @Test
  void awaitPrincipalFailsAtOnceOnOtherErrors() {
    var client = ClientMode.BLOCKING.client(azure, delays);

    assertThatExceptionOfType(HttpResponseException.class)
        .isThrownBy(() ->
            client.<String>awaitPrincipal(
                "principal",
                id -> {
                  throw new HttpResponseException("AuthorizationFailed", null);
                }));
    assertThat(delays.pauses()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void recreateWaitsUntilDeletionIsVisible(ClientMode clientMode) {
    var identity = azure.identity("worker");
    azure.put(identity, "name", credential("s"));
    var reads = new AtomicInteger();
    azure.script(call -> {
      var isRead = call.method() == HttpMethod.GET;
      // The first read after the deletion still returns the credential.
      return isRead && reads.incrementAndGet() == 2
          ? new Answer(200, Map.of(), "{\"name\":\"name\"}")
          : null;
    });

    clientMode.client(azure, delays).recreate(identity, "name");

    assertThat(azure.requests())
        .containsExactly(
            "GET worker/name",
            "DELETE worker/name",
            "GET worker/name",
            "GET worker/name",
            "PUT worker/name");
    assertThat(azure.credentials(identity).get(0).subject()).isEqualTo("s");
  }

  @Test
  void recreateReportsCredentialIfCreationFails() {
    var identity = azure.identity("worker");
    azure.put(identity, "name", credential("precious"));
    azure.script(call -> call.isPut() ? Answer.error(403, "Forbidden", "No.") : null);
    var client = ClientMode.BLOCKING.client(azure, delays);

    assertThatExceptionOfType(AzureException.class)
        .isThrownBy(() -> client.recreate(identity, "name"))
        .withMessageContaining("precious")
        .withMessageContaining("may be deleted and not created again");
  }
}
