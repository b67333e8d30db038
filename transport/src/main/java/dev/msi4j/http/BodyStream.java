package dev.msi4j.http;

import java.io.IOException;
import java.io.InputStream;

/** The body of a response as the caller reads it. */
abstract class BodyStream extends InputStream {
  /** Returns the length of the body, or a negative number if the length is unknown. */
  abstract long length();

  /**
   * Reads the rest of the body and frees the connection.
   *
   * @throws IOException if the connection ends before the body does, or the body exceeds the limit
   *     or the maximum size of an array
   */
  abstract byte[] readAll() throws IOException;

  /** Discards the rest of the body. Any thread may call this method. */
  @Override
  public abstract void close();

  @Override
  public final int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public abstract int read(byte[] bytes, int offset, int length) throws IOException;
}
