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
 * Registers a resource provider in the subscription when a request is refused for want of that,
 * waits until it is registered, and sends the request once more. If registering is refused as well,
 * the caller gets the first refusal, which says what is missing.
 */
final class ProviderRegistrationPolicy implements HttpPipelinePolicy {
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

  private final Duration timeout;
  private final Delays delays;

  ProviderRegistrationPolicy(Duration timeout, Delays delays) {
    this.timeout = timeout;
    this.delays = delays;
  }

  @Override
  public HttpResponse processSync(
      HttpPipelineCallContext context, HttpPipelineNextSyncPolicy next) {
    HttpRequest original = context.getHttpRequest().copy();
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
    Instant deadline = delays.now().plus(timeout);
    HttpRequest step = registration.register();
    while (true) {
      context.setHttpRequest(step);
      BufferedResponse answer = BufferedResponse.of(again.clone().processSync());
      if (!isSuccess(answer)) {
        return error;
      }
      if (ProviderRegistration.isDone(answer)) {
        context.setHttpRequest(ProviderRegistration.withFreshId(original));
        return again.clone().processSync();
      }
      requireTime(deadline, registration, error);
      pause();
      step = registration.poll();
    }
  }

  @Override
  public Mono<HttpResponse> process(HttpPipelineCallContext context, HttpPipelineNextPolicy next) {
    HttpRequest original = context.getHttpRequest().copy();
    HttpPipelineNextPolicy again = next.clone();
    return next.process()
        .flatMap(response ->
            mayLackRegistration(response)
                ? BufferedResponse.ofAsync(response)
                    .flatMap(error -> new Attempt(context, again, original, error).afterError())
                : Mono.just(response));
  }

  /** The asynchronous way through the same steps. */
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
          : step(registration, registration.register(), delays.now().plus(timeout));
    }

    private Mono<HttpResponse> step(
        ProviderRegistration registration, HttpRequest request, Instant deadline) {
      return send(request)
          .flatMap(BufferedResponse::ofAsync)
          .flatMap(answer -> {
            if (!isSuccess(answer)) {
              return Mono.just(error);
            }
            if (ProviderRegistration.isDone(answer)) {
              return send(ProviderRegistration.withFreshId(original));
            }
            requireTime(deadline, registration, error);
            return delays
                .delay(BETWEEN_LOOKS)
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
    if (delays.now().plus(BETWEEN_LOOKS).isAfter(deadline)) {
      throw new HttpResponseException(
          "The registration of "
              + registration.providerUrl()
              + " was asked for and is not done after "
              + timeout.toSeconds()
              + " seconds; it goes on, so try again later",
          error);
    }
  }

  private void pause() {
    try {
      delays.pause(BETWEEN_LOOKS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      var interrupted = new InterruptedIOException("Interrupted while a provider was registered");
      interrupted.initCause(e);
      throw new UncheckedIOException(interrupted);
    }
  }
}
