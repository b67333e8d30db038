package dev.msi4j.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.ProxyOptions;
import com.azure.core.util.BinaryData;
import com.azure.core.util.Configuration;
import com.azure.core.util.Context;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the client with nginx, tinyproxy and squid. Skips programs that are not installed. */
@Timeout(120)
class ServerProgramTests {
  private static final Certificates CERTIFICATES = new Certificates();

  @TempDir Path folder;

  private static RawServer secureServer() throws IOException {
    return new RawServer(
        "https",
        CERTIFICATES.forName("localhost").getServerSocketFactory(),
        peer -> {
          while (peer.awaitRequest()) {
            peer.send(RawServer.ok("hello"));
          }
        });
  }

  private static PooledHttpClient through(ServerProgram proxy, boolean credentials) {
    var options = new ProxyOptions(ProxyOptions.Type.HTTP, proxy.address());
    if (credentials) {
      options.setCredentials("user", "pass");
    }
    return PooledHttpClient.builder().proxy(options).sslContext(CERTIFICATES.trusting()).build();
  }

  private static String get(PooledHttpClient client, URL url) {
    try (var response = client.sendSync(new HttpRequest(HttpMethod.GET, url), Context.NONE)) {
      return response.getStatusCode() + " " + response.getBodyAsBinaryData();
    }
  }

  private ServerProgram tinyproxy(String settings) throws Exception {
    var port = ServerProgram.freePort();
    var file = folder.resolve("tinyproxy.conf");
    Files.writeString(
        file, "Port " + port + "\nListen 127.0.0.1\nAllow 127.0.0.1\nTimeout 60\n" + settings);
    return ServerProgram.start(folder, port, "tinyproxy", "-d", "-c", file.toString());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void tinyproxyOpensTunnelsAndForwards(boolean credentials) throws Exception {
    try (var proxy = tinyproxy(credentials ? "BasicAuth user pass\n" : "");
        var secure = secureServer();
        var plain = RawServer.healthy();
        var client = through(proxy, credentials)) {
      for (var i = 0; i < 3; i++) {
        assertThat(get(client, secure.url("localhost", "/"))).isEqualTo("200 hello");
        assertThat(get(client, plain.url("localhost", "/"))).isEqualTo("200 hello");
      }
      assertThat(secure.connections()).isEqualTo(1);
    }
  }

  @Test
  void tinyproxyRejectsMissingCredentials() throws Exception {
    try (var proxy = tinyproxy("BasicAuth user pass\n");
        var secure = secureServer();
        var client = through(proxy, false)) {
      assertThatThrownBy(() -> get(client, secure.url("localhost", "/")))
          .hasMessageContaining("opens no tunnel to https://localhost:" + secure.port());
    }
  }

  @Test
  void squidAuthenticatesWithDigest() throws Exception {
    var port = ServerProgram.freePort();
    var digest = MessageDigest.getInstance("MD5");
    var hash = digest.digest("user:test:pass".getBytes(StandardCharsets.UTF_8));
    ServerProgram.share(folder);
    var passwords = folder.resolve("passwords");
    Files.writeString(passwords, "user:test:" + HexFormat.of().formatHex(hash) + "\n");
    var file = folder.resolve("squid.conf");
    Files.writeString(
        file,
        """
        http_port 127.0.0.1:%d
        auth_param digest program /usr/lib/squid/digest_file_auth -c %s
        auth_param digest children 1
        auth_param digest realm test
        acl known proxy_auth REQUIRED
        http_access allow known
        http_access deny all
        cache deny all
        access_log none
        cache_log %s
        pid_filename none
        coredump_dir %s
        shutdown_lifetime 0 seconds
        """
            .formatted(port, passwords, folder.resolve("cache.log"), folder));
    try (var proxy = ServerProgram.start(folder, port, "squid", "-N", "-f", file.toString());
        var secure = secureServer();
        var plain = RawServer.healthy();
        var client = through(proxy, true);
        var anonymous = through(proxy, false)) {
      for (var i = 0; i < 3; i++) {
        assertThat(get(client, secure.url("localhost", "/"))).isEqualTo("200 hello");
        assertThat(get(client, plain.url("127.0.0.1", "/path?query"))).isEqualTo("200 hello");
      }
      assertThatThrownBy(() -> get(anonymous, secure.url("localhost", "/")))
          .hasMessageContaining("ProxyOptions.setCredentials");
    }
  }

  @Test
  void nginxServesOverTlsCompressedAndNot() throws Exception {
    var port = ServerProgram.freePort();
    ServerProgram.share(folder);
    var pem = folder.resolve("server.pem");
    Files.writeString(pem, CERTIFICATES.pem("localhost"));
    var text = "hello ".repeat(10_000);
    Files.writeString(folder.resolve("text.txt"), text);
    var file = folder.resolve("nginx.conf");
    Files.writeString(
        file,
        """
        daemon off;
        master_process off;
        pid %1$s/nginx.pid;
        error_log stderr;
        events {}
        http {
          access_log off;
          default_type text/plain;
          client_body_temp_path %1$s/body;
          proxy_temp_path %1$s/proxy;
          fastcgi_temp_path %1$s/fastcgi;
          uwsgi_temp_path %1$s/uwsgi;
          scgi_temp_path %1$s/scgi;
          client_max_body_size 1m;
          server {
            listen 127.0.0.1:%2$d ssl;
            ssl_certificate %3$s;
            ssl_certificate_key %3$s;
            gzip on;
            gzip_min_length 0;
            location / { root %1$s; }
          }
        }
        """
            .formatted(folder, port, pem));
    var url = URI.create("https://localhost:" + port + "/text.txt").toURL();
    try (var nginx =
            ServerProgram.start(
                folder, port, "nginx", "-p", folder.toString(), "-e", "stderr", "-c", file + "");
        var plain = nginxClient(false);
        var compressed = nginxClient(true)) {
      assertThat(nginx.address().getPort()).isEqualTo(port);
      for (var i = 0; i < 3; i++) {
        assertThat(get(plain, url)).isEqualTo("200 " + text);
        assertThat(get(compressed, url)).isEqualTo("200 " + text);
      }
      assertThat(plain.idleConnections()).isEqualTo(1);
      assertThat(compressed.idleConnections()).isEqualTo(1);
      assertEncodingIsHidden(compressed, url);
      assertLargeUploadIsRejected(plain, url);
    }
  }

  private static PooledHttpClient nginxClient(boolean decompression) {
    return PooledHttpClient.builder()
        .configuration(Configuration.NONE)
        .sslContext(CERTIFICATES.trusting())
        .decompression(decompression)
        .build();
  }

  private static void assertEncodingIsHidden(PooledHttpClient client, URL url) {
    try (var response = client.sendSync(new HttpRequest(HttpMethod.GET, url), Context.NONE)) {
      assertThat(response.getHeaderValue(HttpHeaderName.CONTENT_ENCODING)).isNull();
      assertThat(response.getHeaders().get(HttpHeaderName.CONTENT_ENCODING)).isNull();
    }
  }

  /** Sends a body that nginx rejects before it has read the body. */
  private static void assertLargeUploadIsRejected(PooledHttpClient client, URL url) {
    var request = new HttpRequest(HttpMethod.PUT, url);
    request.setBody(BinaryData.fromBytes(new byte[32 * 1024 * 1024]));
    try (var response = client.sendSync(request, Context.NONE)) {
      assertThat(response.getStatusCode()).isEqualTo(413);
    }
  }
}
