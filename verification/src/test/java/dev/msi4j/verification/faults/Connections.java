package dev.msi4j.verification.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

/** Connections in thousands, most of them silent. */
final class Connections {
  private static final int IDLE = 1_900;
  private static final int ACTIVE = 100;
  private static final int ROUNDS = 10;
  private static final int MOST_GROWTH_MIB = 400;
  private static final String REQUEST =
      "GET /metadata/endpoints?api-version=2022-09-01 HTTP/1.1\r\nHost: localhost\r\n\r\n";

  private final Path state;
  private final List<Wire> open = new ArrayList<>();

  Connections(Path state) {
    this.state = state;
  }

  Section run() throws IOException, InterruptedException, ExecutionException {
    try (var server = ServerProcess.start(state, "--port", "0")) {
      var caller = server.caller();
      caller.createGroup("warm");
      var before = server.residentMib();
      var backgroundClient = BackgroundClient.start(caller, "connections");
      long after;
      try (backgroundClient) {
        connect(caller, IDLE + ACTIVE);
        for (var round = 0; round < ROUNDS; round++) {
          ask(open.subList(IDLE, open.size()));
        }
        // Those that were silent meanwhile are still served.
        ask(open);
        after = server.residentMib();
      } finally {
        for (var wire : open) {
          wire.close();
        }
      }
      assertThat(backgroundClient.failures()).isEmpty();
      assertThat(backgroundClient.pairs()).isPositive();
      assertThat(after - before).isLessThan(MOST_GROWTH_MIB);
      return Section.of(
              "Connections",
              "So many connections over TLS at the same time, most of them kept open in silence,"
                  + " and all of them answered at the end. Memory is what Linux counts for the"
                  + " process (VmRSS), whose heap may take "
                  + ServerProcess.HEAP_MIB
                  + " MiB.")
          .figure("connections open at the same time", IDLE + ACTIVE)
          .figure("requests answered on them", (IDLE + ACTIVE) * 2 + ACTIVE * ROUNDS)
          .figure("memory before, with all of them", before + " MiB, " + after + " MiB")
          .figure(
              "writes and reads of another client meanwhile, failed",
              backgroundClient.pairs() + ", 0")
          .figure("its slowest write and read", backgroundClient.slowestMillis() + " ms");
    }
  }

  private void connect(Caller caller, int connections)
      throws InterruptedException, ExecutionException {
    List<Callable<Wire>> opening = new ArrayList<>();
    for (var i = 0; i < connections; i++) {
      opening.add(() -> answered(Wire.tls(caller)));
    }
    open.addAll(inParallel(opening));
  }

  private static void ask(List<Wire> wires) throws InterruptedException, ExecutionException {
    inParallel(wires.stream().map(wire -> (Callable<Wire>) () -> answered(wire)).toList());
  }

  private static Wire answered(Wire wire) throws IOException {
    assertThat(wire.send(REQUEST).head()).startsWith("HTTP/1.1 200 ");
    return wire;
  }

  private static List<Wire> inParallel(List<Callable<Wire>> work)
      throws InterruptedException, ExecutionException {
    var threads = Executors.newFixedThreadPool(32);
    try {
      var done = new ArrayList<Wire>();
      for (var each : threads.invokeAll(work)) {
        done.add(each.get());
      }
      return done;
    } finally {
      threads.shutdown();
    }
  }
}
