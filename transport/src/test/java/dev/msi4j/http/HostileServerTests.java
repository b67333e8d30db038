package dev.msi4j.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.BinaryData;
import com.azure.core.util.Configuration;
import com.azure.core.util.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the client with servers that violate the protocol or never end a response. */
@Timeout(60)
class HostileServerTests {
  private static final int MEGABYTE = 1024 * 1024;

  private static PooledHttpClientBuilder builder() {
    return PooledHttpClient.builder().configuration(Configuration.NONE);
  }

  private static HttpResponse get(PooledHttpClient client, RawServer server) {
    return client.sendSync(
        new HttpRequest(HttpMethod.GET, server.url("/secret-path?sig=secret")), Context.NONE);
  }

  private static byte[] body(PooledHttpClient client, RawServer server) {
    try (var response = get(client, server)) {
      return response.getBodyAsBinaryData().toBytes();
    }
  }

  /** Sends a response on each connection, and then waits for the client to close it. */
  private static RawServer sending(String response) throws IOException {
    return new RawServer(peer -> {
      peer.readHead();
      peer.send(response);
      peer.awaitEnd();
    });
  }

  private static void assertRejected(
      String response, Class<? extends Exception> type, String message) throws IOException {
    try (var server = sending(response);
        var client = builder().build()) {
      assertThatThrownBy(() -> body(client, server))
          .hasStackTraceContaining(type.getName())
          .hasStackTraceContaining(message)
          .hasStackTraceContaining("127.0.0.1:" + server.port())
          .hasMessageNotContaining("secret");
      assertThat(client.connectionsInUse()).isZero();
      assertThat(client.idleConnections()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "garbage\r\n\r\n",
        "HTTP/1.1\r\n\r\n",
        "HTTP/1.1 abc OK\r\n\r\n",
        "HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
        "HTTP/1.1 200 OK\r\nName : value\r\n\r\n",
        "HTTP/2.0 200 OK\r\n\r\n",
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n",
        "\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n",
      })
  void malformedHeadIsRejected(String response) throws IOException {
    assertRejected(response, UncheckedIOException.class, "GET http://");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 5\r\nContent-Length: 6",
        "Content-Length: 5\r\nContent-Length: 5",
        "Content-Length: 5, 6",
        "Content-Length: -1",
        "Content-Length: 5x",
        "Content-Length: 99999999999999999999",
        "Transfer-Encoding: chunked\r\nContent-Length: 5",
        "Content-Length: 5\r\nTransfer-Encoding: chunked",
        "Transfer-Encoding: identity, chunked, gzip",
        "Transfer-Encoding: chunked, chunked",
      })
  void ambiguousLengthIsRejected(String headers) throws IOException {
    assertRejected(
        "HTTP/1.1 200 OK\r\n" + headers + "\r\n\r\nhello",
        ProtocolException.class,
        "not valid HTTP");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "zz\r\nhello\r\n0\r\n\r\n",
        "-5\r\nhello\r\n0\r\n\r\n",
        "ffffffffffffffffff\r\nhello",
        "5\r\nhelloworld\r\n0\r\n\r\n",
      })
  void malformedChunkIsRejected(String chunks) throws IOException {
    assertRejected(
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks,
        MalformedChunkCodingException.class,
        "broke off");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Transfer-Encoding: chunked\r\n\r\n7fffffffffffffff\r\nhello",
        "Transfer-Encoding: chunked\r\n\r\n5\r\nhel",
        "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n",
        "Content-Length: 10\r\n\r\nhello",
        "Content-Length: 9223372036854775807\r\n\r\nhello",
      })
  void truncatedBodyIsReported(String rest) throws IOException {
    try (var server =
            new RawServer(peer -> {
              peer.readHead();
              peer.send("HTTP/1.1 200 OK\r\n" + rest);
            });
        var client = builder().build()) {
      assertThatThrownBy(() -> body(client, server))
          .hasRootCauseInstanceOf(IOException.class)
          .hasStackTraceContaining(ProtocolException.class.getName() + ": GET http://")
          .hasStackTraceContaining("the response broke off after");
      assertThat(client.connectionsInUse()).isZero();
      assertThat(client.idleConnections()).isZero();
    }
  }

  @Test
  void endlessHeadersHitTheLimit() throws IOException {
    try (var server =
            new RawServer(peer -> {
              peer.readHead();
              peer.send("HTTP/1.1 200 OK\r\n");
              while (true) {
                peer.send("X-Filler: " + "y".repeat(100) + "\r\n");
              }
            });
        var client = builder().maxResponseHeaderSize(16 * 1024).build()) {
      assertThatThrownBy(() -> get(client, server))
          .hasMessageContaining("16384 bytes (maxResponseHeaderSize)");
      assertThat(client.connectionsInUse()).isZero();
    }
  }

  @Test
  void endlessHeaderLineHitsTheLimit() throws IOException {
    try (var server =
            new RawServer(peer -> {
              peer.readHead();
              peer.send("HTTP/1.1 200 OK\r\nX-Filler: ");
              while (true) {
                peer.send("y".repeat(1000));
              }
            });
        var client = builder().maxResponseHeaderSize(16 * 1024).build()) {
      assertThatThrownBy(() -> get(client, server))
          .hasMessageContaining("16384 bytes (maxResponseHeaderSize)");
    }
  }

  @Test
  void endlessContinuationLinesHitTheLimit() throws IOException {
    try (var server =
            new RawServer(peer -> {
              peer.readHead();
              peer.send("HTTP/1.1 200 OK\r\nX-Filler: a\r\n");
              while (true) {
                peer.send(" y\r\n");
              }
            });
        var client = builder().maxResponseHeaderSize(16 * 1024).build()) {
      assertThatThrownBy(() -> get(client, server))
          .hasMessageContaining("16384 bytes (maxResponseHeaderSize)");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 102, 103})
  void floodOfInterimResponsesHitsTheLimit(int status) throws IOException {
    try (var server =
            new RawServer(peer -> {
              peer.readHead();
              while (true) {
                peer.send("HTTP/1.1 " + status + " Wait\r\n\r\n");
              }
            });
        var client = builder().maxResponseHeaderSize(16 * 1024).build()) {
      assertThatThrownBy(() -> get(client, server))
          .hasMessageContaining("16384 bytes (maxResponseHeaderSize)");
    }
  }

  @Test
  void interimResponsesAreSkipped() throws IOException {
    try (var server =
            sending(
                "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n"
                    + RawServer.ok("hello"));
        var client = builder().build()) {
      assertThat(body(client, server)).asString().isEqualTo("hello");
    }
  }

  @Test
  void endlessBodyHitsTheLimit() throws IOException {
    try (var server =
            new RawServer(peer -> {
              peer.readHead();
              peer.send("HTTP/1.1 200 OK\r\n\r\n");
              while (true) {
                peer.send("y".repeat(10_000));
              }
            });
        var client = builder().maxResponseBodySize(MEGABYTE).build()) {
      assertThatThrownBy(() -> body(client, server))
          .hasStackTraceContaining("larger than 1048576 bytes (maxResponseBodySize)");
      assertThat(client.connectionsInUse()).isZero();
    }
  }

  @Test
  void contentLengthAboveTheLimitIsRejectedAtOnce() throws IOException {
    try (var server = sending("HTTP/1.1 200 OK\r\nContent-Length: 1048577\r\n\r\n");
        var client = builder().maxResponseBodySize(MEGABYTE).build()) {
      assertThatThrownBy(() -> get(client, server))
          .hasMessageContaining("larger than 1048576 bytes (maxResponseBodySize)");
      assertThat(client.connectionsInUse()).isZero();
    }
  }

  @Test
  void falseContentLengthAllocatesNoMemory() throws IOException {
    try (var server =
            new RawServer(peer -> {
              peer.readHead();
              peer.send("HTTP/1.1 200 OK\r\nContent-Length: 2147483000\r\n\r\nhello");
            });
        var client = builder().build()) {
      var eagerly = new Context("azure-eagerly-read-response", true);
      var request = new HttpRequest(HttpMethod.GET, server.url("/"));
      assertThatThrownBy(() -> client.sendSync(request, eagerly))
          .hasMessageContaining("after 5 bytes of 2147483000");
    }
  }

  @Test
  void bodyLargerThanAnArrayIsRejectedBeforeTheRead() throws IOException {
    try (var server = sending("HTTP/1.1 200 OK\r\nContent-Length: 10737418240\r\n\r\nhello");
        var client = builder().build()) {
      var eagerly = new Context("azure-eagerly-read-response", true);
      var request = new HttpRequest(HttpMethod.GET, server.url("/"));
      assertThatThrownBy(() -> client.sendSync(request, eagerly))
          .hasMessageContaining("10737418240 bytes does not fit");
      assertThat(client.connectionsInUse()).isZero();
    }
  }

  @Test
  void silentServerHitsTheResponseTimeout() throws IOException {
    try (var server = sending("");
        var client = builder().responseTimeout(Duration.ofMillis(200)).build()) {
      assertThatThrownBy(() -> get(client, server))
          .hasMessageContaining("no response within 200 ms (responseTimeout)")
          .cause()
          .isInstanceOf(SocketTimeoutException.class);
      assertThat(server.requests()).isEqualTo(1);
    }
  }

  @Test
  void slowHeaderBytesHitTheResponseTimeout() throws IOException {
    try (var server = new RawServer(peer -> sendSlowly(peer, "HTTP/1.1 200 OK\r\nX: "));
        var client = builder().responseTimeout(Duration.ofMillis(300)).build()) {
      assertThatThrownBy(() -> get(client, server))
          .hasMessageContaining("no response within 300 ms (responseTimeout)");
    }
  }

  /** Sends one byte every 20 milliseconds until the client closes the connection. */
  private static void sendSlowly(RawServer.Peer peer, String start) throws Exception {
    peer.readHead();
    peer.send(start);
    var never = new CountDownLatch(1);
    while (!never.await(20, TimeUnit.MILLISECONDS)) {
      peer.send("y");
    }
  }

  @Test
  void responseTimeoutOfTheContextTakesPrecedence() throws IOException {
    try (var server = sending("");
        var client = builder().build()) {
      var context = new Context("azure-response-timeout", Duration.ofMillis(150));
      var request = new HttpRequest(HttpMethod.GET, server.url("/"));
      assertThatThrownBy(() -> client.sendSync(request, context))
          .hasMessageContaining("150 ms (responseTimeout)");
    }
  }

  @Test
  void responseTimeoutOfTheContextMustBeADuration() throws IOException {
    try (var server = RawServer.healthy();
        var client = builder().build()) {
      var context = new Context("azure-response-timeout", 150);
      var request = new HttpRequest(HttpMethod.GET, server.url("/"));
      assertThatThrownBy(() -> client.sendSync(request, context))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("azure-response-timeout");
    }
  }

  @Test
  void stalledBodyHitsTheReadTimeout() throws IOException {
    try (var server = sending("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello");
        var client = builder().readTimeout(Duration.ofMillis(200)).build()) {
      assertThatThrownBy(() -> body(client, server))
          .hasStackTraceContaining(
              "no more of the response after 5 bytes within 200 ms (readTimeout)");
      assertThat(client.connectionsInUse()).isZero();
    }
  }

  @Test
  void slowBodyBytesStayWithinTheReadTimeout() throws IOException {
    try (var server =
            new RawServer(
                peer -> sendSlowly(peer, "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n"));
        var client = builder().readTimeout(Duration.ofSeconds(30)).build()) {
      assertThat(body(client, server)).hasSize(10);
    }
  }

  @Test
  void serverThatStopsReadingHitsTheWriteTimeout() throws IOException {
    var over = new CountDownLatch(1);
    try (var server =
            new RawServer(peer -> {
              peer.readHead();
              over.await();
            });
        var client = builder().writeTimeout(Duration.ofMillis(300)).build()) {
      var request = new HttpRequest(HttpMethod.PUT, server.url("/"));
      request.setBody(BinaryData.fromBytes(new byte[64 * MEGABYTE]));
      assertThatThrownBy(() -> client.sendSync(request, Context.NONE))
          .hasMessageContaining("within 300 ms (writeTimeout)")
          .cause()
          .isInstanceOf(SocketTimeoutException.class);
      assertThat(client.connectionsInUse()).isZero();
      over.countDown();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "HTT", "HTTP/1.1 200 OK\r\nContent-Le"})
  void connectionClosedDuringTheHeadIsReported(String start) throws IOException {
    try (var server =
            new RawServer(peer -> {
              peer.readHead();
              peer.send(start);
            });
        var client = builder().build()) {
      assertThatThrownBy(() -> get(client, server)).isInstanceOf(UncheckedIOException.class);
      assertThat(server.requests()).isEqualTo(1);
      assertThat(client.connectionsInUse()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhello"})
  void resetIsReported(String start) throws IOException {
    try (var server =
            new RawServer(peer -> {
              peer.readHead();
              peer.send(start);
              peer.reset();
            });
        var client = builder().build()) {
      assertThatThrownBy(() -> body(client, server)).hasRootCauseInstanceOf(IOException.class);
      assertThat(client.connectionsInUse()).isZero();
      assertThat(client.idleConnections()).isZero();
    }
  }

  @Test
  void redirectIsAResponse() throws IOException {
    try (var server =
            RawServer.answering(
                "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n");
        var client = builder().build()) {
      try (var response = get(client, server)) {
        assertThat(response.getStatusCode()).isEqualTo(302);
        assertThat(response.getHeaderValue(HttpHeaderName.LOCATION))
            .isEqualTo("http://127.0.0.1:1/");
      }
      assertThat(server.requests()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"204 No Content", "304 Not Modified"})
  void unexpectedBodyIsNotTheNextResponse(String status) throws IOException {
    try (var server =
            RawServer.answering(
                "HTTP/1.1 " + status + "\r\nETag: x\r\n\r\nHTTP/1.1 200 Injected\r\n\r\n");
        var client = builder().build()) {
      for (var i = 0; i < 3; i++) {
        try (var response = get(client, server)) {
          assertThat(response.getStatusCode() + "").isEqualTo(status.substring(0, 3));
          assertThat(response.getBodyAsBinaryData().toBytes()).isEmpty();
        }
      }
      assertThat(server.connections()).isEqualTo(3);
    }
  }

  @Test
  void secondResponseIsNotReturnedForTheNextRequest() throws IOException {
    try (var server = RawServer.answering(RawServer.ok("expected") + RawServer.ok("injected"));
        var client = builder().build()) {
      for (var i = 0; i < 3; i++) {
        assertThat(body(client, server)).asString().isEqualTo("expected");
      }
      assertThat(server.connections()).isEqualTo(3);
    }
  }

  @Test
  void responseOnAnIdleConnectionIsNotReturnedForTheNextRequest() throws Exception {
    var sent = new CountDownLatch(1);
    try (var server =
            new RawServer(peer -> {
              peer.readHead();
              peer.send(RawServer.ok("expected"));
              if (peer.number() == 0) {
                peer.send(RawServer.ok("injected"));
                sent.countDown();
              }
              peer.awaitEnd();
            });
        var client = builder().build()) {
      var request = new HttpRequest(HttpMethod.POST, server.url("/"));
      for (var i = 0; i < 2; i++) {
        try (var response = client.sendSync(request, Context.NONE)) {
          assertThat(response.getBodyAsBinaryData().toString()).isEqualTo("expected");
        }
        sent.await();
      }
      assertThat(server.connections()).isEqualTo(2);
    }
  }

  @Test
  void earlyResponseToALargeUploadIsReturned() throws IOException {
    try (var server =
            new RawServer(peer -> {
              peer.readHead();
              peer.send("HTTP/1.1 413 Too Large\r\nContent-Length: 3\r\n\r\nbig");
              peer.awaitEnd();
            });
        var client = builder().build()) {
      var request = new HttpRequest(HttpMethod.PUT, server.url("/"));
      request.setBody(BinaryData.fromBytes(new byte[64 * MEGABYTE]));
      try (var response = client.sendSync(request, Context.NONE)) {
        assertThat(response.getStatusCode()).isEqualTo(413);
        assertThat(response.getBodyAsBinaryData().toString()).isEqualTo("big");
      }
      assertThat(client.idleConnections()).isZero();
      assertThat(client.connectionsInUse()).isZero();
    }
  }

  @Test
  void bodyIsNotSentAfterARejectedExpectation() throws IOException {
    try (var server =
            new RawServer(peer -> {
              peer.readHead();
              peer.send("HTTP/1.1 417 Expectation Failed\r\nContent-Length: 0\r\n\r\n");
              assertThat(peer.read(1)).isEmpty();
            });
        var client = builder().build()) {
      try (var response = client.sendSync(expecting(server), Context.NONE)) {
        assertThat(response.getStatusCode()).isEqualTo(417);
      }
      assertThat(client.idleConnections()).isZero();
    }
  }

  @Test
  void bodyIsSentAfterStatus100() throws IOException {
    try (var server =
            new RawServer(peer -> {
              peer.readHead();
              peer.send("HTTP/1.1 100 Continue\r\n\r\n");
              peer.send(RawServer.ok(new String(peer.read(4), StandardCharsets.UTF_8)));
              peer.awaitEnd();
            });
        var client = builder().build()) {
      try (var response = client.sendSync(expecting(server), Context.NONE)) {
        assertThat(response.getBodyAsBinaryData().toString()).isEqualTo("data");
      }
      assertThat(client.idleConnections()).isEqualTo(1);
    }
  }

  private static HttpRequest expecting(RawServer server) {
    var request = new HttpRequest(HttpMethod.PUT, server.url("/"));
    request.setHeader(HttpHeaderName.EXPECT, "100-continue");
    return request.setBody(BinaryData.fromString("data"));
  }

  @Test
  void decompressedBodyHitsTheLimit() throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(new byte[10 * MEGABYTE]);
    }
    try (var server =
            new RawServer(peer -> {
              var encoding = RawServer.header(peer.awaitHead(), "accept-encoding");
              peer.send(
                  "HTTP/1.1 200 OK\r\nContent-Encoding: "
                      + encoding
                      + "\r\nContent-Length: "
                      + bytes.size()
                      + "\r\n\r\n");
              peer.send(bytes.toByteArray());
              peer.awaitEnd();
            });
        var client = builder().decompression(true).maxResponseBodySize(MEGABYTE).build()) {
      assertThatThrownBy(() -> body(client, server))
          .hasStackTraceContaining("larger than 1048576 bytes (maxResponseBodySize)");
      assertThat(client.connectionsInUse()).isZero();
    }
  }

  @Test
  void closingAnEndlessBodyDoesNotReadIt() throws IOException {
    try (var server =
            new RawServer(peer -> {
              peer.readHead();
              peer.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
              while (true) {
                peer.send("3e8\r\n" + "y".repeat(1000) + "\r\n");
              }
            });
        var client = builder().build()) {
      get(client, server).close();
      assertThat(client.connectionsInUse()).isZero();
      assertThat(client.idleConnections()).isZero();
    }
  }
}
