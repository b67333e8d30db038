package dev.msi4j.verification.faults;

import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Regular client that writes and reads identities while a part of the suite puts load on the
 * server.
 */
final class BackgroundClient implements AutoCloseable {
  private static final int PAUSE_MILLIS = 20;

  private final NonRetryingClient client;
  private final String group;
  private final Queue<Long> nanos = new ConcurrentLinkedQueue<>();
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();
  private final CountDownLatch end = new CountDownLatch(1);
  private final CompletableFuture<Void> running;

  private BackgroundClient(NonRetryingClient client, String group) {
    this.client = client;
    this.group = group;
    running =
        CompletableFuture.runAsync(
            this::writeAndRead, work -> new Thread(work, "background-client").start());
  }

  /** Starts a client that uses its own resource group until it is closed. */
  static BackgroundClient start(NonRetryingClient client, String group)
      throws IOException, InterruptedException {
    client.createGroup(group);
    return new BackgroundClient(client, group);
  }

  private void writeAndRead() {
    try {
      for (var number = 0; !end.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS); number++) {
        var before = System.nanoTime();
        var written = client.putIdentity(group, "background", number);
        var read = client.get(client.identityPath(group, "background"));
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

  /** Returns the number of completed pairs of a write and a read. */
  int pairs() {
    return nanos.size();
  }

  /** Returns the duration of the slowest pair of a write and a read, in milliseconds. */
  long slowestMillis() {
    return nanos.stream().mapToLong(Long::longValue).max().orElse(0) / 1_000_000;
  }

  Queue<String> failures() {
    return failures;
  }

  @Override
  public void close() {
    end.countDown();
    running.join();
  }
}
