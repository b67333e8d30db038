package dev.msi4j.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.BinaryData;
import com.azure.core.util.Configuration;
import com.azure.core.util.Context;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

@Timeout(60)
class AsyncTests {
  private static PooledHttpClientBuilder builder() {
    return PooledHttpClient.builder().configuration(Configuration.NONE);
  }

  private static Mono<HttpResponse> get(PooledHttpClient client, RawServer server) {
    return client.send(new HttpRequest(HttpMethod.GET, server.url("/")));
  }

  private static <T> T await(Mono<T> mono) {
    return Objects.requireNonNull(mono.block());
  }

  @Test
  void requestsRunConcurrently() throws IOException {
    var all = new CountDownLatch(32);
    try (var server =
            new RawServer(peer -> {
              peer.awaitRequest();
              all.countDown();
              all.await();
              peer.send(RawServer.ok("hello"));
            });
        var client = builder().build()) {
      var bodies =
          Flux.range(0, 32)
              .flatMap(i -> get(client, server).flatMap(HttpResponse::getBodyAsString), 32)
              .collectList()
              .block();
      assertThat(bodies).hasSize(32).containsOnly("hello");
    }
  }

  @Test
  void requestsRunOnVirtualThreadsSinceJdk21() throws IOException {
    try (var server = RawServer.healthy();
        var client = builder().build()) {
      var thread = await(get(client, server).doOnNext(HttpResponse::close).map(r -> current()));
      assertThat(thread).contains("msi4j-http-");
      assertThat(thread.startsWith("VirtualThread")).isEqualTo(Runtime.version().feature() >= 21);
    }
  }

  private static String current() {
    return Thread.currentThread().toString();
  }

  @Test
  void nothingIsSentBeforeTheSubscription() throws IOException {
    try (var server = RawServer.healthy();
        var client = builder().build()) {
      var response = get(client, server);
      assertThat(server.connections()).isZero();
      StepVerifier.create(response.flatMap(HttpResponse::getBodyAsString))
          .expectNext("hello")
          .verifyComplete();
    }
  }

  @Test
  void failureIsAnIoException() throws IOException {
    try (var client = builder().build()) {
      var url = URI.create("http://127.0.0.1:1/").toURL();
      StepVerifier.create(client.send(new HttpRequest(HttpMethod.GET, url)))
          .expectError(ConnectException.class)
          .verify();
    }
  }

  @Test
  void invalidRequestIsAnError() throws IOException {
    try (var client = builder().build()) {
      var url = URI.create("ftp://127.0.0.1/").toURL();
      StepVerifier.create(client.send(new HttpRequest(HttpMethod.GET, url)))
          .expectErrorSatisfies(e ->
              assertThat(e)
                  .isInstanceOf(IllegalArgumentException.class)
                  .hasMessageContaining("'ftp' is not supported"))
          .verify();
    }
  }

  @Test
  void requestOfClosedClientIsAnError() throws IOException {
    try (var server = RawServer.healthy()) {
      var unused = builder().build();
      unused.close();
      StepVerifier.create(get(unused, server)).expectError(IllegalStateException.class).verify();
      var used = builder().build();
      await(get(used, server)).close();
      used.close();
      StepVerifier.create(get(used, server)).expectError(IllegalStateException.class).verify();
    }
  }

  @Test
  void cancelAbortsTheExchange() throws Exception {
    var received = new CountDownLatch(1);
    var ended = new CountDownLatch(1);
    try (var server =
            new RawServer(peer -> {
              peer.readHead();
              received.countDown();
              try {
                peer.awaitEnd();
              } finally {
                ended.countDown();
              }
            });
        var client = builder().build()) {
      var subscription = get(client, server).subscribe();
      received.await();
      subscription.dispose();
      assertThat(ended.await(30, TimeUnit.SECONDS)).isTrue();
      awaitNoneInUse(client);
      assertThat(client.idleConnections()).isZero();
    }
  }

  @Test
  void cancelEndsTheWaitForAConnection() throws Exception {
    try (var server = RawServer.healthy();
        var client = builder().maxConnections(1).build()) {
      var held = await(get(client, server));
      var waiting = get(client, server).subscribe();
      waiting.dispose();
      held.close();
      assertThat(get(client, server).flatMap(HttpResponse::getBodyAsString).block())
          .isEqualTo("hello");
      awaitNoneInUse(client);
    }
  }

  /**
   * Waits until all connections are free: a cancelled exchange frees its connection on its own
   * thread.
   */
  private static void awaitNoneInUse(PooledHttpClient client) throws InterruptedException {
    var deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (client.connectionsInUse() > 0 && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
    assertThat(client.connectionsInUse()).isZero();
  }

  @Test
  void cancelledBodyClosesTheConnection() throws Exception {
    try (var server =
            new RawServer(peer -> {
              peer.readHead();
              peer.send("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\nfirst");
              peer.awaitEnd();
            });
        var client = builder().build()) {
      var first = await(get(client, server).flatMapMany(HttpResponse::getBody).next());
      assertThat(first.remaining()).isEqualTo(5);
      awaitNoneInUse(client);
      assertThat(client.idleConnections()).isZero();
    }
  }

  @Test
  void cancelWhileABodyIsReadClosesTheConnection() throws Exception {
    try (var server =
            new RawServer(peer -> {
              peer.readHead();
              peer.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n");
              peer.awaitEnd();
            });
        var client = builder().build()) {
      var body = get(client, server).flatMap(HttpResponse::getBodyAsByteArray);
      StepVerifier.create(body.timeout(Duration.ofMillis(300)))
          .expectError(TimeoutException.class)
          .verify();
      awaitNoneInUse(client);
    }
  }

  @Test
  void responseOfACancelledRequestIsClosed() throws Exception {
    try (var server = RawServer.healthy();
        var client = builder().maxConnections(1).build()) {
      for (var i = 0; i < 200; i++) {
        var subscription = get(client, server).subscribe(HttpResponse::close);
        subscription.dispose();
      }
      assertThat(get(client, server).flatMap(HttpResponse::getBodyAsString).block())
          .isEqualTo("hello");
      awaitNoneInUse(client);
    }
  }

  @Test
  void operatorThatCancelsOnTheResponseReceivesIt() throws Exception {
    try (var server = RawServer.healthy();
        var client = builder().build()) {
      var text = get(client, server).flux().next().flatMap(HttpResponse::getBodyAsString).block();
      assertThat(text).isEqualTo("hello");
    }
  }

  @Test
  void bodyStreamsAsItArrives() throws Exception {
    var taken = new CountDownLatch(1);
    try (var server =
            new RawServer(peer -> {
              peer.readHead();
              peer.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nfirst\r\n");
              taken.await();
              peer.send("6\r\nsecond\r\n0\r\n\r\n");
              peer.awaitEnd();
            });
        var client = builder().build()) {
      StepVerifier.create(
              get(client, server).flatMapMany(HttpResponse::getBody).map(AsyncTests::text), 1)
          .expectNext("first")
          .then(taken::countDown)
          .thenRequest(5)
          .expectNext("second")
          .verifyComplete();
      assertThat(client.idleConnections()).isEqualTo(1);
    }
  }

  private static String text(ByteBuffer buffer) {
    return StandardCharsets.UTF_8.decode(buffer).toString();
  }

  @Test
  void bodyCanBeRequestedOnANonBlockingThread() throws IOException {
    try (var server = RawServer.healthy();
        var client = builder().build()) {
      var text =
          get(client, server)
              .publishOn(Schedulers.parallel())
              .flatMap(HttpResponse::getBodyAsString)
              .block();
      assertThat(text).isEqualTo("hello");
    }
  }

  @Test
  void bodyOfAResponseCanBeTheBodyOfARequest() throws IOException {
    try (var server =
            new RawServer(peer -> {
              while (peer.readHead() != null) {
                peer.send(RawServer.ok("x".repeat(100_000)));
              }
            });
        var target =
            new RawServer(peer -> {
              peer.readHead();
              peer.send(RawServer.ok(peer.read(100_000).length + ""));
              peer.awaitEnd();
            });
        var client = builder().asyncThreads(1).build()) {
      var size =
          get(client, server)
              .map(response ->
                  new HttpRequest(HttpMethod.PUT, target.url("/"))
                      .setBody(BinaryData.fromFlux(response.getBody(), 100_000L, false).block()))
              .subscribeOn(Schedulers.boundedElastic())
              .flatMap(request -> client.send(request))
              .flatMap(HttpResponse::getBodyAsString)
              .block();
      assertThat(size).isEqualTo("100000");
    }
  }

  @Test
  void eagerResponseHoldsNoConnection() throws IOException {
    try (var server = RawServer.healthy();
        var client = builder().build()) {
      var context = new Context("azure-eagerly-read-response", true);
      var request = new HttpRequest(HttpMethod.GET, server.url("/"));
      var response = await(client.send(request, context));
      assertThat(client.connectionsInUse()).isZero();
      assertThat(response.getBodyAsString().block()).isEqualTo("hello");
      assertThat(response.getBodyAsString().block()).isEqualTo("hello");
    }
  }
}
