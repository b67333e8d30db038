package dev.msi4j.http;

import com.azure.core.util.BinaryData;
import com.azure.core.util.ProgressReporter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Set;
import org.apache.hc.core5.function.Supplier;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.jspecify.annotations.Nullable;

/** Body of a request, which is written as a stream. */
final class RequestEntity implements HttpEntity {
  /** Marks a length that is unknown before the body is written. */
  static final long UNKNOWN_LENGTH = -1;

  private static final int MAX_PART = 64 * 1024;

  private final BinaryData body;
  private final long length;
  private final @Nullable ProgressReporter progress;
  private final boolean repeated;
  private final PooledConnection connection;
  private boolean started;

  /**
   * Creates the body for one attempt.
   *
   * @param length the value of the Content-Length header, or {@link #UNKNOWN_LENGTH}
   * @param repeated whether this is a further attempt, for which the reported progress starts again
   * @param connection the connection, which is closed if writing the body fails, so that the server
   *     detects the incomplete body
   */
  RequestEntity(
      BinaryData body,
      long length,
      @Nullable ProgressReporter progress,
      boolean repeated,
      PooledConnection connection) {
    this.body = body;
    this.length = length;
    this.progress = progress;
    this.repeated = repeated;
    this.connection = connection;
  }

  /** Returns whether writing the body has started. */
  boolean isStarted() {
    return started;
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    started = true;
    if (progress != null && repeated) {
      progress.reset();
    }
    var counted = new CountedStream(out);
    try {
      body.writeTo(counted);
    } catch (IOException | RuntimeException e) {
      if (connection.hasEarlyResponse()) {
        return;
      }
      if (counted.failure != null) {
        // azure-core can wrap the exception in another one.
        throw counted.failure;
      }
      connection.abort();
      throw e;
    } catch (Error e) {
      connection.abort();
      throw e;
    }
    if (length != UNKNOWN_LENGTH && counted.written != length) {
      connection.abort();
      throw new BodyLengthException(length, counted.written);
    }
  }

  private final class CountedStream extends OutputStream {
    private final OutputStream out;
    private long written;
    private @Nullable IOException failure;

    CountedStream(OutputStream out) {
      this.out = out;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
      // Between two parts, an early response is detected and the write timeout starts again.
      for (var done = 0; done < count; done += MAX_PART) {
        writePart(bytes, offset + done, Math.min(count - done, MAX_PART));
      }
    }

    private void writePart(byte[] bytes, int offset, int count) throws IOException {
      written += count;
      if (length != UNKNOWN_LENGTH && written > length) {
        throw new BodyLengthException(length, written);
      }
      try {
        out.write(bytes, offset, count);
      } catch (IOException e) {
        failure = e;
        throw e;
      }
      if (progress != null) {
        progress.reportProgress(count);
      }
    }

    @Override
    public void flush() throws IOException {
      out.flush();
    }
  }

  @Override
  public boolean isRepeatable() {
    return body.isReplayable();
  }

  @Override
  public boolean isStreaming() {
    return !body.isReplayable();
  }

  @Override
  public InputStream getContent() {
    return body.toStream();
  }

  @Override
  public long getContentLength() {
    return length;
  }

  @Override
  public boolean isChunked() {
    return length == UNKNOWN_LENGTH;
  }

  @Override
  public @Nullable String getContentType() {
    return null;
  }

  @Override
  public @Nullable String getContentEncoding() {
    return null;
  }

  @Override
  public Set<String> getTrailerNames() {
    return Set.of();
  }

  @Override
  @SuppressWarnings("NullAway") // Null means no trailers.
  public @Nullable Supplier<List<? extends Header>> getTrailers() {
    return null;
  }

  @Override
  public void close() {
    // The body belongs to the caller.
  }
}
