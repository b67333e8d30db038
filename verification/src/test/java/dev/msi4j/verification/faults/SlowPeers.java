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

/** Clients that send a byte a second, or ask and never read. */
final class SlowPeers {
  /** More than a server has threads where a request in the making would hold one. */
  private static final int WRITERS = 600;

  private static final int BEGINNERS = 20;
  private static final int READERS = 20;
  private static final Duration WRITERS_END = Duration.ofSeconds(50);
  private static final Duration READERS_END = Duration.ofMinutes(2);

  private final Path state;

  SlowPeers(Path state) {
    this.state = state;
  }

  Section run() throws IOException, InterruptedException, ExecutionException {
    try (var server = ServerProcess.start(state, "--port", "0")) {
      var caller = server.caller();
      caller.createGroup("slow");
      var threads = Executors.newFixedThreadPool(WRITERS + BEGINNERS + READERS);
      var backgroundClient = BackgroundClient.start(caller, "bystander");
      long slowestWriter;
      long slowestBeginner;
      long slowestReader;
      try (backgroundClient) {
        var body = head(caller, "PUT", "slow", "Content-Length: 100000\r\n");
        var writers = submit(threads::submit, WRITERS, () -> sendSlowly(caller, body, WRITERS_END));
        var beginners =
            submit(threads::submit, BEGINNERS, () -> sendSlowly(caller, "", READERS_END));
        var readers = submit(threads::submit, READERS, () -> neverRead(caller));
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
      return Section.of(
              "Slow clients",
              "Clients that announce a body and send one byte a second, clients that send the"
                  + " request line so, and clients that ask and ask without reading an answer. The"
                  + " server ended their connections; another"
                  + " client was served meanwhile.")
          .figure(
              "clients that send a byte of a body a second, the last ended after",
              WRITERS + ", " + slowestWriter + " s")
          .figure(
              "clients that send a byte of a request line a second, the last ended after",
              BEGINNERS + ", " + slowestBeginner + " s")
          .figure(
              "clients that never read, the last ended after",
              READERS + ", " + slowestReader + " s")
          .figure(
              "writes and reads of another client meanwhile, failed",
              backgroundClient.pairs() + ", 0")
          .figure("its slowest write and read", backgroundClient.slowestMillis() + " ms");
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

  /** Goes on byte by byte, and returns after how many seconds the connection was ended. */
  private static Long sendSlowly(Caller caller, String begin, Duration atMost)
      throws IOException, InterruptedException {
    var start = System.nanoTime();
    var pause = new CountDownLatch(1);
    try (var wire = Wire.tls(caller)) {
      wire.send(begin);
      while (seconds(start) < atMost.toSeconds()) {
        wire.send("A");
        var unused = pause.await(1, TimeUnit.SECONDS);
      }
    } catch (IOException e) {
      // Ended by the server, which is how it should be.
      return seconds(start);
    }
    return seconds(start);
  }

  /** Asks and asks, and returns after how many seconds the connection was ended. */
  private static Long neverRead(Caller caller) throws IOException {
    var begin = System.nanoTime();
    try (var wire = Wire.narrow(caller)) {
      while (seconds(begin) < READERS_END.toSeconds()) {
        wire.send(head(caller, "GET", "", ""));
      }
    } catch (IOException e) {
      // Ended by the server, which is how it should be.
      return seconds(begin);
    }
    return seconds(begin);
  }

  private static String head(Caller caller, String method, String name, String headers) {
    return method
        + " "
        + (name.isEmpty() ? caller.providersPath() : caller.identityPath("slow", name))
        + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
        + caller.token()
        + "\r\n"
        + headers
        + "\r\n";
  }

  private static long seconds(long begin) {
    return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin);
  }
}
