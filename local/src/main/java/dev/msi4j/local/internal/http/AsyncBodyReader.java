package dev.msi4j.local.internal.http;

import java.io.ByteArrayOutputStream;
import java.io.Serial;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.io.Content;

/**
 * The body of a request while it arrives, which holds no thread: a hundred slow clients must not be
 * in the way of others. It is whole with its last byte, or with one more than the limit.
 */
final class AsyncBodyReader implements Runnable, AutoCloseable {
  private final Content.Source source;
  private final int limit;
  private final BodyMemoryLimit room;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final CompletableFuture<byte[]> whole = new CompletableFuture<>();

  /**
   * @param room for as many bytes as have arrived; taken until this is closed
   */
  AsyncBodyReader(Content.Source source, int limit, BodyMemoryLimit room) {
    this.source = source;
    this.limit = limit;
    this.room = room;
  }

  /** So many bodies are there at once that this one has no room. */
  static final class BodyMemoryExceededException extends Exception {
    @Serial private static final long serialVersionUID = 1;

    private BodyMemoryExceededException() {
      super("no room for a body");
    }
  }

  /** Reads it; what comes of that goes on in a thread that may be held. */
  CompletableFuture<byte[]> read() {
    if (source.getLength() > limit) {
      whole.complete(new byte[limit + 1]);
    } else {
      run();
    }
    return whole;
  }

  /** Takes all that is there, and comes back when there is more. */
  @Override
  public void run() {
    while (!whole.isDone()) {
      var chunk = source.read();
      if (chunk == null) {
        source.demand(this);
        return;
      }
      if (Content.Chunk.isFailure(chunk)) {
        whole.completeExceptionally(chunk.getFailure());
      } else {
        take(chunk);
      }
    }
  }

  private void take(Content.Chunk chunk) {
    var piece = new byte[Math.min(chunk.remaining(), limit + 1 - bytes.size())];
    chunk.getByteBuffer().get(piece);
    chunk.release();
    if (!room.take(piece.length)) {
      whole.completeExceptionally(new BodyMemoryExceededException());
      return;
    }
    bytes.writeBytes(piece);
    if (chunk.isLast() || bytes.size() > limit) {
      whole.complete(bytes.toByteArray());
    }
  }

  /** Gives its room back. */
  @Override
  public void close() {
    room.give(bytes.size());
  }
}
