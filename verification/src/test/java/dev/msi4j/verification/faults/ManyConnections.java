package dev.msi4j.verification.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

/** Opens thousands of connections, most of them idle. */
final class ManyConnections {
  private static final int IDLE = 1_900;
  private static final int ACTIVE = 100;
  private static final int ROUNDS = 10;
  private static final int MAX_GROWTH_MIB = 400;
  private static final String REQUEST =
      "GET /metadata/endpoints?api-version=2022-09-01 HTTP/1.1\r\nHost: localhost\r\n\r\n";

  private final Path state;
  private final List<RawConnection> open = new ArrayList<>();

  ManyConnections(Path state) {
    this.state = state;
  }

  ReportSection run() throws IOException, InterruptedException, ExecutionException {
    try (var server = ServerProcess.start(state, "--port", "0")) {
      var client = server.client();
      client.createGroup("warm");
      var before = server.residentMib();
      var backgroundClient = BackgroundClient.start(client, "connections");
      long after;
      try (backgroundClient) {
        connect(client, IDLE + ACTIVE);
        for (var round = 0; round < ROUNDS; round++) {
          ask(open.subList(IDLE, open.size()));
        }
        // Idle connections are still served.
        ask(open);
        after = server.residentMib();
      } finally {
        for (var connection : open) {
          connection.close();
        }
      }
      assertThat(backgroundClient.failures()).isEmpty();
      assertThat(backgroundClient.pairs()).isPositive();
      assertThat(after - before).isLessThan(MAX_GROWTH_MIB);
      return ReportSection.of(
              "Many connections",
              "Many TLS connections were open at the same time, most of them idle. At the end the"
                  + " server answered a request on each connection. Memory is the resident memory of"
                  + " the process (VmRSS), whose maximum heap size is "
                  + ServerProcess.HEAP_MIB
                  + " MiB.")
          .figure("open connections", IDLE + ACTIVE)
          .figure("requests answered on these connections", (IDLE + ACTIVE) * 2 + ACTIVE * ROUNDS)
          .figure("memory before, with all connections open", before + " MiB, " + after + " MiB")
          .figure("write-and-read pairs of a background client", backgroundClient.pairs())
          .figure("failures of the background client", backgroundClient.failures().size())
          .figure(
              "slowest pair of the background client", backgroundClient.slowestMillis() + " ms");
    }
  }

  private void connect(NonRetryingClient client, int connections)
      throws InterruptedException, ExecutionException {
    List<Callable<RawConnection>> opening = new ArrayList<>();
    for (var i = 0; i < connections; i++) {
      opening.add(() -> answered(RawConnection.tls(client)));
    }
    open.addAll(inParallel(opening));
  }

  private static void ask(List<RawConnection> connections)
      throws InterruptedException, ExecutionException {
    inParallel(
        connections.stream()
            .map(connection -> (Callable<RawConnection>) () -> answered(connection))
            .toList());
  }

  private static RawConnection answered(RawConnection connection) throws IOException {
    assertThat(connection.send(REQUEST).head()).startsWith("HTTP/1.1 200 ");
    return connection;
  }

  private static List<RawConnection> inParallel(List<Callable<RawConnection>> work)
      throws InterruptedException, ExecutionException {
    var threads = Executors.newFixedThreadPool(32);
    try {
      var done = new ArrayList<RawConnection>();
      for (var each : threads.invokeAll(work)) {
        done.add(each.get());
      }
      return done;
    } finally {
      threads.shutdown();
    }
  }
}
