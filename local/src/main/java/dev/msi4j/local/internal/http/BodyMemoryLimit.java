package dev.msi4j.local.internal.http;

import java.util.concurrent.atomic.AtomicLong;

/** How many bytes of bodies may be there at one time, of all requests together. */
final class BodyMemoryLimit {
  private final AtomicLong free;

  BodyMemoryLimit(long bytes) {
    free = new AtomicLong(bytes);
  }

  /** Takes room for bytes; does not if there is none. */
  boolean take(int bytes) {
    return free.getAndUpdate(left -> left < bytes ? left : left - bytes) >= bytes;
  }

  /** Gives room back. */
  void give(int bytes) {
    free.addAndGet(bytes);
  }
}
