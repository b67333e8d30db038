package dev.msi4j;

import com.azure.core.util.BinaryData;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import reactor.core.Exceptions;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Reads a response body and fails once its decompressed size exceeds the limit, so that an
 * unbounded response cannot exhaust the heap.
 */
final class BoundedBody {
  /** 32 MiB; a page of the longest list has far fewer bytes. */
  static final int MAX_BYTES = 32 << 20;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  private BoundedBody() {}

  /**
   * Reads a body.
   *
   * @throws IOException if the body is incomplete or exceeds the limit
   */
  static byte[] of(BinaryData body) throws IOException {
    try (var stream = body.toStream()) {
      byte[] read = stream.readNBytes(MAX_BYTES + 1);
      if (read.length > MAX_BYTES) {
        throw tooLarge();
      }
      return read;
    }
  }

  /** Reads a body without blocking; fails if the body is incomplete or exceeds the limit. */
  static Mono<byte[]> ofAsync(Flux<ByteBuffer> body) {
    return body.reduceWith(BoundedBody::new, BoundedBody::append)
        .map(read -> read.bytes.toByteArray());
  }

  private BoundedBody append(ByteBuffer more) {
    if (bytes.size() + more.remaining() > MAX_BYTES) {
      throw Exceptions.propagate(tooLarge());
    }
    var copy = new byte[more.remaining()];
    more.get(copy);
    bytes.writeBytes(copy);
    return this;
  }

  private static IOException tooLarge() {
    return new IOException("it exceeds the limit of " + MAX_BYTES + " bytes");
  }
}
