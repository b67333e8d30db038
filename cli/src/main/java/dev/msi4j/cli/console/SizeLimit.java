package dev.msi4j.cli.console;

/** Size limits of the files and streams that commands read. */
public enum SizeLimit {
  /** A secret, a token or a setting. */
  SECRET(64 << 10),
  /** A document that people or tools write, such as an estate; larger than any realistic one. */
  DOCUMENT(32 << 20),
  /** Data of a program: an exported state, or a log. */
  DATA(256 << 20);

  /** Decoding and parsing take several times the size of the file. */
  private static final int SHARE_OF_HEAP = 8;

  private final int bytes;

  SizeLimit(int bytes) {
    this.bytes = bytes;
  }

  /** Returns the limit in bytes, less if the heap is small. */
  public int bytes() {
    return (int) Math.min(Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP, bytes);
  }
}
