package dev.msi4j;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.BinaryData;
import com.azure.core.util.Configuration;
import com.azure.core.util.Context;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** An HTTP client that opens no socket: it gives its answers in turn and keeps the requests. */
final class CannedHttpClient implements HttpClient {
  private final Queue<Answer> answers = new ArrayDeque<>();
  private final List<HttpRequest> requests = new CopyOnWriteArrayList<>();

  CannedHttpClient answer(int status, String body) {
    return answer(status, Map.of(), body);
  }

  CannedHttpClient answer(int status, Map<String, String> headers, String body) {
    answers.add(new Answer(status, headers, BinaryData.fromString(body)));
    return this;
  }

  /** A builder of a client that uses this one and needs nothing else. */
  ManagedServiceIdentityClientBuilder client() {
    return new ManagedServiceIdentityClientBuilder()
        .credential(new CannedCredential())
        .subscriptionId("sub")
        .configuration(Configuration.NONE)
        .httpClient(this);
  }

  List<HttpRequest> requests() {
    return requests;
  }

  HttpRequest request() {
    if (requests.size() != 1) {
      throw new AssertionError("expected one request, found " + requests.size());
    }
    return requests.get(0);
  }

  /** Method and URL of each request. */
  List<String> lines() {
    return requests.stream().map(r -> r.getHttpMethod() + " " + r.getUrl()).toList();
  }

  String body() {
    return request().getBodyAsBinaryData().toString();
  }

  @Override
  public HttpResponse sendSync(HttpRequest request, Context context) {
    // The policies change a request when they send it again.
    requests.add(request.copy());
    Answer answer = answers.poll();
    if (answer == null) {
      throw new AssertionError("no answer left for " + request.getUrl());
    }
    return new CannedResponse(request, answer);
  }

  @Override
  public Mono<HttpResponse> send(HttpRequest request) {
    return Mono.fromSupplier(() -> sendSync(request, Context.NONE));
  }

  private record Answer(int status, Map<String, String> headers, BinaryData body) {}

  private static final class CannedResponse extends HttpResponse {
    private final Answer answer;

    CannedResponse(HttpRequest request, Answer answer) {
      super(request);
      this.answer = answer;
    }

    @Override
    public int getStatusCode() {
      return answer.status;
    }

    @Override
    @Deprecated
    public @Nullable String getHeaderValue(String name) {
      return getHeaders().getValue(HttpHeaderName.fromString(name));
    }

    @Override
    public HttpHeaders getHeaders() {
      var headers = new HttpHeaders();
      answer.headers.forEach((name, value) -> headers.set(HttpHeaderName.fromString(name), value));
      return headers;
    }

    @Override
    public Flux<ByteBuffer> getBody() {
      return Flux.just(answer.body.toByteBuffer());
    }

    @Override
    public Mono<byte[]> getBodyAsByteArray() {
      return Mono.just(answer.body.toBytes());
    }

    @Override
    public Mono<String> getBodyAsString() {
      return getBodyAsString(StandardCharsets.UTF_8);
    }

    @Override
    public Mono<String> getBodyAsString(Charset charset) {
      return Mono.just(new String(answer.body.toBytes(), charset));
    }
  }
}
