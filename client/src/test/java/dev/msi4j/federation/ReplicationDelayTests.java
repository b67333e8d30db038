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

/** What was written a moment ago is not everywhere yet. */
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
  void aCredentialIsWrittenAsSoonAsItsIdentityIsKnown(int status, String code) {
    var identity = azure.identity("young");
    var errors = new AtomicInteger(5);
    azure.script(call ->
        call.isPut() && errors.getAndDecrement() > 0
            ? Answer.error(status, code, "Not there.")
            : null);

    ClientMode.BLOCKING.client(azure, delays).createOrUpdate(identity, "name", credential("s"));

    assertThat(azure.credentials(identity)).hasSize(1);
    assertThat(delays.pauses().get(0)).isLessThan(Duration.ofSeconds(1));
  }

  @ParameterizedTest
  @EnumSource
  void anIdentityThatNeverExistsFailsInTime(ClientMode clientMode) {
    var client = clientMode.client(azure, delays);

    assertThatExceptionOfType(ResourceNotFoundException.class)
        .isThrownBy(() -> client.createOrUpdate(FakeAzure.id("none"), "name", credential("s")))
        .withMessageContaining("ParentResourceNotFound");
    assertThat(delays.pauses().stream().reduce(Duration.ZERO, Duration::plus))
        .isBetween(Duration.ofMinutes(1), Duration.ofMinutes(2));
  }

  @Test
  void waitingForIdentitiesCanBeSwitchedOff() {
    var options = FederationOptions.builder().retryUntilReplicated(false).build();
    var client = ClientMode.BLOCKING.client(azure, options, delays);

    assertThatExceptionOfType(ResourceNotFoundException.class)
        .isThrownBy(() -> client.createOrUpdate(FakeAzure.id("none"), "name", credential("s")));
    assertThat(delays.pauses()).isEmpty();
  }

  @Test
  void aMissingResourceGroupIsNotWaitedFor() {
    azure.script(call -> Answer.error(404, "ResourceGroupNotFound", "No group."));
    var client = ClientMode.BLOCKING.client(azure, delays);

    assertThatExceptionOfType(ResourceNotFoundException.class)
        .isThrownBy(() -> client.createOrUpdate(FakeAzure.id("none"), "name", credential("s")));
    assertThat(delays.pauses()).isEmpty();
  }

  @Test
  void aCredentialWhoseIdentityIsDeletedIsAbsent() {
    assertThat(ClientMode.BLOCKING.client(azure, delays).delete(FakeAzure.id("none"), "name"))
        .isEqualTo(DeleteResult.NOT_FOUND);
    assertThat(delays.pauses()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void anIdentityIsReadableWhenReadsInARowSucceed(ClientMode clientMode) {
    var identity = azure.identity("young");
    var reads = new AtomicInteger();
    // Found, lost, found, lost, and then found for good.
    azure.script(call -> {
      var read = reads.incrementAndGet();
      return read == 2 || read == 4 ? Answer.notFound() : null;
    });

    var found = clientMode.client(azure, delays).awaitReadable(identity, 3);

    assertThat(found.location()).isEqualTo("here");
    assertThat(azure.lines()).hasSize(7);
  }

  @ParameterizedTest
  @EnumSource
  void anIdentityThatCannotBeReadFailsInTime(ClientMode clientMode) {
    var client = clientMode.client(azure, delays);

    assertThatExceptionOfType(AwaitTimeoutException.class)
        .isThrownBy(() -> client.awaitReadable(FakeAzure.id("none"), 3))
        .withMessageContaining("could not be read 3 times in a row within 300 seconds")
        .withCauseInstanceOf(ResourceNotFoundException.class);
    assertThat(azure.lines()).hasSize(301);
  }

  @Test
  void awaitingDoesNotHideOtherErrors() {
    azure.script(call -> Answer.error(403, "AuthorizationFailed", "No."));
    var client = ClientMode.BLOCKING.client(azure, delays);

    assertThatExceptionOfType(HttpResponseException.class)
        .isThrownBy(() -> client.awaitReadable(FakeAzure.id("none"), 3))
        .withMessageContaining("AuthorizationFailed");
    assertThat(azure.lines()).hasSize(1);
  }

  @Test
  void readsInARowAreAtLeastOne() {
    var client = ClientMode.BLOCKING.client(azure, delays);

    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> client.awaitReadable(FakeAzure.id("none"), 0))
        .withMessage("consecutiveReads '0' must be at least 1");
  }

  @Test
  void aPrincipalIsAwaitedByWhatNeedsIt() {
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
  void aPrincipalThatDoesNotComeFailsInTime() {
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
  void aProbeThatFailsOtherwiseFailsAtOnce() {
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
  void aCredentialIsRecreatedWhenItIsDeleted(ClientMode clientMode) {
    var identity = azure.identity("worker");
    azure.put(identity, "name", credential("s"));
    var reads = new AtomicInteger();
    azure.script(call -> {
      var isRead = call.method() == HttpMethod.GET;
      // It shows for a while after it was deleted.
      return isRead && reads.incrementAndGet() == 2
          ? new Answer(200, Map.of(), "{\"name\":\"name\"}")
          : null;
    });

    clientMode.client(azure, delays).recreate(identity, "name");

    assertThat(azure.lines())
        .containsExactly(
            "GET worker/name",
            "DELETE worker/name",
            "GET worker/name",
            "GET worker/name",
            "PUT worker/name");
    assertThat(azure.credentials(identity).get(0).subject()).isEqualTo("s");
  }

  @Test
  void aCredentialThatCannotBeCreatedAgainIsInTheMessage() {
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
