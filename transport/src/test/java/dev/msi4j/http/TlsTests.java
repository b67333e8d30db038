package dev.msi4j.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import com.azure.core.util.BinaryData;
import com.azure.core.util.Configuration;
import com.azure.core.util.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class TlsTests {
  private static final Certificates CERTIFICATES = new Certificates();

  private static RawServer server(SSLContext context) throws IOException {
    return new RawServer(
        "https",
        context.getServerSocketFactory(),
        peer -> {
          while (peer.awaitRequest()) {
            peer.send(RawServer.ok("hello"));
          }
        });
  }

  private static PooledHttpClientBuilder trusting() {
    return PooledHttpClient.builder()
        .configuration(Configuration.NONE)
        .sslContext(CERTIFICATES.trusting());
  }

  private static String get(PooledHttpClient client, RawServer server, String host) {
    var request = new HttpRequest(HttpMethod.GET, server.url(host, "/"));
    try (var response = client.sendSync(request, Context.NONE)) {
      return response.getBodyAsBinaryData().toString();
    }
  }

  @Test
  void requestsToATrustedServerShareAConnection() throws IOException {
    try (var server = server(CERTIFICATES.forName("localhost"));
        var client = trusting().build()) {
      for (var i = 0; i < 5; i++) {
        assertThat(get(client, server, "localhost")).isEqualTo("hello");
      }
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void certificateForTheAddressIsAccepted() throws IOException {
    try (var server = server(CERTIFICATES.forAddress("127.0.0.1"));
        var client = trusting().build()) {
      assertThat(get(client, server, "127.0.0.1")).isEqualTo("hello");
    }
  }

  @Test
  void certificateForAnotherNameIsRejected() throws IOException {
    try (var server = server(CERTIFICATES.forName("other.example"));
        var client = trusting().build()) {
      assertThatThrownBy(() -> get(client, server, "localhost"))
          .hasMessageContaining("TLS handshake with https://localhost:" + server.port())
          .hasMessageContaining("is for another name than 'localhost'")
          .cause()
          .isInstanceOf(SSLHandshakeException.class);
      assertThat(server.requests()).isZero();
      assertThat(client.connectionsInUse()).isZero();
    }
  }

  @Test
  void certificateForAnotherAddressIsRejected() throws IOException {
    try (var server = server(CERTIFICATES.forName("localhost"));
        var client = trusting().build()) {
      assertThatThrownBy(() -> get(client, server, "127.0.0.1"))
          .hasMessageContaining("is for another name than '127.0.0.1'");
    }
  }

  @Test
  void expiredCertificateIsRejected() throws IOException {
    try (var server = server(CERTIFICATES.expired("localhost"));
        var client = trusting().build()) {
      assertThatThrownBy(() -> get(client, server, "localhost"))
          .hasMessageContaining("needs a certificate that is valid now");
    }
  }

  @Test
  void unknownAuthorityIsRejected() throws IOException {
    try (var server = server(CERTIFICATES.forName("localhost"));
        var client = PooledHttpClient.builder().configuration(Configuration.NONE).build()) {
      assertThatThrownBy(() -> get(client, server, "localhost"))
          .hasMessageContaining("add its certificate authority to the trust store")
          .hasMessageContaining("sslContext(...)");
    }
  }

  @Test
  void clientCertificateIsPresented() throws IOException {
    try (var server = serverRequiringACertificate();
        var client =
            PooledHttpClient.builder()
                .configuration(Configuration.NONE)
                .sslContext(CERTIFICATES.forName("client.example"))
                .build()) {
      assertThat(get(client, server, "localhost")).isEqualTo("hello");
    }
  }

  @Test
  void missingClientCertificateIsReported() throws IOException {
    try (var server = serverRequiringACertificate();
        var client = trusting().build()) {
      assertThatThrownBy(() -> get(client, server, "localhost"))
          .isInstanceOf(UncheckedIOException.class);
      assertThat(server.requests()).isZero();
      assertThat(client.connectionsInUse()).isZero();
    }
  }

  private static RawServer serverRequiringACertificate() throws IOException {
    return new RawServer(
        "https",
        CERTIFICATES.forName("localhost").getServerSocketFactory(),
        peer -> {
          ((SSLSocket) peer.socket()).setNeedClientAuth(true);
          peer.awaitRequest();
          peer.send(RawServer.ok("hello"));
        });
  }

  @Test
  void plainServerIsReported() throws IOException {
    try (var server =
            new RawServer(peer -> {
              peer.send("HTTP/1.1 400 Bad\r\n\r\n");
              peer.awaitEnd();
            });
        var client = trusting().build()) {
      var url = URI.create("https://localhost:" + server.port() + "/").toURL();
      assertThatThrownBy(() -> client.sendSync(new HttpRequest(HttpMethod.GET, url), Context.NONE))
          .hasMessageContaining("TLS handshake with https://localhost:" + server.port());
    }
  }

  @Test
  void silentHandshakeHitsTheConnectTimeout() throws IOException {
    try (var server = new RawServer(RawServer.Peer::awaitEnd);
        var client = trusting().connectTimeout(Duration.ofMillis(300)).build()) {
      var url = URI.create("https://localhost:" + server.port() + "/").toURL();
      assertThatThrownBy(() -> client.sendSync(new HttpRequest(HttpMethod.GET, url), Context.NONE))
          .hasMessageContaining("within 300 ms (connectTimeout)")
          .cause()
          .isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void slowTlsRecordBytesHitTheResponseTimeout() throws IOException {
    try (var server =
            new RawServer(
                "https",
                CERTIFICATES.forName("localhost").getServerSocketFactory(),
                peer -> {
                  peer.readHead();
                  var never = new CountDownLatch(1);
                  while (!never.await(20, TimeUnit.MILLISECONDS)) {
                    peer.send("H");
                  }
                });
        var client = trusting().responseTimeout(Duration.ofMillis(300)).build()) {
      assertThatThrownBy(() -> get(client, server, "localhost"))
          .hasMessageContaining("no response within 300 ms (responseTimeout)");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT"})
  void closedIdleConnectionIsReplaced(String method) throws Exception {
    var closed = new CountDownLatch(1);
    try (var server =
            new RawServer(
                "https",
                CERTIFICATES.forName("localhost").getServerSocketFactory(),
                peer -> {
                  peer.awaitRequest();
                  peer.send(RawServer.ok("hello"));
                  if (peer.number() == 0) {
                    peer.socket().close();
                    closed.countDown();
                  }
                  peer.awaitEnd();
                });
        var client = trusting().build()) {
      assertThat(get(client, server, "localhost")).isEqualTo("hello");
      closed.await();
      var request =
          new HttpRequest(HttpMethod.valueOf(method), server.url("localhost", "/"))
              .setBody(BinaryData.fromString("data"));
      try (var response = client.sendSync(request, Context.NONE)) {
        assertThat(response.getStatusCode()).isEqualTo(200);
      }
      assertThat(server.connections()).isEqualTo(2);
    }
  }

  @Test
  void largeBodiesAreSentAndReceived() throws IOException {
    var sent = new byte[5 * 1024 * 1024];
    new Random(1).nextBytes(sent);
    try (var server =
            new RawServer(
                "https",
                CERTIFICATES.forName("localhost").getServerSocketFactory(),
                peer -> {
                  peer.readHead();
                  var received = peer.read(sent.length);
                  peer.send("HTTP/1.1 200 OK\r\nContent-Length: " + received.length + "\r\n\r\n");
                  peer.send(received);
                  peer.awaitEnd();
                });
        var client = trusting().build()) {
      var request = new HttpRequest(HttpMethod.PUT, server.url("localhost", "/"));
      request.setBody(BinaryData.fromBytes(sent));
      try (var response = client.sendSync(request, Context.NONE)) {
        assertThat(response.getBodyAsBinaryData().toBytes()).isEqualTo(sent);
      }
      assertThat(client.idleConnections()).isEqualTo(1);
    }
  }
}
