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

/** Answers the first requests of a method with errors; passes the others on. */
final class FailingResponsesPolicy implements HttpPipelinePolicy {
  private static final String CONCURRENT =
      "ConcurrentFederatedIdentityCredentialsWritesForSingleManagedIdentity";

  private final HttpMethod method;
  private final Queue<ErrorResponse> errors;

  private FailingResponsesPolicy(HttpMethod method, List<ErrorResponse> errors) {
    this.method = method;
    this.errors = new ConcurrentLinkedQueue<>(errors);
  }

  /** An error response; status 0 passes one request on. */
  record ErrorResponse(int status, String code) {
    static final ErrorResponse NONE = new ErrorResponse(0, "");
  }

  static FailingResponsesPolicy with(HttpMethod method, ErrorResponse... errors) {
    return new FailingResponsesPolicy(method, List.of(errors));
  }

  /** Returns a policy that reports a concurrent write the given number of times. */
  static FailingResponsesPolicy collisions(HttpMethod method, int times) {
    var error = new ErrorResponse(409, CONCURRENT);
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

  private ErrorResponse error(HttpRequest request) {
    var error = request.getHttpMethod() == method ? errors.poll() : null;
    return error == null ? ErrorResponse.NONE : error;
  }

  private static final class FailingResponse extends HttpResponse {
    private final int status;
    private final String body;

    FailingResponse(HttpPipelineCallContext context, ErrorResponse error) {
      super(context.getHttpRequest());
      status = error.status;
      body = "{\"error\":{\"code\":\"" + error.code + "\",\"message\":\"Rejected by a test.\"}}";
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
