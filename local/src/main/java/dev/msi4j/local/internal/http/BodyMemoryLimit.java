package dev.msi4j.local.internal.http;

import java.util.concurrent.atomic.AtomicLong;

/** Limits the memory for the bodies of all concurrent requests. Thread-safe. */
final class BodyMemoryLimit {
  private final AtomicLong free;

  BodyMemoryLimit(long bytes) {
    free = new AtomicLong(bytes);
  }

  /** Acquires memory; returns false if too little is free. */
  boolean tryAcquire(int bytes) {
    return free.getAndUpdate(left -> left < bytes ? left : left - bytes) >= bytes;
  }

  /** Releases acquired memory. */
  void release(int bytes) {
    free.addAndGet(bytes);
  }
}
