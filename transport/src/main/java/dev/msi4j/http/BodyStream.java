package dev.msi4j.http;

import java.io.IOException;
import java.io.InputStream;

/** The body of a response as the caller reads it. */
abstract class BodyStream extends InputStream {
  /** Returns the length of the body, or a negative number if it is not known. */
  abstract long length();

  /**
   * Reads all that is left, after which the connection is free.
   *
   * @throws IOException if the body breaks off, or is larger than the limit or than an array
   */
  abstract byte[] readAll() throws IOException;

  /** Drops what is left; may be called by any thread. */
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
