package dev.msi4j.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.jspecify.annotations.Nullable;

/**
 * Body of a response. The connection returns to the pool with the last byte of a body of known
 * length, at the end of a body of unknown length, or when the body is closed and its rest is short.
 * Otherwise the connection is closed.
 */
final class ResponseBody extends BodyStream {
  /** Maximum number of bytes to discard in order to keep a connection. */
  private static final int MAX_DRAIN = 64 * 1024;

  /** Timeout of each read of discarded bytes, in milliseconds. */
  private static final int DRAIN_TIMEOUT = 100;

  /** Maximum announced length for which memory is allocated before the body is received. */
  static final int TRUSTED_LENGTH = 1024 * 1024;

  private static final int MAX_ARRAY = Integer.MAX_VALUE - 8;

  private final Lease lease;
  private final InputStream content;
  private final long length;
  private final boolean reusable;
  private final @Nullable Long keepAlive;
  private final Settings settings;
  private final OutgoingRequest request;
  private final ReentrantLock reading = new ReentrantLock();
  private long count;
  private boolean ended;
  private volatile boolean closed;

  /**
   * Takes over the connection of a response.
   *
   * @param reusable whether the connection can be used again after the response
   * @param request the request, which error messages name
   * @throws IOException if the Content-Length of the response exceeds the limit
   */
  ResponseBody(
      Lease lease,
      ClassicHttpResponse response,
      boolean reusable,
      Settings settings,
      OutgoingRequest request)
      throws IOException {
    var entity = response.getEntity();
    this.lease = lease;
    this.content = entity.getContent();
    this.length = entity.getContentLength();
    this.reusable = reusable;
    this.keepAlive = PooledConnection.keepAlive(response);
    this.settings = settings;
    this.request = request;
    if (length > settings.maxResponseBodySize()) {
      throw new BodyTooLargeException(request, settings.maxResponseBodySize());
    }
    lease
        .connection()
        .socket()
        .expectBody((int) Math.min(settings.readTimeout().toMillis(), Integer.MAX_VALUE));
    if (length == 0) {
      end();
    }
  }

  @Override
  long length() {
    return length;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    reading.lock();
    try {
      if (ended) {
        return length == 0 ? 0 : -1;
      }
      if (closed) {
        throw new IOException(request + ": the response is closed");
      }
      return readOpen(bytes, offset, length);
    } finally {
      reading.unlock();
    }
  }

  private int readOpen(byte[] bytes, int offset, int length) throws IOException {
    int read;
    try {
      read = content.read(bytes, offset, length);
    } catch (IOException e) {
      closed = true;
      lease.abort();
      throw describe(e);
    }
    if (read < 0) {
      end();
    } else {
      count += read;
      if (count > settings.maxResponseBodySize()) {
        closed = true;
        lease.abort();
        throw new BodyTooLargeException(request, settings.maxResponseBodySize());
      }
      if (count == this.length) {
        end();
      }
    }
    return read;
  }

  @Override
  public int available() throws IOException {
    reading.lock();
    try {
      return ended || closed ? 0 : content.available();
    } finally {
      reading.unlock();
    }
  }

  private void end() {
    ended = true;
    if (reusable) {
      lease.release(keepAlive);
    } else {
      lease.close();
    }
  }

  @Override
  byte[] readAll() throws IOException {
    if (length > MAX_ARRAY) {
      close();
      throw new IOException(
          request + ": the response of " + length + " bytes does not fit into an array; stream it");
    }
    if (length >= 0 && length <= TRUSTED_LENGTH && count == 0) {
      var bytes = new byte[(int) length];
      var read = readNBytes(bytes, 0, bytes.length);
      return read == bytes.length ? bytes : Arrays.copyOf(bytes, read);
    }
    return readAllBytes();
  }

  @Override
  public void close() {
    if (!reading.tryLock()) {
      // Another thread is waiting for more of the body.
      closed = true;
      lease.abort();
      return;
    }
    try {
      if (!ended && !closed) {
        closed = true;
        drain();
      }
    } finally {
      reading.unlock();
    }
  }

  private void drain() {
    try {
      if (reusable && length - count <= MAX_DRAIN && drained()) {
        end();
        return;
      }
    } catch (IOException e) {
      // The connection cannot be reused, so it is closed.
    }
    lease.abort();
  }

  private boolean drained() throws IOException {
    lease.connection().socket().expectBody(DRAIN_TIMEOUT);
    var buffer = new byte[4096];
    var left = MAX_DRAIN;
    int read;
    while (left > 0 && (read = content.read(buffer, 0, Math.min(buffer.length, left))) >= 0) {
      left -= read;
    }
    return left > 0;
  }

  private IOException describe(IOException failure) {
    if (lease.isClientClosed()) {
      return Errors.clientClosed(request.toString(), failure);
    }
    if (Thread.currentThread().isInterrupted()) {
      return Errors.interrupted(failure, "reading the response of " + request);
    }
    if (failure instanceof SocketTimeoutException) {
      return Errors.timeout(
          failure,
          request + ": no more of the response after " + count + " bytes",
          settings.readTimeout(),
          "readTimeout");
    }
    return Errors.incomplete(
        failure,
        request
            + ": the response broke off after "
            + count
            + " bytes"
            + (length < 0 ? "" : " of " + length));
  }
}
