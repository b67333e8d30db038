package dev.msi4j;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.BinaryData;
import com.azure.core.util.CoreUtils;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A response with its body in memory and its connection released. The body can be read any number
 * of times, for example from an exception that carries the response.
 */
final class BufferedResponse extends HttpResponse {
  private static final byte[] EMPTY = {};

  private final HttpResponse response;
  private final byte[] body;
  private final @Nullable Throwable bodyFailure;

  private BufferedResponse(HttpResponse response, byte[] body, @Nullable Throwable bodyFailure) {
    super(response.getRequest());
    this.response = response;
    this.body = body;
    this.bodyFailure = bodyFailure;
  }

  /** Reads the body and closes the response. An incomplete body does not hide the status. */
  static BufferedResponse of(HttpResponse response) {
    if (response instanceof BufferedResponse buffered) {
      return buffered;
    }
    try (response) {
      return new BufferedResponse(response, BoundedBody.bytes(response), null);
    } catch (IOException | RuntimeException e) {
      // The type of the exception for an incomplete body depends on the HttpClient.
      return new BufferedResponse(response, EMPTY, e);
    }
  }

  /** Reads the body without blocking and closes the response. */
  static Mono<BufferedResponse> ofAsync(HttpResponse response) {
    if (response instanceof BufferedResponse buffered) {
      return Mono.just(buffered);
    }
    return BoundedBody.bytesAsync(response)
        .map(body -> new BufferedResponse(response, body, null))
        .onErrorResume(Exception.class, e -> Mono.just(new BufferedResponse(response, EMPTY, e)))
        .doFinally(signal -> response.close());
  }

  /**
   * Returns a response with the body if it was read as a whole, or else without one.
   *
   * @param bodyFailure the reason why the body is incomplete; null if it was read to the end
   */
  static BufferedResponse of(
      HttpResponse response, ReadAheadBody body, @Nullable Throwable bodyFailure) {
    return new BufferedResponse(
        response, bodyFailure == null && body.isWhole() ? body.copy() : EMPTY, bodyFailure);
  }

  /** Returns the response of the HTTP client, without the body. */
  HttpResponse head() {
    return response;
  }

  /** Returns the body; empty if it is incomplete. */
  byte[] body() {
    return body;
  }

  /** Returns the reason why the body is incomplete; null if it is complete. */
  @Nullable Throwable bodyFailure() {
    return bodyFailure;
  }

  @Override
  public int getStatusCode() {
    return response.getStatusCode();
  }

  @Override
  @Deprecated
  public @Nullable String getHeaderValue(String name) {
    return response.getHeaderValue(name);
  }

  @Override
  public @Nullable String getHeaderValue(HttpHeaderName name) {
    return response.getHeaderValue(name);
  }

  @Override
  public HttpHeaders getHeaders() {
    return response.getHeaders();
  }

  @Override
  public Flux<ByteBuffer> getBody() {
    return Flux.defer(() -> Flux.just(ByteBuffer.wrap(body)));
  }

  @Override
  public BinaryData getBodyAsBinaryData() {
    return BinaryData.fromBytes(body);
  }

  @Override
  public Mono<byte[]> getBodyAsByteArray() {
    return Mono.fromSupplier(() -> CoreUtils.clone(body));
  }

  @Override
  public Mono<String> getBodyAsString() {
    return getBodyAsString(StandardCharsets.UTF_8);
  }

  @Override
  public Mono<String> getBodyAsString(Charset charset) {
    return Mono.fromSupplier(() -> new String(body, charset));
  }

  @Override
  public HttpResponse buffer() {
    return this;
  }
}
