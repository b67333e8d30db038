package dev.msi4j.verification.faults;

import java.io.IOException;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Threads that write identities until the server stops, and record the acknowledged writes. Each
 * thread writes its own identities sequentially, so that only the outcome of its last write can be
 * unknown.
 */
final class ConcurrentWriters {
  private static final int THREADS = 4;
  private static final int IDENTITIES = 25;

  private final NonRetryingClient client;
  private final String group;
  private final CountDownLatch reached;
  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
  private final Map<String, Integer> acknowledged = new ConcurrentHashMap<>();
  private final Map<String, Integer> sent = new ConcurrentHashMap<>();
  private final Queue<String> rejected = new ConcurrentLinkedQueue<>();
  private final AtomicInteger writes = new AtomicInteger();

  /**
   * @param minimum the number of acknowledged writes that {@link #start} waits for
   */
  ConcurrentWriters(NonRetryingClient client, String group, int minimum) {
    this.client = client;
    this.group = group;
    reached = new CountDownLatch(minimum);
  }

  /** Starts the threads and waits for the minimum of acknowledged writes; the threads continue. */
  ConcurrentWriters start() throws InterruptedException {
    for (var thread = 0; thread < THREADS; thread++) {
      var name = "writer-" + thread + "-";
      threads.execute(() -> write(name));
    }
    threads.shutdown();
    if (!reached.await(60, TimeUnit.SECONDS)) {
      throw new AssertionError(reached.getCount() + " writes are missing; rejected: " + rejected);
    }
    return this;
  }

  private void write(String prefix) {
    try {
      for (var number = 0; ; number++) {
        var name = prefix + number % IDENTITIES;
        sent.put(name, number);
        var response = client.putIdentity(group, name, number);
        if (response.status() > 201) {
          rejected.add(response.toString());
          return;
        }
        acknowledged.put(name, number);
        writes.incrementAndGet();
        reached.countDown();
      }
    } catch (IOException e) {
      // The server has stopped.
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits until all threads have ended because the server stopped. */
  ConcurrentWriters awaitEnd() throws InterruptedException {
    if (!threads.awaitTermination(60, TimeUnit.SECONDS)) {
      throw new AssertionError("the writers did not end after the server stopped");
    }
    return this;
  }

  String group() {
    return group;
  }

  /** Returns the last acknowledged number of each identity. */
  Map<String, Integer> acknowledged() {
    return acknowledged;
  }

  /** Returns whether the number is the last acknowledged or the last sent number of an identity. */
  boolean isPossible(String name, int number) {
    return acknowledged.getOrDefault(name, -1) == number || sent.getOrDefault(name, -1) == number;
  }

  /** Returns the error responses. */
  Queue<String> rejected() {
    return rejected;
  }

  int writes() {
    return writes.get();
  }
}
