package dev.msi4j.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.BinaryData;
import com.azure.core.util.Configuration;
import com.azure.core.util.Context;
import com.azure.core.util.Contexts;
import com.azure.core.util.HttpClientOptions;
import com.azure.core.util.ProgressReporter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the format of sent requests and of received responses. */
@Timeout(60)
class BehaviorTests {
  private static PooledHttpClientBuilder builder() {
    return PooledHttpClient.builder().configuration(Configuration.NONE);
  }

  /** Answers with the head of the request. */
  private static RawServer echo() throws IOException {
    return new RawServer(peer -> {
      String head;
      while ((head = peer.readHead()) != null) {
        var length = RawServer.header(head, "Content-Length");
        peer.read(length == null ? 0 : Integer.parseInt(length));
        peer.send(RawServer.ok(head));
      }
    });
  }

  private static String sent(HttpRequest request) {
    try (var client = builder().build();
        var response = client.sendSync(request, Context.NONE)) {
      return response.getBodyAsBinaryData().toString();
    }
  }

  @Test
  void getHasHostAndEmptyBody() throws IOException {
    try (var server = echo()) {
      assertThat(sent(new HttpRequest(HttpMethod.GET, server.url("/path?query=1"))))
          .isEqualTo("GET /path?query=1 HTTP/1.1\r\nHost: 127.0.0.1:" + server.port() + "\r\n\r\n");
    }
  }

  @Test
  void hostOfTheRequestTakesPrecedence() throws IOException {
    try (var server = echo()) {
      var request = new HttpRequest(HttpMethod.GET, server.url(""));
      request.setHeader(HttpHeaderName.HOST, "service.example");
      assertThat(sent(request)).isEqualTo("GET / HTTP/1.1\r\nHost: service.example\r\n\r\n");
    }
  }

  @Test
  void postWithoutBodyHasLengthZero() throws IOException {
    try (var server = echo()) {
      assertThat(sent(new HttpRequest(HttpMethod.POST, server.url("/"))))
          .contains("Content-Length: 0\r\n");
    }
  }

  @Test
  void framingHeadersOfTheCallerAreReplaced() throws IOException {
    try (var server = echo()) {
      var request = new HttpRequest(HttpMethod.PUT, server.url("/"));
      request.setBody(BinaryData.fromString("data"));
      request.setHeader(HttpHeaderName.TRANSFER_ENCODING, "chunked");
      assertThat(sent(request)).contains("Content-Length: 4\r\n").doesNotContain("chunked");
    }
  }

  @Test
  void eachValueOfAHeaderIsASeparateLine() throws IOException {
    try (var server = echo()) {
      var name = HttpHeaderName.fromString("X-Several");
      var request = new HttpRequest(HttpMethod.GET, server.url("/"));
      request.getHeaders().add(name, "one").add(name, "two");
      assertThat(sent(request)).contains("X-Several: one\r\nX-Several: two\r\n");
    }
  }

  @Test
  void invalidCharactersOfARequestLineAreEncoded() throws IOException {
    try (var server = echo()) {
      @SuppressWarnings("deprecation") // A URI would encode the characters.
      var url = new URL("http://127.0.0.1:" + server.port() + "/a b/\u00e9?q=\r\nX: y#fragment");
      assertThat(sent(new HttpRequest(HttpMethod.GET, url)))
          .startsWith("GET /a%20b/%C3%A9?q=%0D%0AX:%20y HTTP/1.1\r\nHost");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\r\nInjected: b", "a\nb", "a\0b", "a\u007fb"})
  void controlCharacterInAHeaderIsRejected(String value) throws IOException {
    try (var server = echo()) {
      var request = new HttpRequest(HttpMethod.GET, server.url("/"));
      request.setHeader(HttpHeaderName.fromString("X-Name"), value);
      assertThatThrownBy(() -> sent(request))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("'X-Name': its value has a control character at index 1");
      assertThat(server.connections()).isZero();
    }
  }

  @Test
  void invalidHeaderNameIsRejected() throws IOException {
    try (var server = echo()) {
      var request = new HttpRequest(HttpMethod.GET, server.url("/"));
      request.setHeader(HttpHeaderName.fromString("X\r\nInjected"), "value");
      assertThatThrownBy(() -> sent(request))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("X??Injected");
    }
  }

  @Test
  void invalidLengthIsRejected() throws IOException {
    try (var server = echo()) {
      var request = new HttpRequest(HttpMethod.PUT, server.url("/"));
      request.setBody(BinaryData.fromString("data"));
      request.setHeader(HttpHeaderName.CONTENT_LENGTH, "many");
      assertThatThrownBy(() -> sent(request))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("Content-Length: 'many'");
    }
  }

  private static final String SEVERAL =
      "HTTP/1.1 200 OK\r\nX-One: 1\r\nX-Two: a\r\nx-two: b\r\nContent-Length: 5\r\n\r\nhello";

  @Test
  void headersOfTheResponseAreCaseInsensitive() throws IOException {
    try (var server = RawServer.answering(SEVERAL);
        var client = builder().build();
        var response = get(client, server.url("/"))) {
      var one = HttpHeaderName.fromString("x-ONE");
      var two = HttpHeaderName.fromString("X-TWO");
      assertThat(response.getHeaderValue(one)).isEqualTo("1");
      assertThat(response.getHeaderValue(two)).isEqualTo("a,b");
      assertThat(response.getHeaders().getValues(two)).containsExactly("a", "b");
      assertThat(response.getHeaders().getClass()).isEqualTo(HttpHeaders.class);
      assertThat(response.getHeaderValue(one)).isEqualTo("1");
      assertThat(response.getHeaderValue(HttpHeaderName.LOCATION)).isNull();
    }
  }

  private static HttpResponse get(HttpClient client, URL url) {
    return client.sendSync(new HttpRequest(HttpMethod.GET, url), Context.NONE);
  }

  @Test
  void everyMethodReturnsTheBody() throws IOException {
    try (var server = RawServer.healthy();
        var client = builder().build()) {
      var url = server.url("/");
      var channel = new ByteArrayOutputStream();
      get(client, url).writeBodyTo(Channels.newChannel(channel));
      assertThat(channel.toString(StandardCharsets.UTF_8)).isEqualTo("hello");
      assertThat(get(client, url).getBodyAsString().block()).isEqualTo("hello");
      assertThat(get(client, url).getBodyAsString(StandardCharsets.US_ASCII).block())
          .isEqualTo("hello");
      assertThat(get(client, url).getBodyAsInputStream().map(BehaviorTests::read).block())
          .hasSize(5);
      assertThat(get(client, url).getBodyAsInputStreamSync().readAllBytes()).hasSize(5);
      assertThat(get(client, url).getBody().map(ByteBuffer::remaining).collectList().block())
          .containsExactly(5);
      assertThat(get(client, url).buffer().getBodyAsBinaryData().toString()).isEqualTo("hello");
      assertThat(client.connectionsInUse()).isZero();
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  private static byte[] read(InputStream in) {
    try {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void readOfAClosedResponseFails() throws IOException {
    try (var server = RawServer.answering(RawServer.ok("x".repeat(500_000)));
        var client = builder().build()) {
      var response = get(client, server.url("/"));
      var body = response.getBodyAsInputStreamSync();
      response.close();
      assertThatThrownBy(body::read).hasMessageContaining("the response is closed");
    }
  }

  @Test
  void ignoredBodyFreesTheConnection() throws IOException {
    try (var server = RawServer.healthy();
        var client = builder().build()) {
      var request = new HttpRequest(HttpMethod.GET, server.url("/"));
      var response = client.sendSync(request, new Context("azure-ignore-response-body", true));
      assertThat(response.getBodyAsByteArray().block()).isNull();
      assertThat(client.idleConnections()).isEqualTo(1);
    }
  }

  @Test
  void compressedBodyIsUnchangedByDefault() throws IOException {
    try (var server = gzip();
        var client = builder().build();
        var response = get(client, server.url("/"))) {
      assertThat(response.getHeaderValue(HttpHeaderName.CONTENT_ENCODING)).isEqualTo("gzip");
      assertThat(response.getBodyAsBinaryData().toBytes()).startsWith(0x1f, 0x8b);
    }
  }

  @Test
  void compressedBodyIsDecompressedIfTheClientRequestedIt() throws IOException {
    try (var server = gzip();
        var client = builder().decompression(true).build()) {
      for (var i = 0; i < 3; i++) {
        try (var response = get(client, server.url("/"))) {
          assertThat(response.getHeaderValue(HttpHeaderName.CONTENT_LENGTH)).isNull();
          assertThat(response.getBodyAsBinaryData().toString()).isEqualTo("hello");
        }
      }
      assertThat(server.connections()).isEqualTo(1);
      var request = new HttpRequest(HttpMethod.GET, server.url("/"));
      request.setHeader(HttpHeaderName.ACCEPT_ENCODING, "gzip");
      try (var response = client.sendSync(request, Context.NONE)) {
        assertThat(response.getBodyAsBinaryData().toBytes()).startsWith(0x1f, 0x8b);
      }
    }
  }

  private static RawServer gzip() throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write("hello".getBytes(StandardCharsets.UTF_8));
    }
    return new RawServer(peer -> {
      while (peer.awaitRequest()) {
        peer.send(
            "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: "
                + bytes.size()
                + "\r\n\r\n");
        peer.send(bytes.toByteArray());
      }
    });
  }

  @Test
  void progressIsReportedAsTheBodyIsSent() throws IOException {
    try (var server = echo();
        var client = builder().build()) {
      var reports = new ArrayList<Long>();
      var reporter = ProgressReporter.withProgressListener(reports::add);
      var request = new HttpRequest(HttpMethod.PUT, server.url("/"));
      request.setBody(BinaryData.fromBytes(new byte[200_000]));
      var context = Contexts.empty().setHttpRequestProgressReporter(reporter).getContext();
      client.sendSync(request, context).close();
      assertThat(reports).hasSize(4).isSorted().endsWith(200_000L);
    }
  }

  @Test
  void urlMustBeHttp() throws IOException {
    try (var client = builder().build()) {
      assertThatThrownBy(() -> get(client, URI.create("file:///etc/hosts").toURL()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("'file' is not supported; use http or https");
    }
  }

  @Test
  void serviceLoaderFindsTheClient() {
    assertThat(HttpClient.createDefault()).isInstanceOf(PooledHttpClient.class);
    var options =
        new HttpClientOptions()
            .setConfiguration(Configuration.NONE)
            .setMaximumConnectionPoolSize(1)
            .setHttpClientProvider(PooledHttpClientProvider.class);
    assertThat(HttpClient.createDefault(options)).isInstanceOf(PooledHttpClient.class);
  }

  @Test
  void optionsOfAzureCoreAreApplied() throws IOException {
    var options =
        new HttpClientOptions()
            .setConfiguration(Configuration.NONE)
            .setResponseTimeout(Duration.ofMillis(150));
    try (var server = new RawServer(RawServer.Peer::awaitEnd);
        var client = PooledHttpClient.builder().options(options).build()) {
      assertThatThrownBy(() -> get(client, server.url("/")))
          .hasMessageContaining("150 ms (responseTimeout)");
    }
  }

  @Test
  void settingsOutOfRangeAreRejected() {
    var builder = builder();
    assertThatThrownBy(() -> builder.maxConnections(0)).hasMessageContaining("maxConnections: 0");
    assertThatThrownBy(() -> builder.maxConnectionsPerHost(-1))
        .hasMessageContaining("maxConnectionsPerHost: -1");
    assertThatThrownBy(() -> builder.asyncThreads(0)).hasMessageContaining("asyncThreads: 0");
    assertThatThrownBy(() -> builder.maxResponseHeaderSize(10))
        .hasMessageContaining("maxResponseHeaderSize: 10 is less than 1024");
    assertThatThrownBy(() -> builder.maxResponseBodySize(-1))
        .hasMessageContaining("maxResponseBodySize: -1");
  }
}
