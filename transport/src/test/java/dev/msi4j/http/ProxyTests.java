package dev.msi4j.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.ProxyOptions;
import com.azure.core.util.BinaryData;
import com.azure.core.util.Configuration;
import com.azure.core.util.ConfigurationBuilder;
import com.azure.core.util.Context;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ProxyTests {
  private static final Certificates CERTIFICATES = new Certificates();
  static final String BASIC =
      "HTTP/1.1 407 Proxy Authentication Required\r\n"
          + "Proxy-Authenticate: Basic realm=\"test\"\r\nContent-Length: 4\r\n\r\nwait";
  private static final String DIGEST =
      "HTTP/1.1 407 Proxy Authentication Required\r\n"
          + "Proxy-Authenticate: Digest realm=\"test\", nonce=\"abc\", qop=\"auth\","
          + " algorithm=SHA-256, Basic realm=\"test\"\r\nContent-Length: 0\r\n\r\n";

  private static RawServer secureServer() throws IOException {
    return new RawServer(
        "https",
        CERTIFICATES.forName("service.example").getServerSocketFactory(),
        peer -> {
          while (peer.awaitRequest()) {
            peer.send(RawServer.ok("hello"));
          }
        });
  }

  private static PooledHttpClientBuilder through(ProxyOptions options) {
    return PooledHttpClient.builder().proxy(options).sslContext(CERTIFICATES.trusting());
  }

  private static ProxyOptions http(TestProxy proxy) {
    return new ProxyOptions(ProxyOptions.Type.HTTP, proxy.address());
  }

  private static String get(PooledHttpClient client, URL url) {
    try (var response = client.sendSync(new HttpRequest(HttpMethod.GET, url), Context.NONE)) {
      return response.getStatusCode() + " " + response.getBodyAsBinaryData();
    }
  }

  @Test
  void httpsUsesATunnelToTheHostName() throws IOException {
    try (var server = secureServer();
        var proxy = new TestProxy(head -> null);
        var client = through(http(proxy)).build()) {
      var url = server.url("service.example", "/secret-path");
      for (var i = 0; i < 3; i++) {
        assertThat(get(client, url)).isEqualTo("200 hello");
      }
      assertThat(proxy.heads()).hasSize(1);
      assertThat(proxy.heads().get(0))
          .startsWith("CONNECT service.example:" + server.port() + " HTTP/1.1\r\n")
          .contains("Host: service.example:" + server.port())
          .doesNotContain("secret-path");
    }
  }

  @Test
  void httpIsForwardedWithTheWholeUrl() throws IOException {
    try (var server = RawServer.healthy();
        var proxy = new TestProxy(head -> null);
        var client = through(http(proxy)).build()) {
      var url = server.url("service.example", "/path?query");
      assertThat(get(client, url)).isEqualTo("200 hello");
      assertThat(get(client, url)).isEqualTo("200 hello");
      assertThat(proxy.heads().get(0))
          .startsWith("GET http://service.example:" + server.port() + "/path?query HTTP/1.1\r\n");
      assertThat(proxy.heads()).hasSize(1);
    }
  }

  static boolean hasBasic(String head) {
    var value =
        "Basic " + Base64.getEncoder().encodeToString("user:pass".getBytes(StandardCharsets.UTF_8));
    return value.equals(RawServer.header(head, "Proxy-Authorization"));
  }

  private static boolean hasDigest(String head) {
    var value = RawServer.header(head, "Proxy-Authorization");
    return value != null
        && value.startsWith("Digest ")
        && value.contains("username=\"user\"")
        && value.contains("uri=\"" + head.split(" ", 3)[1] + "\"")
        && value.contains("nonce=\"abc\"");
  }

  @Test
  void tunnelUsesBasicAfterAChallenge() throws IOException {
    try (var server = secureServer();
        var proxy = new TestProxy(head -> hasBasic(head) ? null : BASIC);
        var client = through(http(proxy).setCredentials("user", "pass")).build()) {
      assertThat(get(client, server.url("service.example", "/"))).isEqualTo("200 hello");
      assertThat(RawServer.header(proxy.heads().get(0), "Proxy-Authorization")).isNull();
    }
  }

  @Test
  void tunnelPrefersDigestToBasic() throws IOException {
    try (var server = secureServer();
        var proxy = new TestProxy(head -> hasDigest(head) ? null : DIGEST);
        var client = through(http(proxy).setCredentials("user", "pass")).build()) {
      assertThat(get(client, server.url("service.example", "/"))).isEqualTo("200 hello");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void forwardedRequestIsAuthenticated(boolean digest) throws IOException {
    try (var server = RawServer.healthy();
        var proxy =
            new TestProxy(
                head -> digest ? hasDigest(head) ? null : DIGEST : hasBasic(head) ? null : BASIC);
        var client = through(http(proxy).setCredentials("user", "pass")).build()) {
      var request = new HttpRequest(HttpMethod.POST, server.url("/path"));
      request.setBody(BinaryData.fromString("data"));
      try (var response = client.sendSync(request, Context.NONE)) {
        assertThat(response.getStatusCode()).isEqualTo(200);
      }
      assertThat(proxy.heads()).hasSize(2);
      assertThat(client.connectionsInUse()).isZero();
    }
  }

  @Test
  void wrongCredentialsForATunnelAreReported() throws IOException {
    try (var server = secureServer();
        var proxy = new TestProxy(head -> BASIC);
        var client = through(http(proxy).setCredentials("user", "pass")).build()) {
      assertThatThrownBy(() -> get(client, server.url("service.example", "/")))
          .hasMessageContaining("proxy localhost:" + proxy.address().getPort())
          .hasMessageContaining("407")
          .hasMessageContaining("does not accept the user name and password")
          .hasMessageNotContaining("pass\"");
      assertThat(proxy.heads().size()).isLessThanOrEqualTo(3);
      assertThat(client.connectionsInUse()).isZero();
    }
  }

  @Test
  void missingCredentialsForATunnelAreReported() throws IOException {
    try (var server = secureServer();
        var proxy = new TestProxy(head -> BASIC);
        var client = through(http(proxy)).build()) {
      assertThatThrownBy(() -> get(client, server.url("service.example", "/")))
          .hasMessageContaining("ProxyOptions.setCredentials");
      assertThat(proxy.heads()).hasSize(1);
    }
  }

  @Test
  void unknownSchemeIsReported() throws IOException {
    var negotiate = BASIC.replace("Basic realm=\"test\"", "Negotiate");
    try (var server = secureServer();
        var proxy = new TestProxy(head -> negotiate);
        var client = through(http(proxy).setCredentials("user", "pass")).build()) {
      assertThatThrownBy(() -> get(client, server.url("service.example", "/")))
          .hasMessageContaining("other than Basic and Digest");
    }
  }

  @Test
  void rejectionOfAForwardedRequestIsAResponse() throws IOException {
    try (var server = RawServer.healthy();
        var proxy = new TestProxy(head -> BASIC);
        var client = through(http(proxy).setCredentials("user", "pass")).build()) {
      assertThat(get(client, server.url("/"))).isEqualTo("407 wait");
      assertThat(proxy.heads()).hasSize(2);
      assertThat(client.connectionsInUse()).isZero();
    }
  }

  @Test
  void rejectedTunnelIsReported() throws IOException {
    try (var server = secureServer();
        var proxy = new TestProxy(head -> "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n");
        var client = through(http(proxy)).build()) {
      assertThatThrownBy(() -> get(client, server.url("service.example", "/")))
          .hasMessageContaining("opens no tunnel to https://service.example:" + server.port())
          .hasMessageContaining("403 Forbidden");
    }
  }

  @Test
  void dataBeforeTheHandshakeIsRejected() throws IOException {
    try (var server = secureServer();
        var proxy = new TestProxy(head -> "HTTP/1.1 200 OK\r\n\r\ninjected");
        var client = through(http(proxy)).build()) {
      assertThatThrownBy(() -> get(client, server.url("service.example", "/")))
          .hasMessageContaining("sent unexpected data");
    }
  }

  @Test
  void silentProxyHitsTheConnectTimeout() throws IOException {
    try (var server = secureServer();
        var proxy = new RawServer(RawServer.Peer::awaitEnd);
        var client =
            through(
                    new ProxyOptions(
                        ProxyOptions.Type.HTTP,
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), proxy.port())))
                .connectTimeout(Duration.ofMillis(300))
                .build()) {
      assertThatThrownBy(() -> get(client, server.url("service.example", "/")))
          .hasMessageContaining("within 300 ms (connectTimeout)")
          .hasMessageContaining("through proxy localhost:" + proxy.port());
    }
  }

  @Test
  void certificateIsVerifiedInTheTunnel() throws IOException {
    try (var server = secureServer();
        var proxy = new TestProxy(head -> null);
        var client = through(http(proxy)).build()) {
      assertThatThrownBy(() -> get(client, server.url("other.example", "/")))
          .hasMessageContaining("is for another name than 'other.example'");
    }
  }

  @Test
  void nonProxyHostsAreReachedDirectly() throws IOException {
    try (var server = RawServer.healthy();
        var proxy = new TestProxy(head -> null);
        var client = through(http(proxy).setNonProxyHosts("127.*|*.direct.example")).build()) {
      assertThat(get(client, server.url("/"))).isEqualTo("200 hello");
      assertThat(proxy.heads()).isEmpty();
      assertThat(get(client, server.url("service.example", "/"))).isEqualTo("200 hello");
      assertThat(proxy.heads()).hasSize(1);
    }
  }

  /** Returns a new configuration, since putProperty of the global one affects other tests. */
  private static Configuration configuration(String... pairs) {
    var properties = new HashMap<String, String>();
    for (var i = 0; i < pairs.length; i += 2) {
      properties.put(pairs[i], pairs[i + 1]);
    }
    return new ConfigurationBuilder(path -> Map.of(), path -> Map.of(), path -> properties).build();
  }

  @Test
  void configurationSetsTheProxy() throws IOException {
    try (var server = RawServer.healthy();
        var proxy = new TestProxy(head -> hasBasic(head) ? null : BASIC);
        var client =
            PooledHttpClient.builder()
                .configuration(
                    configuration(
                        "java.net.useSystemProxies",
                        "true",
                        "HTTP_PROXY",
                        "http://user:pass@localhost:" + proxy.address().getPort(),
                        "NO_PROXY",
                        "127.0.0.1"))
                .build()) {
      assertThat(get(client, server.url("service.example", "/"))).isEqualTo("200 hello");
      assertThat(proxy.heads()).hasSize(2);
      assertThat(get(client, server.url("/"))).isEqualTo("200 hello");
      assertThat(proxy.heads()).hasSize(2);
    }
  }

  @Test
  void configurationNoneMeansNoProxy() throws IOException {
    try (var server = RawServer.healthy();
        var client = PooledHttpClient.builder().configuration(Configuration.NONE).build()) {
      assertThat(get(client, server.url("/"))).isEqualTo("200 hello");
    }
  }

  @Test
  void unknownProxyHostIsReported() throws IOException {
    var address = InetSocketAddress.createUnresolved("proxy.invalid", 8080);
    try (var server = RawServer.healthy();
        var client = through(new ProxyOptions(ProxyOptions.Type.HTTP, address)).build()) {
      assertThatThrownBy(() -> get(client, server.url("/")))
          .hasMessageContaining("cannot resolve the host name of the proxy proxy.invalid:8080");
    }
  }

  @Test
  void socksProxyIsUsed() throws IOException {
    try (var server = RawServer.healthy();
        var proxy = new RawServer(ProxyTests::socks);
        var client =
            through(
                    new ProxyOptions(
                        ProxyOptions.Type.SOCKS5,
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), proxy.port())))
                .build()) {
      for (var i = 0; i < 2; i++) {
        var request = new HttpRequest(HttpMethod.POST, server.url("service.example", "/"));
        try (var response = client.sendSync(request, Context.NONE)) {
          assertThat(response.getBodyAsBinaryData().toString()).isEqualTo("hello");
        }
      }
      assertThat(proxy.connections()).isEqualTo(1);
    }
  }

  /** Runs a SOCKS 5 server for host names, without authentication (RFC 1928). */
  private static void socks(RawServer.Peer peer) throws Exception {
    peer.read(peer.read(2)[1]);
    peer.send(new byte[] {5, 0});
    peer.read(4);
    var name = new String(peer.read(peer.read(1)[0]), StandardCharsets.US_ASCII);
    assertThat(name).isEqualTo("service.example");
    var port = peer.read(2);
    peer.send(new byte[] {5, 0, 0, 1, 127, 0, 0, 1, port[0], port[1]});
    TestProxy.relayToPort(peer, ((port[0] & 0xff) << 8) | (port[1] & 0xff));
  }

  @Test
  void socksWithCredentialsIsRejected() {
    var options =
        new ProxyOptions(
                ProxyOptions.Type.SOCKS5,
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 1080))
            .setCredentials("user", "pass");
    assertThatThrownBy(() -> PooledHttpClient.builder().proxy(options).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("SOCKS with a user name is not supported");
  }
}
