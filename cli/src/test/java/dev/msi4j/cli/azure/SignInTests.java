package dev.msi4j.cli.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import com.azure.core.exception.ClientAuthenticationException;
import com.azure.core.http.HttpClient;
import com.azure.core.http.policy.FixedDelayOptions;
import com.azure.core.http.policy.RetryOptions;
import com.azure.core.util.Configuration;
import dev.msi4j.ManagedServiceIdentityClientBuilder;
import dev.msi4j.cli.console.CommandException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Mono;

class SignInTests {
  private final AtomicInteger attempts = new AtomicInteger();

  static Stream<RuntimeException> brokenConnections() {
    return Stream.of(
        new UncheckedIOException(new IOException("closed")),
        new RuntimeException("closed", new TimeoutException("closed")),
        new ClientAuthenticationException("closed", null, new IOException("closed")));
  }

  @ParameterizedTest
  @MethodSource("brokenConnections")
  void brokenConnectionIsNotRepeatedByRequest(RuntimeException broken) {
    assertThatThrownBy(() -> client(broken).buildClient().operations().list().stream().toList())
        .isInstanceOf(CommandException.class)
        .hasMessage("closed")
        .hasSuppressedException(broken);
    assertThat(attempts).hasValue(1);

    assertThatThrownBy(
            () -> client(broken).buildAsyncClient().operations().list().collectList().block())
        .isInstanceOf(CommandException.class)
        .hasMessage("closed");
    assertThat(attempts).hasValue(2);
  }

  @Test
  void otherFailureIsUnchanged() {
    var rejected = new ClientAuthenticationException("rejected", null);

    assertThatThrownBy(() -> client(rejected).buildClient().operations().list().stream().toList())
        .isSameAs(rejected);
    assertThat(attempts).hasValue(1);
  }

  /** Returns a client that repeats a request three times, with a credential that fails. */
  private ManagedServiceIdentityClientBuilder client(RuntimeException failure) {
    HttpClient none = request -> Mono.error(new AssertionError("a request was sent"));
    return new ManagedServiceIdentityClientBuilder()
        .credential(new SignIn(new FailingCredential(failure)))
        .subscriptionId("sub")
        .configuration(Configuration.NONE)
        .retryOptions(new RetryOptions(new FixedDelayOptions(3, Duration.ofNanos(1))))
        .httpClient(none);
  }

  /** Counts and fails sign-ins. */
  private final class FailingCredential implements TokenCredential {
    private final RuntimeException failure;

    FailingCredential(RuntimeException failure) {
      this.failure = failure;
    }

    @Override
    public Mono<AccessToken> getToken(TokenRequestContext request) {
      return Mono.fromCallable(() -> getTokenSync(request));
    }

    @Override
    public AccessToken getTokenSync(TokenRequestContext request) {
      attempts.incrementAndGet();
      throw failure;
    }
  }
}
