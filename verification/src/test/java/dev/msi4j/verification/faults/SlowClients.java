package dev.msi4j.verification.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Clients that send one byte per second, or send requests without reading responses. */
final class SlowClients {
  /**
   * More than the threads of the server, which would block if each incomplete request occupied a
   * thread.
   */
  private static final int WRITERS = 600;

  private static final int BEGINNERS = 20;
  private static final int READERS = 20;
  private static final Duration WRITERS_END = Duration.ofSeconds(50);
  private static final Duration READERS_END = Duration.ofMinutes(2);

  private final Path state;

  SlowClients(Path state) {
    this.state = state;
  }

  ReportSection run() throws IOException, InterruptedException, ExecutionException {
    try (var server = ServerProcess.start(state, "--port", "0")) {
      var client = server.client();
      client.createGroup("slow");
      var threads = Executors.newFixedThreadPool(WRITERS + BEGINNERS + READERS);
      var backgroundClient = BackgroundClient.start(client, "background");
      long slowestWriter;
      long slowestBeginner;
      long slowestReader;
      try (backgroundClient) {
        var body = head(client, "PUT", "slow", "Content-Length: 100000\r\n");
        var writers = submit(threads::submit, WRITERS, () -> sendSlowly(client, body, WRITERS_END));
        var beginners =
            submit(threads::submit, BEGINNERS, () -> sendSlowly(client, "", READERS_END));
        var readers = submit(threads::submit, READERS, () -> neverRead(client));
        slowestWriter = longest(writers);
        slowestBeginner = longest(beginners);
        slowestReader = longest(readers);
      } finally {
        threads.shutdownNow();
      }
      assertThat(backgroundClient.failures()).isEmpty();
      assertThat(backgroundClient.pairs()).isPositive();
      assertThat(slowestWriter).isLessThan(WRITERS_END.toSeconds());
      assertThat(slowestBeginner).isLessThan(READERS_END.toSeconds());
      assertThat(slowestReader).isLessThan(READERS_END.toSeconds());
      return ReportSection.of(
              "Slow clients",
              "Three groups of clients: clients that send one byte of a body per second, clients"
                  + " that send one byte of a request line per second, and clients that send requests"
                  + " without reading a response. The server closed their connections and served"
                  + " another client meanwhile.")
          .figure(
              "clients that send a body slowly; last connection closed after",
              WRITERS + ", " + slowestWriter + " s")
          .figure(
              "clients that send a request line slowly; last connection closed after",
              BEGINNERS + ", " + slowestBeginner + " s")
          .figure(
              "clients that never read; last connection closed after",
              READERS + ", " + slowestReader + " s")
          .figure("write-and-read pairs of a background client", backgroundClient.pairs())
          .figure("failures of the background client", backgroundClient.failures().size())
          .figure(
              "slowest pair of the background client", backgroundClient.slowestMillis() + " ms");
    }
  }

  private interface Submit {
    Future<Long> submit(Callable<Long> work);
  }

  private static List<Future<Long>> submit(Submit threads, int clients, Callable<Long> work) {
    var all = new ArrayList<Future<Long>>();
    for (var i = 0; i < clients; i++) {
      all.add(threads.submit(work));
    }
    return all;
  }

  private static long longest(List<Future<Long>> clients)
      throws InterruptedException, ExecutionException {
    var longest = 0L;
    for (var client : clients) {
      longest = Math.max(longest, client.get());
    }
    return longest;
  }

  /** Sends byte by byte; returns the seconds until the server closed the connection. */
  private static Long sendSlowly(NonRetryingClient client, String begin, Duration limit)
      throws IOException, InterruptedException {
    var start = System.nanoTime();
    var pause = new CountDownLatch(1);
    try (var connection = RawConnection.tls(client)) {
      connection.send(begin);
      while (seconds(start) < limit.toSeconds()) {
        connection.send("A");
        var unused = pause.await(1, TimeUnit.SECONDS);
      }
    } catch (IOException e) {
      // Ended by the server, which is how it should be.
      return seconds(start);
    }
    return seconds(start);
  }

  /** Sends requests without reading; returns the seconds until the server closed the connection. */
  private static Long neverRead(NonRetryingClient client) throws IOException {
    var begin = System.nanoTime();
    try (var connection = RawConnection.narrow(client)) {
      while (seconds(begin) < READERS_END.toSeconds()) {
        connection.send(head(client, "GET", "", ""));
      }
    } catch (IOException e) {
      // Ended by the server, which is how it should be.
      return seconds(begin);
    }
    return seconds(begin);
  }

  private static String head(NonRetryingClient client, String method, String name, String headers) {
    return method
        + " "
        + (name.isEmpty() ? client.providersPath() : client.identityPath("slow", name))
        + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
        + client.token()
        + "\r\n"
        + headers
        + "\r\n";
  }

  private static long seconds(long begin) {
    return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin);
  }
}
