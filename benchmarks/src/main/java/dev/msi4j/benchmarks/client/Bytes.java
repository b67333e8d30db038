package dev.msi4j.benchmarks.client;

/** Searches bytes. */
final class Bytes {
  private Bytes() {}

  /** Returns the first index of a part from {@code start} to {@code end}, or -1. */
  static int indexOf(byte[] text, int start, int end, byte[] part) {
    var last = end - part.length;
    for (var i = start; i <= last; i++) {
      if (text[i] == part[0] && matches(text, i, part)) {
        return i;
      }
    }
    return -1;
  }

  private static boolean matches(byte[] text, int start, byte[] part) {
    for (var i = 1; i < part.length; i++) {
      if (text[start + i] != part[i]) {
        return false;
      }
    }
    return true;
  }
}
