package dev.msi4j.benchmarks.micro;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import dev.msi4j.benchmarks.client.CannedBodies;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * HTTP client that returns the same response to every request without a network, so that a
 * benchmark measures the overhead of the client only.
 */
final class CannedAzure implements HttpClient {
  private static final HttpHeaders HEADERS =
      new HttpHeaders().set(HttpHeaderName.CONTENT_TYPE, "application/json; charset=utf-8");

  private final byte[] body;

  CannedAzure(byte[] body) {
    this.body = body;
  }

  /** Returns a client that responds with one identity. */
  static CannedAzure identity() {
    return new CannedAzure(CannedBodies.identity());
  }

  /** Returns a client that responds with one page of identities. */
  static CannedAzure page(int size) {
    return new CannedAzure(CannedBodies.page(size));
  }

  @Override
  public Mono<HttpResponse> send(HttpRequest request) {
    return Mono.just(new Canned(request, body));
  }

  @Override
  public HttpResponse sendSync(HttpRequest request, Context context) {
    return new Canned(request, body);
  }

  private static final class Canned extends HttpResponse {
    private final byte[] body;

    private Canned(HttpRequest request, byte[] body) {
      super(request);
      this.body = body;
    }

    @Override
    public int getStatusCode() {
      return 200;
    }

    @Override
    @Deprecated
    public String getHeaderValue(String name) {
      return HEADERS.getValue(name);
    }

    @Override
    public HttpHeaders getHeaders() {
      return HEADERS;
    }

    @Override
    public Flux<ByteBuffer> getBody() {
      return Flux.just(ByteBuffer.wrap(body));
    }

    @Override
    public BinaryData getBodyAsBinaryData() {
      return BinaryData.fromBytes(body);
    }

    @Override
    public Mono<byte[]> getBodyAsByteArray() {
      return Mono.just(body);
    }

    @Override
    public Mono<String> getBodyAsString() {
      return getBodyAsString(StandardCharsets.UTF_8);
    }

    @Override
    public Mono<String> getBodyAsString(Charset charset) {
      return Mono.just(new String(body, charset));
    }
  }
}
