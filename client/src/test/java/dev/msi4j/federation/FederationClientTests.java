package dev.msi4j.federation;

import static dev.msi4j.federation.FakeAzure.credential;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.azure.core.exception.HttpResponseException;
import dev.msi4j.federation.FakeAzure.Answer;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

class FederationClientTests {
  private final FakeAzure azure = new FakeAzure();

  @Test
  void ensureBlocksOnReactorThread() {
    var identity = azure.identity("worker");
    var client = FederationClient.of(azure.client().buildClient());
    var onItsThread =
        Mono.fromCallable(() -> client.ensure(identity, credential("s")))
            .subscribeOn(Schedulers.parallel());

    StepVerifier.create(onItsThread).expectNextCount(1).verifyComplete();
  }

  @ParameterizedTest
  @EnumSource
  void exceptionsOfIdentityClientAreRethrown(ClientMode clientMode) {
    var identity = azure.identity("worker");
    azure.script(call -> Answer.error(403, "AuthorizationFailed", "Access is denied."));
    var client = clientMode.client(azure, new TestDelays());

    assertThatExceptionOfType(HttpResponseException.class)
        .isThrownBy(() -> client.capacity(identity))
        .withMessageContaining("AuthorizationFailed: Access is denied.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> client.createOrUpdate(identity, "?", credential("s")))
        .withMessageStartingWith("credentialName '?' must be 3 to 120 letters");
    assertThat(azure.requests()).hasSize(1);
  }

  @Test
  void builderRejectsInvalidOptions() {
    var options = FederationOptions.builder();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> options.baseDelay(Duration.ZERO))
        .withMessage("baseDelay 'PT0S' must be positive");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> options.awaitInterval(Duration.ofSeconds(-1)))
        .withMessage("awaitInterval 'PT-1S' must be positive");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> options.retryTimeout(Duration.ofSeconds(-1)))
        .withMessage("retryTimeout 'PT-1S' must not be negative");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> options.parallelism(0))
        .withMessage("parallelism '0' must be at least 1");
  }

  @Test
  void zeroRetryTimeoutSendsOneRequest() {
    var identity = azure.identity("worker");
    azure.script(call -> Answer.concurrentWrite());
    var options = FederationOptions.builder().retryTimeout(Duration.ZERO).build();
    var client = ClientMode.BLOCKING.client(azure, options, new TestDelays());

    assertThatExceptionOfType(HttpResponseException.class)
        .isThrownBy(() -> client.createOrUpdate(identity, "name", credential("s")));
    assertThat(azure.requests()).hasSize(1);
  }
}
