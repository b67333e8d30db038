package dev.msi4j.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.BinaryData;
import com.azure.core.util.Configuration;
import com.azure.core.util.Context;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;

/** Tests that connections are opened, reused, replaced, limited and never leaked. */
@Timeout(60)
class ConnectionTests {
  private static PooledHttpClientBuilder builder() {
    return PooledHttpClient.builder().configuration(Configuration.NONE);
  }

  private static HttpResponse get(PooledHttpClient client, RawServer server) {
    return send(client, new HttpRequest(HttpMethod.GET, server.url("/")));
  }

  private static HttpResponse send(PooledHttpClient client, HttpRequest request) {
    return client.sendSync(request, Context.NONE);
  }

  private static String read(HttpResponse response) {
    try (response) {
      return response.getBodyAsBinaryData().toString();
    }
  }

  /** Closes the first connection after its first response, in one of two ways. */
  private static RawServer closing(CountDownLatch closed, boolean reset) throws IOException {
    return new RawServer(peer -> {
      peer.awaitRequest();
      peer.send(RawServer.ok("hello"));
      if (peer.number() == 0) {
        if (reset) {
          peer.reset();
        } else {
          peer.socket().close();
        }
        closed.countDown();
        return;
      }
      while (peer.awaitRequest()) {
        peer.send(RawServer.ok("hello"));
      }
    });
  }

  @Test
  void connectionIsReused() throws IOException {
    try (var server = RawServer.healthy();
        var client = builder().build()) {
      for (var i = 0; i < 10; i++) {
        assertThat(read(get(client, server))).isEqualTo("hello");
      }
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"vault.localhost", "A.B.LOCALHOST"})
  void namesUnderLocalhostAreLoopback(String host) throws IOException {
    try (var server = RawServer.healthy();
        var client = builder().build()) {
      var url = server.url("/").toString().replace("localhost", host).replace("127.0.0.1", host);

      assertThat(url).contains(host);
      assertThat(read(send(client, new HttpRequest(HttpMethod.GET, url)))).isEqualTo("hello");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 5\r\n\r\nhello",
        "HTTP/1.0 200 OK\r\nContent-Length: 5\r\n\r\nhello"
      })
  void connectionIsClosedWhenTheServerClosesIt(String response) throws IOException {
    try (var server = RawServer.answering(response);
        var client = builder().build()) {
      read(get(client, server));
      read(get(client, server));
      assertThat(server.connections()).isEqualTo(2);
      assertThat(client.idleConnections()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD", "PUT", "DELETE", "OPTIONS", "POST", "PATCH"})
  void staleConnectionIsReplaced(String method) throws Exception {
    for (var reset : new boolean[] {true, false}) {
      var closed = new CountDownLatch(1);
      try (var server = closing(closed, reset);
          var client = builder().build()) {
        read(get(client, server));
        closed.await();
        var request = new HttpRequest(HttpMethod.valueOf(method), server.url("/"));
        try (var response = send(client, request)) {
          assertThat(response.getStatusCode()).isEqualTo(200);
        }
        assertThat(server.connections()).isEqualTo(2);
        assertThat(server.requests()).isEqualTo(2);
      }
    }
  }

  @Test
  void nonReplayableBodyIsSentDespiteAStaleConnection() throws Exception {
    var closed = new CountDownLatch(1);
    try (var server = closing(closed, false);
        var client = builder().build()) {
      read(get(client, server));
      closed.await();
      var request = new HttpRequest(HttpMethod.PUT, server.url("/"));
      request.setBody(
          BinaryData.fromFlux(Flux.just(ByteBuffer.wrap(new byte[] {1, 2, 3})), 3L, false).block());
      assertThat(read(send(client, request))).isEqualTo("hello");
    }
  }

  /** Reads a second request on the first connection and then closes it without a response. */
  private static RawServer dropping() throws IOException {
    return new RawServer(peer -> {
      while (peer.awaitRequest() && (peer.number() > 0 || peer.requests() == 1)) {
        peer.send(RawServer.ok("hello"));
      }
    });
  }

  @Test
  void idempotentRequestIsRepeatedOnce() throws IOException {
    try (var server = dropping();
        var client = builder().build()) {
      read(get(client, server));
      assertThat(read(get(client, server))).isEqualTo("hello");
      assertThat(server.requests()).isEqualTo(3);
    }
  }

  @Test
  void nonIdempotentRequestIsNotRepeatedAfterItWasSent() throws IOException {
    try (var server = dropping();
        var client = builder().build()) {
      read(get(client, server));
      var request = new HttpRequest(HttpMethod.POST, server.url("/"));
      assertThatThrownBy(() -> send(client, request))
          .hasMessageContaining("closed the connection without a response");
      assertThat(server.requests()).isEqualTo(2);
    }
  }

  @Test
  void requestOnANewConnectionIsNotRepeated() throws IOException {
    try (var server = new RawServer(RawServer.Peer::awaitRequest);
        var client = builder().build()) {
      assertThatThrownBy(() -> get(client, server))
          .hasMessageContaining("closed the connection without a response");
      assertThat(server.requests()).isEqualTo(1);
    }
  }

  @Test
  void idleConnectionExpiresByTheClock() throws IOException {
    var clock = new AtomicLong(1);
    try (var server = RawServer.healthy();
        var client =
            builder().nanoTime(clock::get).connectionIdleTimeout(Duration.ofSeconds(30)).build()) {
      read(get(client, server));
      clock.addAndGet(Duration.ofSeconds(29).toNanos());
      read(get(client, server));
      assertThat(server.connections()).isEqualTo(1);
      clock.addAndGet(Duration.ofSeconds(31).toNanos());
      read(get(client, server));
      assertThat(server.connections()).isEqualTo(2);
    }
  }

  @Test
  void idleConnectionToAnotherHostIsClosedByLaterRequests() throws IOException {
    var clock = new AtomicLong(1);
    try (var first = RawServer.healthy();
        var second = RawServer.healthy();
        var client =
            builder().nanoTime(clock::get).connectionIdleTimeout(Duration.ofSeconds(30)).build()) {
      read(get(client, first));
      clock.addAndGet(Duration.ofSeconds(60).toNanos());
      read(get(client, second));
      assertThat(client.idleConnections()).isEqualTo(1);
    }
  }

  @Test
  void keepAliveHeaderShortensTheIdleTime() throws IOException {
    var clock = new AtomicLong(1);
    try (var server =
            RawServer.answering(
                "HTTP/1.1 200 OK\r\nKeep-Alive: timeout=5, max=100\r\nContent-Length: 0\r\n\r\n");
        var client = builder().nanoTime(clock::get).build()) {
      read(get(client, server));
      clock.addAndGet(Duration.ofSeconds(6).toNanos());
      read(get(client, server));
      assertThat(server.connections()).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void waitForAFreeConnectionTimesOut(boolean perHost) throws IOException {
    var limited = perHost ? builder().maxConnectionsPerHost(1) : builder().maxConnections(1);
    try (var server = RawServer.healthy();
        var client = limited.acquireTimeout(Duration.ofMillis(200)).build()) {
      var held = get(client, server);
      assertThatThrownBy(() -> get(client, server))
          .hasMessageContaining("no free connection to http://127.0.0.1:" + server.port())
          .hasMessageContaining("within 200 ms (acquireTimeout)")
          .hasMessageContaining("close every response");
      assertThat(held.getStatusCode()).isEqualTo(200);
      held.close();
      assertThat(read(get(client, server))).isEqualTo("hello");
    }
  }

  @Test
  void waitingCallerGetsTheFreedConnection() throws Exception {
    try (var server = RawServer.healthy();
        var client = builder().maxConnections(1).build()) {
      var held = get(client, server);
      var other = CompletableFuture.supplyAsync(() -> read(get(client, server)));
      held.close();
      assertThat(other.get()).isEqualTo("hello");
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void closeAbortsWaitsAndExchanges() throws Exception {
    var received = new CountDownLatch(1);
    try (var server =
        new RawServer(peer -> {
          peer.readHead();
          received.countDown();
          peer.awaitEnd();
        })) {
      var client = builder().maxConnections(1).build();
      var failures = new ArrayList<CompletableFuture<Throwable>>();
      for (var i = 0; i < 3; i++) {
        failures.add(failure(() -> get(client, server)));
      }
      received.await();
      client.close();
      for (var failure : failures) {
        assertThat(failure.get()).hasMessageContaining("the HTTP client is closed");
      }
      assertThatThrownBy(() -> get(client, server))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("the HTTP client is closed");
      client.close();
    }
  }

  private static CompletableFuture<Throwable> failure(Runnable call) {
    var failure = new CompletableFuture<Throwable>();
    var thread =
        new Thread(() -> {
          try {
            call.run();
            failure.complete(null);
          } catch (Throwable e) {
            failure.complete(e);
          }
        });
    thread.setDaemon(true);
    thread.start();
    return failure;
  }

  @Test
  void interruptAbortsTheExchange() throws Exception {
    var received = new CountDownLatch(1);
    try (var server =
            new RawServer(peer -> {
              peer.readHead();
              received.countDown();
              peer.awaitEnd();
            });
        var client = builder().build()) {
      var failure = new CompletableFuture<Throwable>();
      var thread =
          new Thread(() -> {
            try {
              get(client, server);
            } catch (UncheckedIOException e) {
              failure.complete(
                  Thread.currentThread().isInterrupted() ? e.getCause() : new Error(e));
            }
          });
      thread.start();
      received.await();
      thread.interrupt();
      assertThat(failure.get())
          .isInstanceOf(InterruptedIOException.class)
          .hasMessageContaining("interrupted while sending GET http://127.0.0.1");
      thread.join();
      assertThat(client.connectionsInUse()).isZero();
      assertThat(server.requests()).isEqualTo(1);
    }
  }

  @Test
  void interruptAbortsTheWaitForAConnection() throws Exception {
    try (var server = RawServer.healthy();
        var client = builder().maxConnections(1).build()) {
      var held = get(client, server);
      var failure = new CompletableFuture<Throwable>();
      var thread =
          new Thread(() -> {
            Thread.currentThread().interrupt();
            try {
              get(client, server);
            } catch (UncheckedIOException e) {
              failure.complete(e.getCause());
            }
          });
      thread.start();
      assertThat(failure.get()).isInstanceOf(InterruptedIOException.class);
      held.close();
      assertThat(read(get(client, server))).isEqualTo("hello");
    }
  }

  @Test
  void closedPortIsReported() throws IOException {
    int port;
    try (var unused = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = unused.getLocalPort();
    }
    try (var client = builder().build()) {
      var url = URI.create("http://127.0.0.1:" + port + "/").toURL();
      assertThatThrownBy(() -> send(client, new HttpRequest(HttpMethod.GET, url)))
          .hasMessageContaining("cannot connect to http://127.0.0.1:" + port)
          .hasMessageContaining("check that a server listens")
          .cause()
          .isInstanceOf(ConnectException.class);
      assertThat(client.connectionsInUse()).isZero();
    }
  }

  @Test
  void unknownHostIsReported() throws IOException {
    try (var client = builder().build()) {
      var url = URI.create("http://does-not-exist.invalid/").toURL();
      assertThatThrownBy(() -> send(client, new HttpRequest(HttpMethod.GET, url)))
          .hasMessageContaining("cannot resolve the host name of http://does-not-exist.invalid")
          .cause()
          .isInstanceOf(UnknownHostException.class);
    }
  }

  @Test
  void connectTimeoutIsReported() throws IOException {
    // A listener with a full queue accepts no more connections.
    try (var full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var client = builder().connectTimeout(Duration.ofMillis(200)).build()) {
      var url = URI.create("http://127.0.0.1:" + full.getLocalPort() + "/").toURL();
      var waiting = new ArrayList<Socket>();
      try {
        for (var i = 0; i < 4; i++) {
          var socket = new Socket();
          waiting.add(socket);
          socket.connect(full.getLocalSocketAddress(), 100);
        }
      } catch (SocketTimeoutException e) {
        // The queue is full.
      }
      assertThatThrownBy(() -> send(client, new HttpRequest(HttpMethod.GET, url)))
          .hasMessageContaining("within 200 ms (connectTimeout)")
          .cause()
          .isInstanceOf(SocketTimeoutException.class);
      for (var socket : waiting) {
        socket.close();
      }
    }
  }

  /** Checks that each way to end a response frees the only connection. */
  @Test
  void poolOfOneConnectionSurvivesAThousandOutcomes() throws IOException {
    try (var server = new RawServer(ConnectionTests::respondByNumber);
        var client =
            builder()
                .maxConnections(1)
                .acquireTimeout(Duration.ofSeconds(5))
                .maxResponseBodySize(100_000)
                .build()) {
      for (var i = 0; i < 1000; i++) {
        end(client, server, i % 11, i / 11 % 5);
        assertThat(client.connectionsInUse()).as("outcome %s", i).isZero();
      }
    }
  }

  private static void respondByNumber(RawServer.Peer peer) throws Exception {
    String head;
    while ((head = peer.readHead()) != null) {
      switch (head.charAt(head.indexOf('/') + 1) - '0') {
        case 0 -> peer.send(RawServer.ok("hello"));
        case 1 -> peer.send("HTTP/1.1 404 Not Found\r\nContent-Length: 5\r\n\r\nerror");
        case 2 ->
            peer.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n\r\n");
        case 3 -> peer.send("HTTP/1.1 204 No Content\r\n\r\n");
        case 4 -> peer.send(RawServer.ok("x".repeat(99_000)));
        case 5 -> peer.send(RawServer.ok("x".repeat(101_000)));
        case 6 -> peer.reset();
        case 7 -> {
          peer.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhel");
          peer.socket().close();
        }
        case 8 -> peer.send("garbage\r\n\r\n");
        case 9 -> peer.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n");
        default -> {
          // The client closed the connection.
        }
      }
    }
  }

  private static void end(PooledHttpClient client, RawServer server, int outcome, int how) {
    var context =
        outcome == 10
            ? new Context("azure-response-timeout", Duration.ofMillis(5))
            : new Context("azure-eagerly-read-response", how == 0)
                .addData("azure-ignore-response-body", how == 1);
    var request =
        new HttpRequest(HttpMethod.GET, server.url("/" + Character.toString('0' + outcome)));
    try (var response = client.sendSync(request, context)) {
      switch (how) {
        case 2 -> response.getBodyAsBinaryData().toBytes();
        case 3 -> response.getBodyAsByteArray().block();
        case 4 -> response.getBody().next().block();
        default -> assertThat(response.getStatusCode()).isPositive();
      }
    } catch (RuntimeException e) {
      assertThat(outcome).isGreaterThanOrEqualTo(5);
    }
  }

  @Test
  void bodyShorterThanItsLengthIsNotSentAsComplete() throws IOException {
    assertBodyIsAborted(10, "but its body has 5 bytes");
  }

  @Test
  void bodyLongerThanItsLengthIsNotTruncated() throws IOException {
    assertBodyIsAborted(3, "but its body has at least 5 bytes");
  }

  private static void assertBodyIsAborted(long length, String message) throws IOException {
    try (var server = RawServer.healthy();
        var client = builder().build()) {
      var request = new HttpRequest(HttpMethod.PUT, server.url("/"));
      request.setBody(BinaryData.fromStream(new ByteArrayInputStream(new byte[5]), length));
      assertThatThrownBy(() -> send(client, request)).hasStackTraceContaining(message);
      assertThat(client.connectionsInUse()).isZero();
      assertThat(client.idleConnections()).isZero();
    }
  }

  @Test
  void failingBodyIsNotSentAsComplete() throws Exception {
    var received = new CompletableFuture<String>();
    try (var server =
            new RawServer(peer -> {
              peer.readHead();
              var text = new StringBuilder();
              try {
                while (text.indexOf("\r\n0\r\n") < 0) {
                  var next = peer.read(1);
                  if (next.length == 0) {
                    break;
                  }
                  text.append((char) next[0]);
                }
              } finally {
                received.complete(text.toString());
              }
            });
        var client = builder().build()) {
      var failing =
          Flux.just(ByteBuffer.wrap(new byte[100_000]))
              .concatWith(Flux.error(new IllegalStateException("source failed")));
      var request = new HttpRequest(HttpMethod.PUT, server.url("/"));
      request.setBody(BinaryData.fromFlux(failing, null, false).block());
      assertThatThrownBy(() -> send(client, request)).hasStackTraceContaining("source failed");
      assertThat(received.get()).doesNotContain("\r\n0\r\n");
    }
  }
}
