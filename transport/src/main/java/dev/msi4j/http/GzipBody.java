package dev.msi4j.http;

import java.io.IOException;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** Decompresses a body, and limits its decompressed size. */
final class GzipBody extends BodyStream {
  private final ResponseBody compressed;
  private final OutgoingRequest request;
  private final long limit;
  private @Nullable GZIPInputStream content;
  private long count;

  GzipBody(ResponseBody compressed, OutgoingRequest request, long limit) {
    this.compressed = compressed;
    this.request = request;
    this.limit = limit;
  }

  @Override
  long length() {
    return -1;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    // The constructor of GZIPInputStream reads, so the stream is opened by the first read.
    var opened = content;
    if (opened == null) {
      opened = new GZIPInputStream(compressed, 8192);
      content = opened;
    }
    var read = opened.read(bytes, offset, length);
    if (read > 0) {
      count += read;
      if (count > limit) {
        close();
        throw new BodyTooLargeException(request, limit);
      }
    }
    return read;
  }

  @Override
  byte[] readAll() throws IOException {
    var bytes = readAllBytes();
    close();
    return bytes;
  }

  @Override
  public void close() {
    compressed.close();
  }
}
