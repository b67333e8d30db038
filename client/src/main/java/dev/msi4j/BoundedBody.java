package dev.msi4j;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.BinaryData;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import reactor.core.Exceptions;
import reactor.core.publisher.Mono;

/**
 * Reads a response body and fails once its decompressed size exceeds the limit, so that an
 * unbounded response cannot exhaust the heap.
 */
final class BoundedBody extends InputStream {
  /** 32 MiB; a page of the longest list has far fewer bytes. */
  static final int MAX_BYTES = 32 << 20;

  /** An announced length is believed up to this size before the bytes have arrived. */
  private static final int MAX_TRUSTED_LENGTH = 1 << 20;

  private static final int UNKNOWN = -1;
  private static final byte[] EMPTY = {};

  private final InputStream body;
  private long count;
  private @Nullable Exception failure;

  private BoundedBody(InputStream body) {
    this.body = body;
  }

  /** Returns the body of a response as a stream. The caller closes the response. */
  static BoundedBody stream(HttpResponse response) {
    BinaryData body = response.getBodyAsBinaryData();
    return new BoundedBody(body == null ? nullInputStream() : body.toStream());
  }

  /**
   * Reads a body.
   *
   * @throws IOException if the body is incomplete or exceeds the limit
   */
  static byte[] bytes(HttpResponse response) throws IOException {
    var length = length(response);
    try (var stream = stream(response)) {
      if (length == UNKNOWN) {
        return stream.readAllBytes();
      }
      var bytes = new byte[length];
      var read = stream.readNBytes(bytes, 0, length);
      return read == length ? bytes : Arrays.copyOf(bytes, read);
    }
  }

  /** Reads a body without blocking; fails if the body is incomplete or exceeds the limit. */
  static Mono<byte[]> bytesAsync(HttpResponse response) {
    return length(response) == UNKNOWN
        ? response
            .getBody()
            .reduceWith(Collector::new, Collector::append)
            .map(read -> read.bytes.toByteArray())
        : response.getBodyAsByteArray().defaultIfEmpty(EMPTY);
  }

  /** Returns the number of bytes of a body whose length is known and can be trusted. */
  private static int length(HttpResponse response) {
    String announced = response.getHeaderValue(HttpHeaderName.CONTENT_LENGTH);
    if (announced == null || response.getHeaderValue(HttpHeaderName.CONTENT_ENCODING) != null) {
      return UNKNOWN;
    }
    try {
      int length = Integer.parseInt(announced);
      return length >= 0 && length <= MAX_TRUSTED_LENGTH ? length : UNKNOWN;
    } catch (NumberFormatException e) {
      return UNKNOWN;
    }
  }

  /** Returns why the body is incomplete or too large; null if it is not, or not yet. */
  @Nullable Exception failure() {
    return failure;
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    try {
      int read = body.read(bytes, offset, length);
      count += Math.max(read, 0);
      if (count > MAX_BYTES) {
        throw tooLarge();
      }
      return read;
    } catch (IOException e) {
      failure = e;
      throw e;
    } catch (RuntimeException e) {
      // The type of the exception for an incomplete body depends on the HttpClient.
      failure = e;
      throw new IOException(e.getMessage(), e);
    }
  }

  @Override
  public void close() throws IOException {
    body.close();
  }

  private static IOException tooLarge() {
    return new IOException("it exceeds the limit of " + MAX_BYTES + " bytes");
  }

  private static final class Collector {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    Collector append(ByteBuffer more) {
      if (bytes.size() + more.remaining() > MAX_BYTES) {
        throw Exceptions.propagate(tooLarge());
      }
      var copy = new byte[more.remaining()];
      more.get(copy);
      bytes.writeBytes(copy);
      return this;
    }
  }
}
