package dev.msi4j.verification.faults;

import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A well-behaved client that writes and reads while others do not behave. */
final class BackgroundClient implements AutoCloseable {
  private static final int PAUSE_MILLIS = 20;

  private final Caller caller;
  private final String group;
  private final Queue<Long> nanos = new ConcurrentLinkedQueue<>();
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();
  private final CountDownLatch end = new CountDownLatch(1);
  private final CompletableFuture<Void> life;

  private BackgroundClient(Caller caller, String group) {
    this.caller = caller;
    this.group = group;
    life = CompletableFuture.runAsync(this::live, work -> new Thread(work, "bystander").start());
  }

  /** One in a group of its own, from now until it is closed. */
  static BackgroundClient start(Caller caller, String group)
      throws IOException, InterruptedException {
    caller.createGroup(group);
    return new BackgroundClient(caller, group);
  }

  private void live() {
    try {
      for (var number = 0; !end.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS); number++) {
        var before = System.nanoTime();
        var written = caller.putIdentity(group, "bystander", number);
        var read = caller.get(caller.identityPath(group, "bystander"));
        nanos.add(System.nanoTime() - before);
        if (written.status() > 201
            || read.status() != 200
            || read.json().path("tags").path("number").asInt() != number) {
          failures.add("wrote " + written + ", read " + read);
        }
      }
    } catch (IOException e) {
      failures.add(e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Writes, each with a read, that were as they should be. */
  int pairs() {
    return nanos.size();
  }

  /** The longest that a write and a read have taken together. */
  long slowestMillis() {
    return nanos.stream().mapToLong(Long::longValue).max().orElse(0) / 1_000_000;
  }

  Queue<String> failures() {
    return failures;
  }

  @Override
  public void close() {
    end.countDown();
    life.join();
  }
}
