package dev.msi4j.cli.azure;

import com.azure.core.credential.AccessToken;
import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.Configuration;
import com.azure.core.util.Context;
import dev.msi4j.ManagedServiceIdentityClient;
import dev.msi4j.ManagedServiceIdentityClientBuilder;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** An HTTP client that returns prepared responses in order and records the requests. */
public final class PreparedResponses implements HttpClient {
  private final Queue<Prepared> responses = new ArrayDeque<>();
  private final List<String> requests = new ArrayList<>();

  private record Prepared(int status, Map<String, String> headers, String body) {}

  /** Adds a response without headers. */
  public PreparedResponses with(int status, String body) {
    return with(status, Map.of(), body);
  }

  public PreparedResponses with(int status, Map<String, String> headers, String body) {
    responses.add(new Prepared(status, headers, body));
    return this;
  }

  ManagedServiceIdentityClient client() {
    var token = new AccessToken("token", OffsetDateTime.MAX);
    return new ManagedServiceIdentityClientBuilder()
        .credential(context -> Mono.just(token))
        .subscriptionId("sub")
        .configuration(Configuration.NONE)
        .httpClient(this)
        .buildClient();
  }

  /** Returns the method, path and query of each request. */
  public List<String> requests() {
    return requests;
  }

  @Override
  public HttpResponse sendSync(HttpRequest request, Context context) {
    requests.add(request.getHttpMethod() + " " + request.getUrl().getFile());
    var prepared = responses.remove();
    return new Response(request, prepared);
  }

  @Override
  public Mono<HttpResponse> send(HttpRequest request) {
    return Mono.fromSupplier(() -> sendSync(request, Context.NONE));
  }

  /** A prepared response of one request. */
  private static final class Response extends HttpResponse {
    private final Prepared prepared;

    private Response(HttpRequest request, Prepared prepared) {
      super(request);
      this.prepared = prepared;
    }

    @Override
    public int getStatusCode() {
      return prepared.status;
    }

    @Override
    @Deprecated
    public @Nullable String getHeaderValue(String name) {
      return getHeaders().getValue(HttpHeaderName.fromString(name));
    }

    @Override
    public HttpHeaders getHeaders() {
      var headers = new HttpHeaders();
      prepared.headers.forEach(
          (name, value) -> headers.set(HttpHeaderName.fromString(name), value));
      return headers;
    }

    @Override
    public Flux<ByteBuffer> getBody() {
      return Flux.just(ByteBuffer.wrap(bytes()));
    }

    @Override
    public Mono<byte[]> getBodyAsByteArray() {
      return Mono.just(bytes());
    }

    @Override
    public Mono<String> getBodyAsString() {
      return Mono.just(prepared.body);
    }

    @Override
    public Mono<String> getBodyAsString(Charset charset) {
      return Mono.just(new String(bytes(), charset));
    }

    private byte[] bytes() {
      return prepared.body.getBytes(StandardCharsets.UTF_8);
    }
  }
}
