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
 * Threads that write identities until the server is gone, and remember what it has acknowledged.
 * Each writes its own, one after the other, so that at most its last write is in doubt.
 */
final class Writers {
  private static final int THREADS = 4;
  private static final int IDENTITIES = 25;

  private final Caller caller;
  private final String group;
  private final CountDownLatch reached;
  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
  private final Map<String, Integer> acknowledged = new ConcurrentHashMap<>();
  private final Map<String, Integer> sent = new ConcurrentHashMap<>();
  private final Queue<String> rejected = new ConcurrentLinkedQueue<>();
  private final AtomicInteger writes = new AtomicInteger();

  /**
   * @param enough how many acknowledged writes are waited for
   */
  Writers(Caller caller, String group, int enough) {
    this.caller = caller;
    this.group = group;
    reached = new CountDownLatch(enough);
  }

  /** Starts them, and returns when enough writes are acknowledged; they go on. */
  Writers start() throws InterruptedException {
    for (var thread = 0; thread < THREADS; thread++) {
      var name = "writer-" + thread + "-";
      threads.execute(() -> write(name));
    }
    threads.shutdown();
    if (!reached.await(60, TimeUnit.SECONDS)) {
      throw new AssertionError(reached.getCount() + " writes are missing; refused: " + rejected);
    }
    return this;
  }

  private void write(String prefix) {
    try {
      for (var number = 0; ; number++) {
        var name = prefix + number % IDENTITIES;
        sent.put(name, number);
        var answer = caller.putIdentity(group, name, number);
        if (answer.status() > 201) {
          rejected.add(answer.toString());
          return;
        }
        acknowledged.put(name, number);
        writes.incrementAndGet();
        reached.countDown();
      }
    } catch (IOException e) {
      // The server is gone, which is how this ends.
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits until they have noticed that the server is gone. */
  Writers awaitEnd() throws InterruptedException {
    if (!threads.awaitTermination(60, TimeUnit.SECONDS)) {
      throw new AssertionError("the writers have not noticed that the server is gone");
    }
    return this;
  }

  String group() {
    return group;
  }

  /** The last acknowledged number of each identity. */
  Map<String, Integer> acknowledged() {
    return acknowledged;
  }

  /** Whether a number may be that of an identity: the last acknowledged, or the one in doubt. */
  boolean mayBe(String name, int number) {
    return acknowledged.getOrDefault(name, -1) == number || sent.getOrDefault(name, -1) == number;
  }

  /** What was answered with an error. */
  Queue<String> rejected() {
    return rejected;
  }

  int writes() {
    return writes.get();
  }
}
