package dev.msi4j.http;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.BinaryData;
import com.azure.core.util.CoreUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.Charset;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Response in azure-core's format. Converts the headers on first use. */
abstract class PooledHttpResponse extends HttpResponse {
  private final ClassicHttpResponse head;
  private final boolean decoded;
  private volatile @Nullable HttpHeaders headers;

  /**
   * Creates a response.
   *
   * @param decoded whether this client decompresses the body, so that Content-Encoding and
   *     Content-Length do not apply any more
   */
  PooledHttpResponse(HttpRequest request, ClassicHttpResponse head, boolean decoded) {
    super(request);
    this.head = head;
    this.decoded = decoded;
  }

  @Override
  public final int getStatusCode() {
    return head.getCode();
  }

  @Override
  @Deprecated
  public final @Nullable String getHeaderValue(String name) {
    return value(name);
  }

  @Override
  public final @Nullable String getHeaderValue(HttpHeaderName name) {
    return value(name.getCaseInsensitiveName());
  }

  private @Nullable String value(String name) {
    var converted = headers;
    if (converted == null && head.countHeaders(name) < 2 && !isDropped(name)) {
      var header = head.getFirstHeader(name);
      return header == null ? null : header.getValue();
    }
    return getHeaders().getValue(HttpHeaderName.fromString(name));
  }

  @Override
  public final HttpHeaders getHeaders() {
    var converted = headers;
    if (converted == null) {
      converted = convert();
      headers = converted;
    }
    return converted;
  }

  // HttpHeaderName.fromString caches every name without limit, and the server chooses these names.
  @SuppressWarnings("deprecation")
  private HttpHeaders convert() {
    var converted = new HttpHeaders();
    for (var i = head.headerIterator(); i.hasNext(); ) {
      var header = i.next();
      if (!isDropped(header.getName())) {
        converted.add(header.getName(), header.getValue());
      }
    }
    return converted;
  }

  private boolean isDropped(String name) {
    return decoded
        && (name.equalsIgnoreCase("Content-Encoding") || name.equalsIgnoreCase("Content-Length"));
  }

  final String text(byte[] bytes) {
    return CoreUtils.bomAwareToString(bytes, getHeaderValue(HttpHeaderName.CONTENT_TYPE));
  }

  @Override
  public final Mono<String> getBodyAsString() {
    return getBodyAsByteArray().map(this::text);
  }

  @Override
  public final Mono<String> getBodyAsString(Charset charset) {
    return getBodyAsByteArray().map(bytes -> new String(bytes, charset));
  }

  /** Response with its body in memory. Holds no connection. */
  static final class Buffered extends PooledHttpResponse {
    private final byte[] body;

    Buffered(HttpRequest request, ClassicHttpResponse head, boolean decoded, byte[] body) {
      super(request, head, decoded);
      this.body = body;
    }

    @Override
    public Flux<ByteBuffer> getBody() {
      return getBodyAsByteArray().map(bytes -> ByteBuffer.wrap(bytes).asReadOnlyBuffer()).flux();
    }

    @Override
    public Mono<byte[]> getBodyAsByteArray() {
      return body.length == 0 ? Mono.empty() : Mono.fromSupplier(body::clone);
    }

    @Override
    public BinaryData getBodyAsBinaryData() {
      return BinaryData.fromBytes(body);
    }

    @Override
    public Mono<InputStream> getBodyAsInputStream() {
      return Mono.fromSupplier(this::getBodyAsInputStreamSync);
    }

    @Override
    public InputStream getBodyAsInputStreamSync() {
      return new ByteArrayInputStream(body);
    }

    @Override
    public void writeBodyTo(WritableByteChannel channel) throws IOException {
      var buffer = ByteBuffer.wrap(body);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
    }

    @Override
    public HttpResponse buffer() {
      return this;
    }
  }

  /** Response with a body that is read from the connection. */
  static final class Streamed extends PooledHttpResponse {
    private static final int CHUNK = 16 * 1024;

    private final BodyStream body;
    private final BlockingCalls blocking;

    Streamed(
        HttpRequest request,
        ClassicHttpResponse head,
        boolean decoded,
        BodyStream body,
        BlockingCalls blocking) {
      super(request, head, decoded);
      this.body = body;
      this.blocking = blocking;
    }

    @Override
    public Flux<ByteBuffer> getBody() {
      return blocking
          .flux(
              Flux.<ByteBuffer>generate(sink -> {
                try {
                  var chunk = next();
                  if (chunk == null) {
                    sink.complete();
                  } else {
                    sink.next(chunk);
                  }
                } catch (IOException e) {
                  sink.error(e);
                }
              }))
          .doFinally(signal -> close());
    }

    private @Nullable ByteBuffer next() throws IOException {
      var length = body.length();
      var bytes = new byte[length > 0 && length < CHUNK ? (int) length : CHUNK];
      var read = body.read(bytes, 0, bytes.length);
      return read < 0 ? null : ByteBuffer.wrap(bytes, 0, read);
    }

    @Override
    public Mono<byte[]> getBodyAsByteArray() {
      return blocking
          .mono(() -> {
            var bytes = body.readAll();
            return bytes.length == 0 ? null : bytes;
          })
          .doFinally(signal -> close());
    }

    @Override
    public BinaryData getBodyAsBinaryData() {
      // azure-core allocates an array of the announced length before it reads.
      return body.length() >= 0 && body.length() <= ResponseBody.TRUSTED_LENGTH
          ? BinaryData.fromStream(body, body.length())
          : BinaryData.fromStream(body);
    }

    @Override
    public Mono<InputStream> getBodyAsInputStream() {
      return Mono.just(body);
    }

    @Override
    public InputStream getBodyAsInputStreamSync() {
      return body;
    }

    @Override
    public void writeBodyTo(WritableByteChannel channel) throws IOException {
      try {
        var chunk = new byte[CHUNK];
        int read;
        while ((read = body.read(chunk, 0, chunk.length)) >= 0) {
          var buffer = ByteBuffer.wrap(chunk, 0, read);
          while (buffer.hasRemaining()) {
            channel.write(buffer);
          }
        }
      } finally {
        close();
      }
    }

    @Override
    public void close() {
      body.close();
    }
  }
}
