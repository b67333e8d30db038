package dev.msi4j.verification;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpPipelineNextSyncPolicy;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelinePolicy;
import com.azure.core.util.BinaryData;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Refuses the first requests of a method in the place of Azure; the others get through. */
final class FailingResponsesPolicy implements HttpPipelinePolicy {
  private static final String CONCURRENT =
      "ConcurrentFederatedIdentityCredentialsWritesForSingleManagedIdentity";

  private final HttpMethod method;
  private final Queue<Refusal> errors;

  private FailingResponsesPolicy(HttpMethod method, List<Refusal> errors) {
    this.method = method;
    this.errors = new ConcurrentLinkedQueue<>(errors);
  }

  /** A refusal; status 0 lets one request through. */
  record Refusal(int status, String code) {
    static final Refusal NONE = new Refusal(0, "");
  }

  static FailingResponsesPolicy with(HttpMethod method, Refusal... errors) {
    return new FailingResponsesPolicy(method, List.of(errors));
  }

  /** Others write whenever this client wants to, so many times. */
  static FailingResponsesPolicy collisions(HttpMethod method, int times) {
    var error = new Refusal(409, CONCURRENT);
    return new FailingResponsesPolicy(method, Collections.nCopies(times, error));
  }

  @Override
  public HttpResponse processSync(
      HttpPipelineCallContext context, HttpPipelineNextSyncPolicy next) {
    var error = error(context.getHttpRequest());
    return error.status == 0 ? next.processSync() : new FailingResponse(context, error);
  }

  @Override
  public Mono<HttpResponse> process(HttpPipelineCallContext context, HttpPipelineNextPolicy next) {
    return Mono.defer(() -> {
      var error = error(context.getHttpRequest());
      return error.status == 0 ? next.process() : Mono.just(new FailingResponse(context, error));
    });
  }

  private Refusal error(HttpRequest request) {
    var error = request.getHttpMethod() == method ? errors.poll() : null;
    return error == null ? Refusal.NONE : error;
  }

  private static final class FailingResponse extends HttpResponse {
    private final int status;
    private final String body;

    FailingResponse(HttpPipelineCallContext context, Refusal error) {
      super(context.getHttpRequest());
      status = error.status;
      body = "{\"error\":{\"code\":\"" + error.code + "\",\"message\":\"Refused for a test.\"}}";
    }

    @Override
    public int getStatusCode() {
      return status;
    }

    @Override
    @Deprecated
    public @Nullable String getHeaderValue(String name) {
      return getHeaders().getValue(HttpHeaderName.fromString(name));
    }

    @Override
    public HttpHeaders getHeaders() {
      return new HttpHeaders().set(HttpHeaderName.CONTENT_TYPE, "application/json");
    }

    @Override
    public Flux<ByteBuffer> getBody() {
      return Flux.just(BinaryData.fromString(body).toByteBuffer());
    }

    @Override
    public Mono<byte[]> getBodyAsByteArray() {
      return Mono.just(body.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Mono<String> getBodyAsString() {
      return Mono.just(body);
    }

    @Override
    public Mono<String> getBodyAsString(Charset charset) {
      return Mono.just(body);
    }
  }
}
