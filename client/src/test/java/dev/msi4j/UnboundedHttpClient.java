package dev.msi4j;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Returns responses with an infinite body of blanks. */
final class UnboundedHttpClient implements HttpClient {
  private static final int CHUNK = 1 << 16;

  private final AtomicLong sent = new AtomicLong();
  private final int status;

  UnboundedHttpClient(int status) {
    this.status = status;
  }

  /** Returns the number of bytes that were read. */
  long sent() {
    return sent.get();
  }

  @Override
  public Mono<HttpResponse> send(HttpRequest request) {
    return Mono.fromSupplier(() -> new Endless(request));
  }

  @Override
  public HttpResponse sendSync(HttpRequest request, Context context) {
    return new Endless(request);
  }

  private byte[] chunk() {
    sent.addAndGet(CHUNK);
    var blanks = new byte[CHUNK];
    Arrays.fill(blanks, (byte) ' ');
    return blanks;
  }

  private final class Endless extends CannedResponse {
    private Endless(HttpRequest request) {
      super(
          request,
          status,
          Map.of("Content-Type", "application/json"),
          BinaryData.fromStream(new Blanks()));
    }

    @Override
    public Flux<ByteBuffer> getBody() {
      return Flux.generate(sink -> sink.next(ByteBuffer.wrap(chunk())));
    }

    @Override
    public BinaryData getBodyAsBinaryData() {
      return BinaryData.fromStream(new Blanks());
    }

    @Override
    public Mono<byte[]> getBodyAsByteArray() {
      return Mono.error(new AssertionError("an infinite body must not be read into an array"));
    }

    @Override
    public Mono<String> getBodyAsString(Charset charset) {
      return getBodyAsByteArray().map(bytes -> new String(bytes, charset));
    }
  }

  private final class Blanks extends InputStream {
    @Override
    public int read() {
      sent.incrementAndGet();
      return ' ';
    }

    @Override
    public int read(byte[] target, int start, int length) {
      sent.addAndGet(length);
      Arrays.fill(target, start, start + length, (byte) ' ');
      return length;
    }
  }
}
