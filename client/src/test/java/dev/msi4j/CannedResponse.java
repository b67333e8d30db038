package dev.msi4j;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.BinaryData;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A prepared response. */
public class CannedResponse extends HttpResponse {
  private final int status;
  private final Map<String, String> headers;
  private final BinaryData body;

  public CannedResponse(
      HttpRequest request, int status, Map<String, String> headers, BinaryData body) {
    super(request);
    this.status = status;
    this.headers = headers;
    this.body = body;
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
    var all = new HttpHeaders();
    headers.forEach((name, value) -> all.set(HttpHeaderName.fromString(name), value));
    return all;
  }

  @Override
  public Flux<ByteBuffer> getBody() {
    return Flux.just(body.toByteBuffer());
  }

  @Override
  public Mono<byte[]> getBodyAsByteArray() {
    return Mono.just(body.toBytes());
  }

  @Override
  public Mono<String> getBodyAsString() {
    return getBodyAsString(StandardCharsets.UTF_8);
  }

  @Override
  public Mono<String> getBodyAsString(Charset charset) {
    return Mono.just(new String(body.toBytes(), charset));
  }
}
