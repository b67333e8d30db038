package dev.msi4j;

import com.azure.core.util.BinaryData;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import reactor.core.Exceptions;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The bytes of a body, counted as they come and after they are unpacked: whoever sends without end
 * is not listened to until memory is.
 */
final class BoundedBody {
  /** Far more than a page of the longest listing has. */
  static final int MOST = 32 << 20;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  private BoundedBody() {}

  /**
   * Reads a body.
   *
   * @throws IOException if it breaks off or has no end
   */
  static byte[] of(BinaryData body) throws IOException {
    try (var stream = body.toStream()) {
      byte[] read = stream.readNBytes(MOST + 1);
      if (read.length > MOST) {
        throw tooMany();
      }
      return read;
    }
  }

  /** Reads a body without blocking; it fails if it breaks off or has no end. */
  static Mono<byte[]> ofAsync(Flux<ByteBuffer> body) {
    return body.reduceWith(BoundedBody::new, BoundedBody::and)
        .map(read -> read.bytes.toByteArray());
  }

  private BoundedBody and(ByteBuffer more) {
    if (bytes.size() + more.remaining() > MOST) {
      throw Exceptions.propagate(tooMany());
    }
    var copy = new byte[more.remaining()];
    more.get(copy);
    bytes.writeBytes(copy);
    return this;
  }

  private static IOException tooMany() {
    return new IOException("it has more than " + MOST + " bytes, which no answer has");
  }
}
