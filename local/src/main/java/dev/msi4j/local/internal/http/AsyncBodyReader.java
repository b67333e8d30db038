package dev.msi4j.local.internal.http;

import java.io.ByteArrayOutputStream;
import java.io.Serial;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.io.Content;

/**
 * Reads a request body asynchronously, so that slow clients hold no threads. Reading completes with
 * the last byte, or with one byte more than the limit.
 */
final class AsyncBodyReader implements Runnable, AutoCloseable {
  private final Content.Source source;
  private final int limit;
  private final BodyMemoryLimit memory;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final CompletableFuture<byte[]> body = new CompletableFuture<>();

  /**
   * Creates a reader.
   *
   * @param limit the maximum size of the body, in bytes
   * @param memory the shared limit; the bytes read count until the reader is closed
   */
  AsyncBodyReader(Content.Source source, int limit, BodyMemoryLimit memory) {
    this.source = source;
    this.limit = limit;
    this.memory = memory;
  }

  /** Signals that the bodies of all concurrent requests reach the memory limit. */
  static final class BodyMemoryExceededException extends Exception {
    @Serial private static final long serialVersionUID = 1;

    private BodyMemoryExceededException() {
      super("the request bodies in memory reach their limit");
    }
  }

  /** Starts reading. The future may complete in a Jetty thread that is allowed to block. */
  CompletableFuture<byte[]> read() {
    if (source.getLength() > limit) {
      body.complete(new byte[limit + 1]);
    } else {
      run();
    }
    return body;
  }

  /** Reads the available chunks; Jetty calls this method again when more arrive. */
  @Override
  public void run() {
    while (!body.isDone()) {
      var chunk = source.read();
      if (chunk == null) {
        source.demand(this);
        return;
      }
      if (Content.Chunk.isFailure(chunk)) {
        body.completeExceptionally(chunk.getFailure());
      } else {
        append(chunk);
      }
    }
  }

  private void append(Content.Chunk chunk) {
    var piece = new byte[Math.min(chunk.remaining(), limit + 1 - bytes.size())];
    chunk.getByteBuffer().get(piece);
    chunk.release();
    if (!memory.tryAcquire(piece.length)) {
      body.completeExceptionally(new BodyMemoryExceededException());
      return;
    }
    bytes.writeBytes(piece);
    if (chunk.isLast() || bytes.size() > limit) {
      body.complete(bytes.toByteArray());
    }
  }

  /** Releases the memory of this body. */
  @Override
  public void close() {
    memory.release(bytes.size());
  }
}
