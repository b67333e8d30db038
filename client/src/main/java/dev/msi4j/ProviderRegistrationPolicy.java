package dev.msi4j;

import com.azure.core.exception.HttpResponseException;
import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpPipelineNextSyncPolicy;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelinePolicy;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import reactor.core.publisher.Mono;

/**
 * Registers a resource provider in the subscription if a request fails because it is not
 * registered, waits for the registration, and sends the request again. If the registration fails,
 * too, the caller gets the first error, which names the cause.
 *
 * <p>The retry policy, which is next, sends copies of a request, so that the request can be sent
 * again without a copy of this policy.
 */
final class ProviderRegistrationPolicy implements HttpPipelinePolicy {
  private static final Duration POLL_INTERVAL = Duration.ofSeconds(2);

  private final Duration timeout;
  private final Timer timer;

  ProviderRegistrationPolicy(Duration timeout, Timer timer) {
    this.timeout = timeout;
    this.timer = timer;
  }

  @Override
  public HttpResponse processSync(
      HttpPipelineCallContext context, HttpPipelineNextSyncPolicy next) {
    HttpRequest original = context.getHttpRequest();
    HttpPipelineNextSyncPolicy again = next.clone();
    HttpResponse response = next.processSync();
    if (!mayLackRegistration(response)) {
      return response;
    }
    BufferedResponse error = BufferedResponse.of(response);
    ProviderRegistration registration = ProviderRegistration.neededBy(original, error);
    if (registration == null) {
      return error;
    }
    Instant deadline = timer.now().plus(timeout);
    HttpRequest step = registration.register();
    while (true) {
      context.setHttpRequest(step);
      BufferedResponse stepResponse = BufferedResponse.of(again.clone().processSync());
      if (!isSuccess(stepResponse)) {
        return error;
      }
      if (ProviderRegistration.isRegistered(stepResponse)) {
        context.setHttpRequest(ProviderRegistration.withNewRequestId(original));
        return again.clone().processSync();
      }
      requireTime(deadline, registration, error);
      sleep();
      step = registration.poll();
    }
  }

  @Override
  public Mono<HttpResponse> process(HttpPipelineCallContext context, HttpPipelineNextPolicy next) {
    HttpRequest original = context.getHttpRequest();
    HttpPipelineNextPolicy again = next.clone();
    return next.process()
        .flatMap(response ->
            mayLackRegistration(response)
                ? BufferedResponse.ofAsync(response)
                    .flatMap(error -> new Attempt(context, again, original, error).afterError())
                : Mono.just(response));
  }

  /** The asynchronous implementation of the same steps. */
  private final class Attempt {
    private final HttpPipelineCallContext context;
    private final HttpPipelineNextPolicy again;
    private final HttpRequest original;
    private final BufferedResponse error;

    Attempt(
        HttpPipelineCallContext context,
        HttpPipelineNextPolicy again,
        HttpRequest original,
        BufferedResponse error) {
      this.context = context;
      this.again = again;
      this.original = original;
      this.error = error;
    }

    Mono<HttpResponse> afterError() {
      ProviderRegistration registration = ProviderRegistration.neededBy(original, error);
      return registration == null
          ? Mono.just(error)
          : step(registration, registration.register(), timer.now().plus(timeout));
    }

    private Mono<HttpResponse> step(
        ProviderRegistration registration, HttpRequest request, Instant deadline) {
      return send(request)
          .flatMap(BufferedResponse::ofAsync)
          .flatMap(response -> {
            if (!isSuccess(response)) {
              return Mono.just(error);
            }
            if (ProviderRegistration.isRegistered(response)) {
              return send(ProviderRegistration.withNewRequestId(original));
            }
            requireTime(deadline, registration, error);
            return timer
                .delay(POLL_INTERVAL)
                .then(Mono.defer(() -> step(registration, registration.poll(), deadline)));
          });
    }

    private Mono<HttpResponse> send(HttpRequest request) {
      context.setHttpRequest(request);
      return again.clone().process();
    }
  }

  private static boolean mayLackRegistration(HttpResponse response) {
    return response.getStatusCode() == 409 || response.getStatusCode() == 400;
  }

  private static boolean isSuccess(HttpResponse response) {
    return response.getStatusCode() == 200 || response.getStatusCode() == 202;
  }

  private void requireTime(
      Instant deadline, ProviderRegistration registration, BufferedResponse error) {
    if (timer.now().plus(POLL_INTERVAL).isAfter(deadline)) {
      throw new HttpResponseException(
          "The registration of "
              + registration.providerUrl()
              + " was requested and did not complete within "
              + timeout.toSeconds()
              + " seconds; it continues in Azure, try again later",
          error);
    }
  }

  private void sleep() {
    try {
      timer.sleep(POLL_INTERVAL);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      var interrupted =
          new InterruptedIOException(
              "interrupted while waiting for the registration of a provider");
      interrupted.initCause(e);
      throw new UncheckedIOException(interrupted);
    }
  }

  /** The clock and the waits of the policy; tests replace it. */
  interface Timer {
    /** The system clock and real waits. */
    Timer SYSTEM =
        new Timer() {
          @Override
          public Instant now() {
            return Instant.now();
          }

          @Override
          public void sleep(Duration duration) throws InterruptedException {
            Thread.sleep(duration.toMillis());
          }

          @Override
          public Mono<Void> delay(Duration duration) {
            return Mono.delay(duration).then();
          }
        };

    Instant now();

    /** Blocks the calling thread for the duration. */
    void sleep(Duration duration) throws InterruptedException;

    /** Completes after the duration without blocking a thread. */
    Mono<Void> delay(Duration duration);
  }
}
