package dev.msi4j.benchmarks;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
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
    return new CannedAzure(item(0).getBytes(StandardCharsets.UTF_8));
  }

  /** Returns a client that responds with one page of identities. */
  static CannedAzure page(int size) {
    var page = new StringBuilder("{\"value\":[");
    for (var i = 0; i < size; i++) {
      page.append(i == 0 ? "" : ",").append(item(i));
    }
    return new CannedAzure(page.append("]}").toString().getBytes(StandardCharsets.UTF_8));
  }

  private static String item(int number) {
    return """
    {"id":"/subscriptions/00000000-0000-0000-0000-000000000000/resourcegroups/group/providers/\
    Microsoft.ManagedIdentity/userAssignedIdentities/identity-%d","name":"identity-%d",\
    "type":"Microsoft.ManagedIdentity/userAssignedIdentities","location":"westeurope",\
    "tags":{"team":"core","stage":"production"},"properties":{\
    "tenantId":"6dc32a6b-3e4f-4a0a-8ea7-1c7d6f0c9e35","principalId":"25cc773c-7f05-40fc-a104-32d2300754ad",\
    "clientId":"4024ab25-56a8-4370-aea6-6389221caf29","isolationScope":"None"}}\
    """
        .replace("%d", Integer.toString(number));
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
