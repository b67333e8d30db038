package dev.msi4j.local.internal.http;

import java.io.ByteArrayOutputStream;
import java.io.Serial;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.jetty.io.Content;
import org.jspecify.annotations.Nullable;

/**
 * Reads a request body asynchronously, so that slow clients hold no threads. Reading completes with
 * the last byte, or with one byte more than the limit.
 *
 * <p>When a body fails, Jetty discards what has arrived, without regard to a thread that is reading
 * at that time: both would parse the same buffer. Therefore a body fails by {@link #fail}, between
 * two reads.
 */
final class AsyncBodyReader implements Runnable, AutoCloseable {
  private final Content.Source source;
  private final int limit;
  private final BodyMemoryLimit memory;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final CompletableFuture<byte[]> body = new CompletableFuture<>();
  private final ReentrantLock reading = new ReentrantLock();
  private boolean ended;
  private boolean demandMet;

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
    if (reading.isHeldByCurrentThread()) {
      demandMet = true;
      return;
    }
    Runnable completion = null;
    reading.lock();
    try {
      if (!ended) {
        completion = readAvailable();
        ended = completion != null;
      }
    } finally {
      reading.unlock();
    }
    // The handler of the request runs now.
    if (completion != null) {
      completion.run();
    }
  }

  /** Returns the completion of the body; null if more has to arrive. */
  private @Nullable Runnable readAvailable() {
    while (true) {
      var chunk = source.read();
      if (chunk == null) {
        demandMet = false;
        source.demand(this);
        if (!demandMet) {
          return null;
        }
      } else if (Content.Chunk.isFailure(chunk)) {
        var failure = chunk.getFailure();
        return () -> body.completeExceptionally(failure);
      } else {
        var completion = append(chunk);
        if (completion != null) {
          return completion;
        }
      }
    }
  }

  private @Nullable Runnable append(Content.Chunk chunk) {
    var piece = new byte[Math.min(chunk.remaining(), limit + 1 - bytes.size())];
    chunk.getByteBuffer().get(piece);
    chunk.release();
    if (!memory.tryAcquire(piece.length)) {
      return () -> body.completeExceptionally(new BodyMemoryExceededException());
    }
    bytes.writeBytes(piece);
    return chunk.isLast() || bytes.size() > limit ? () -> body.complete(bytes.toByteArray()) : null;
  }

  /** Ends reading with a failure, unless the body has been read. */
  void fail(Throwable failure) {
    reading.lock();
    try {
      if (ended) {
        return;
      }
      ended = true;
    } finally {
      reading.unlock();
    }
    source.fail(failure);
    body.completeExceptionally(failure);
  }

  /** Releases the memory of this body. */
  @Override
  public void close() {
    memory.release(bytes.size());
  }
}
