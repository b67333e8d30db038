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
 * Threads that write identities by two servers in turn, whatever happens to these, until they are
 * told to end; and remember what was acknowledged. Each writes its own, one after the other.
 */
final class SteadyWriters implements AutoCloseable {
  static final int THREADS = 4;

  private static final int IDENTITIES = 25;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final List<Caller> callers;
  private final String group;
  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
  private final Map<String, Integer> acknowledged = new ConcurrentHashMap<>();
  private final Map<String, Integer> sent = new ConcurrentHashMap<>();
  private final AtomicIntegerArray writes = new AtomicIntegerArray(ServerPair.COUNT);
  private final Queue<Caller.Answer> rejected = new ConcurrentLinkedQueue<>();
  private final Queue<IOException> unanswered = new ConcurrentLinkedQueue<>();
  private volatile boolean enough;

  private SteadyWriters(List<Caller> callers, String group) {
    this.callers = callers;
    this.group = group;
  }

  static SteadyWriters start(List<Caller> callers, String group)
      throws IOException, InterruptedException {
    callers.get(0).createGroup(group);
    var writers = new SteadyWriters(callers, group);
    for (var thread = 0; thread < THREADS; thread++) {
      var name = "writer-" + thread + "-";
      writers.threads.execute(() -> writers.write(name));
    }
    writers.threads.shutdown();
    return writers;
  }

  private void write(String prefix) {
    try {
      for (var number = 0; !enough; number++) {
        write(number % ServerPair.COUNT, prefix + number % IDENTITIES, number);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void write(int mode, String name, int number) throws InterruptedException {
    sent.put(name, number);
    try {
      var answer = callers.get(mode).putIdentity(group, name, number);
      if (answer.status() > 201) {
        rejected.add(answer);
      } else {
        acknowledged.put(name, number);
        writes.incrementAndGet(mode);
      }
    } catch (IOException e) {
      // It may have been written or not: the server is gone.
      unanswered.add(e);
    }
  }

  /** Waits until one of the servers has acknowledged so many more. */
  void awaitMore(int mode, int more) throws InterruptedException {
    await(() -> writes.get(mode), writes.get(mode) + more, "writes by server " + mode);
  }

  /** Waits until so many more were refused. */
  void awaitMoreRejected(int more) throws InterruptedException {
    await(rejected::size, rejected.size() + more, "refusals");
  }

  private void await(IntSupplier count, int least, String what) throws InterruptedException {
    var end = System.nanoTime() + PATIENCE.toNanos();
    while (count.getAsInt() < least) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError(
            what + ": " + count.getAsInt() + " instead of " + least + "; refused: " + rejected);
      }
      TimeUnit.MILLISECONDS.sleep(10);
    }
  }

  /** Tells them to end, and waits until they have. */
  void end() throws InterruptedException {
    enough = true;
    if (!threads.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("the writers do not end");
    }
  }

  /**
   * Whether all that was acknowledged is there, whole, and the same at both servers; what is there.
   */
  int check() throws IOException, InterruptedException {
    var found = identities(callers.get(0));
    assertThat(identities(callers.get(1))).isEqualTo(found);
    assertThat(found).containsKeys(acknowledged.keySet().toArray(String[]::new));
    var graph = callers.get(0).to("https://graph.microsoft.com");
    var principals = new HashSet<String>();
    for (var identity : found.entrySet()) {
      // Those between the last acknowledged and the last sent are in doubt.
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

  private Map<String, JsonNode> identities(Caller caller) throws IOException, InterruptedException {
    var found = new HashMap<String, JsonNode>();
    for (var listed : caller.listIdentities(group)) {
      var name = listed.path("name").asText();
      var read = caller.get(caller.identityPath(group, name));
      assertThat(read.status()).isEqualTo(200);
      assertThat(read.json()).isEqualTo(listed);
      found.put(name, listed);
    }
    return found;
  }

  int writes() {
    return writes.get(0) + writes.get(1);
  }

  /** What was answered with an error. */
  Queue<Caller.Answer> rejected() {
    return rejected;
  }

  /** How many requests had no answer. */
  int unanswered() {
    return unanswered.size();
  }

  @Override
  public void close() {
    enough = true;
    threads.shutdownNow();
  }
}
