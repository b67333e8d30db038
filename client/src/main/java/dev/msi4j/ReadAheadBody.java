package dev.msi4j;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Reads a body in large pieces, each of which is a call of the operating system, into a buffer that
 * the next response uses again. A body that fits into the buffer is parsed there, and is kept for
 * the exception if it cannot be parsed.
 */
final class ReadAheadBody extends InputStream {
  private final BoundedBody body;
  private final byte[] buffer;
  private int position;
  private int limit;
  private boolean whole;

  private ReadAheadBody(BoundedBody body, byte[] buffer) {
    this.body = body;
    this.buffer = buffer;
  }

  /** The buffers of a client. There are as many as there were concurrent requests. */
  static final class Buffers {
    private static final int SIZE = 32 << 10;

    private final Queue<byte[]> unused = new ConcurrentLinkedQueue<>();

    /** Returns a body with a buffer that is used until the body is closed. */
    ReadAheadBody open(BoundedBody body) {
      byte[] buffer = unused.poll();
      return new ReadAheadBody(body, buffer == null ? new byte[SIZE] : buffer);
    }

    void release(ReadAheadBody body) {
      unused.add(body.buffer);
    }
  }

  /** Fills the buffer, and returns whether it contains the whole body. */
  boolean fitsIntoBuffer() throws IOException {
    limit = body.readNBytes(buffer, 0, buffer.length);
    whole = limit < buffer.length;
    return whole;
  }

  /** Returns whether the buffer contains the whole body. */
  boolean isWhole() {
    return whole;
  }

  byte[] buffer() {
    return buffer;
  }

  /** Returns the number of bytes in the buffer. */
  int length() {
    return limit;
  }

  /** Returns a copy of the buffer. */
  byte[] copy() {
    return Arrays.copyOf(buffer, limit);
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (position == limit) {
      position = 0;
      limit = Math.max(0, body.read(buffer, 0, buffer.length));
      if (limit == 0) {
        return -1;
      }
    }
    var count = Math.min(length, limit - position);
    System.arraycopy(buffer, position, bytes, offset, count);
    position += count;
    return count;
  }
}
