package dev.msi4j.verification.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.IntSupplier;

/**
 * Threads that write identities through two servers alternately, despite errors, and record the
 * acknowledged writes. Each thread writes its own identities sequentially.
 */
final class AlternatingWriters implements AutoCloseable {
  static final int THREADS = 4;

  private static final int IDENTITIES = 25;
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private final List<NonRetryingClient> clients;
  private final String group;
  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
  private final Map<String, Integer> acknowledged = new ConcurrentHashMap<>();
  private final Map<String, Integer> sent = new ConcurrentHashMap<>();
  private final AtomicIntegerArray writes = new AtomicIntegerArray(ServerPair.COUNT);
  private final Queue<NonRetryingClient.Response> rejected = new ConcurrentLinkedQueue<>();
  private final Queue<IOException> unanswered = new ConcurrentLinkedQueue<>();
  private volatile boolean stopped;
  private long lost;

  private AlternatingWriters(List<NonRetryingClient> clients, String group) {
    this.clients = clients;
    this.group = group;
  }

  static AlternatingWriters start(List<NonRetryingClient> clients, String group)
      throws IOException, InterruptedException {
    clients.get(0).createGroup(group);
    var writers = new AlternatingWriters(clients, group);
    for (var thread = 0; thread < THREADS; thread++) {
      var name = "writer-" + thread + "-";
      writers.threads.execute(() -> writers.write(name));
    }
    writers.threads.shutdown();
    return writers;
  }

  private void write(String prefix) {
    try {
      for (var number = 0; !stopped; number++) {
        write(number % ServerPair.COUNT, prefix + number % IDENTITIES, number);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void write(int server, String name, int number) throws InterruptedException {
    sent.put(name, number);
    try {
      var response = clients.get(server).putIdentity(group, name, number);
      if (response.status() > 201) {
        rejected.add(response);
      } else {
        acknowledged.put(name, number);
        writes.incrementAndGet(server);
      }
    } catch (IOException e) {
      // The outcome of the write is unknown: the server is down.
      unanswered.add(e);
    }
  }

  /** Waits until a server has acknowledged the given number of further writes. */
  void awaitMore(int server, int more) throws InterruptedException {
    await(() -> writes.get(server), writes.get(server) + more, "writes by server " + server);
  }

  /** Waits until the given number of further writes are rejected. */
  void awaitMoreRejected(int more) throws InterruptedException {
    await(rejected::size, rejected.size() + more, "rejected writes");
  }

  private void await(IntSupplier count, int least, String unit) throws InterruptedException {
    var end = System.nanoTime() + TIMEOUT.toNanos();
    while (count.getAsInt() < least) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError(
            unit + ": " + count.getAsInt() + " instead of " + least + "; rejected: " + rejected);
      }
      TimeUnit.MILLISECONDS.sleep(10);
    }
  }

  /** Stops the writers and waits for their end. */
  void end() throws InterruptedException {
    stopped = true;
    if (!threads.awaitTermination(TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("the writers did not stop");
    }
  }

  /**
   * Checks that all acknowledged writes are present and that both servers return the same
   * identities; returns the number of identities.
   */
  int check() throws IOException, InterruptedException {
    var found = identities(clients.get(0));
    assertThat(identities(clients.get(1))).isEqualTo(found);
    lost += acknowledged.keySet().stream().filter(name -> !found.containsKey(name)).count();
    assertThat(found).containsKeys(acknowledged.keySet().toArray(String[]::new));
    var graph = clients.get(0).to("https://graph.microsoft.com");
    var principals = new HashSet<String>();
    for (var identity : found.entrySet()) {
      // The outcome of the writes after the last acknowledged one is unknown.
      assertThat(identity.getValue().path("tags").path("number").asInt(-2))
          .as(identity.getKey())
          .isBetween(acknowledged.getOrDefault(identity.getKey(), 0), sent.get(identity.getKey()));
      var principal = identity.getValue().path("properties").path("principalId").asText();
      assertThat(graph.get("/v1.0/servicePrincipals/" + principal).status()).isEqualTo(200);
      principals.add(principal);
    }
    assertThat(principals).hasSameSizeAs(found.keySet());
    return found.size();
  }

  private Map<String, JsonNode> identities(NonRetryingClient client)
      throws IOException, InterruptedException {
    var found = new HashMap<String, JsonNode>();
    for (var listed : client.listIdentities(group)) {
      var name = listed.path("name").asText();
      var read = client.get(client.identityPath(group, name));
      assertThat(read.status()).isEqualTo(200);
      assertThat(read.json()).isEqualTo(listed);
      found.put(name, listed);
    }
    return found;
  }

  /** Returns the number of acknowledged writes that {@link #check} did not find. */
  long lost() {
    return lost;
  }

  int writes() {
    return writes.get(0) + writes.get(1);
  }

  /** Returns the error responses. */
  Queue<NonRetryingClient.Response> rejected() {
    return rejected;
  }

  /** Returns the number of requests without a response. */
  int unanswered() {
    return unanswered.size();
  }

  @Override
  public void close() {
    stopped = true;
    threads.shutdownNow();
  }
}
