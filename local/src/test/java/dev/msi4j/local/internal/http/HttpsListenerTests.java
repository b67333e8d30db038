package dev.msi4j.local.internal.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.tls.CertificateAuthority;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpsListenerTests {
  /** Without names, so that clients compare the IP address with the certificate. */
  private static final InetAddress LOOPBACK = loopback();

  private static final HttpsListener.Address ANY =
      new HttpsListener.Address("127.0.0.1", 0, List.of());
  private static final HttpsListener.Limits SMALL =
      new HttpsListener.Limits(
          1000, 1800, Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofSeconds(20));
  private static final CertificateAuthority AUTHORITY =
      CertificateAuthority.inMemory(Clock.systemUTC());

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .sslContext(AUTHORITY.clientContext())
          .build();
  private final CountDownLatch entered = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);

  @AutoClose
  private final HttpsListener listener =
      HttpsListener.start(ANY, AUTHORITY.serverContext(List.of()), SMALL, guarded(this::handle));

  private static ExceptionHandler guarded(Handler handler) {
    return new ExceptionHandler(handler, UUID::randomUUID);
  }

  private Response handle(Request request) {
    return switch (request.path()) {
      case "/fault" -> throw new IllegalStateException("the secret reason");
      case "/overflow" -> throw new StackOverflowError();
      case "/rejected" -> throw new TeapotException();
      case "/empty" -> Response.empty(204);
      case "/dated" -> Response.empty(204).with("Date", "Tue, 03 Jun 2008 11:05:30 GMT");
      case "/slow" -> waitForRelease();
      case "/reset" -> Response.json(200, seen(request)).withFault(ResponseFault.RESET);
      case "/cut" -> Response.json(200, seen(request)).withFault(ResponseFault.TRUNCATE);
      case "/large" -> Response.json(200, Json.object().put("large", "l".repeat(32 << 20)));
      case "/cut-empty" -> Response.empty(202).withFault(ResponseFault.TRUNCATE);
      default -> Response.json(200, seen(request)).with("x-seen", request.method());
    };
  }

  private static com.fasterxml.jackson.databind.JsonNode seen(Request request) {
    return Json.object()
        .put("method", request.method())
        .put("origin", request.origin())
        .put("path", request.path())
        .put("segments", String.join("|", request.segments()))
        .put("filter", request.query().first("$filter").orElse(""))
        .put("header", request.headers().first("X-Test").orElse(""))
        .put("length", request.body().bytes().length);
  }

  private Response waitForRelease() {
    entered.countDown();
    try {
      return Response.empty(released.await(20, TimeUnit.SECONDS) ? 200 : 504);
    } catch (InterruptedException e) {
      return Response.empty(599);
    }
  }

  @AfterEach
  void release() {
    released.countDown();
  }

  @Test
  void clientThatTrustsTheAuthorityGetsResponse() throws Exception {
    var response = post("/a%2Fb/c?$filter=x", "hello");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body())
        .contains("\"method\":\"POST\"")
        .contains("\"origin\":\"" + listener.origin() + "\"")
        .contains("\"path\":\"/a%2Fb/c\"")
        .contains("\"segments\":\"a/b|c\"")
        .contains("\"filter\":\"x\"")
        .contains("\"header\":\"yes\"")
        .contains("\"length\":5");
    assertThat(response.headers().firstValue("Content-Type"))
        .hasValue("application/json; charset=utf-8");
    assertThat(response.headers().firstValue("Server")).isEmpty();
    assertThat(response.headers().firstValue("Date")).isPresent();
  }

  @Test
  void dateOfResponseReplacesDateOfMachine() throws Exception {
    assertThat(post("/dated", "").headers().allValues("Date"))
        .containsExactly("Tue, 03 Jun 2008 11:05:30 GMT");
    assertThat(post("/", "").headers().allValues("Date")).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void clientByIpAddressGetsResponseWithEachTlsVersion(String version) throws Exception {
    try (var socket = AUTHORITY.clientContext().getSocketFactory().createSocket()) {
      var tls = (javax.net.ssl.SSLSocket) socket;
      tls.setEnabledProtocols(new String[] {version});
      var parameters = tls.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      tls.setSSLParameters(parameters);
      tls.connect(new InetSocketAddress(LOOPBACK, listener.port()));

      var answer = exchange(tls, "GET / HTTP/1.1\r\nHost: 127.0.0.1:" + listener.port());

      assertThat(answer).contains("\"origin\":\"https://127.0.0.1:" + listener.port() + "\"");
    }
  }

  @Test
  void clientWithoutTheAuthorityRejectsServer() {
    var stranger = HttpClient.newHttpClient();

    assertThatExceptionOfType(SSLHandshakeException.class)
        .isThrownBy(() -> stranger.send(get("/").build(), BodyHandlers.ofString()));
  }

  @Test
  void connectionServesSeveralRequests() throws Exception {
    try (var socket = connect()) {
      var out = socket.getOutputStream();
      var in = socket.getInputStream();
      for (var path : List.of("/empty", "/fault", "/rejected", "/empty")) {
        out.write(
            ("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        out.flush();
        assertThat(readOne(in)).startsWith("HTTP/1.1 ");
      }
    }
  }

  @Test
  void exceptionReturns500WithIdAndWithoutReason() throws Exception {
    for (var path : List.of("/fault", "/overflow")) {
      var response = client.send(get(path).build(), BodyHandlers.ofString());

      assertThat(response.statusCode()).isEqualTo(500);
      assertThat(response.body()).contains("InternalServerError").doesNotContain("secret reason");
      assertThat(response.headers().firstValue("x-ms-request-id")).isPresent();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/reset", "/cut-empty"})
  void resetFaultResetsConnection(String path) throws Exception {
    assertThatExceptionOfType(SocketException.class)
        .isThrownBy(() -> raw("GET " + path + " HTTP/1.1\r\nHost: localhost"))
        .withMessageContaining("reset");
    assertThat(client.send(get("/x").build(), BodyHandlers.ofString()).statusCode()).isEqualTo(200);
  }

  @Test
  void truncateFaultCutsBody() throws Exception {
    try (var plain = HttpsListener.startWithoutTls(ANY, guarded(this::handle));
        var socket = new Socket(LOOPBACK, plain.port())) {
      socket.setSoTimeout(20_000);
      socket
          .getOutputStream()
          .write("GET /cut HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.UTF_8));
      var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      var length = Integer.parseInt(answer.replaceFirst("(?s).*Content-Length: (\\d+).*", "$1"));

      assertThat(answer).startsWith("HTTP/1.1 200 ").contains("{\"method\":\"GET\"");
      assertThat(answer.substring(answer.indexOf("\r\n\r\n") + 4)).hasSize(length / 2);
    }
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> client.send(get("/cut").build(), BodyHandlers.ofString()));
  }

  @Test
  void errorResponseExceptionReturnsItsResponse() throws Exception {
    var response = client.send(get("/rejected").build(), BodyHandlers.ofString());

    assertThat(response.statusCode()).isEqualTo(418);
    assertThat(response.headers().firstValue("Location")).hasValue(listener.origin() + "/pot");
  }

  @Test
  void headResponseHasEmptyBody() throws Exception {
    var head = get("/x").method("HEAD", BodyPublishers.noBody()).build();

    var response = client.send(head, BodyHandlers.ofString());

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("x-seen")).hasValue("HEAD");
    assertThat(response.body()).isEmpty();
    assertThat(client.send(get("/x").build(), BodyHandlers.ofString()).statusCode()).isEqualTo(200);
  }

  @Test
  void emptyResponseHasNoContentLength() throws Exception {
    var response = client.send(get("/empty").build(), BodyHandlers.ofString());

    assertThat(response.statusCode()).isEqualTo(204);
    assertThat(response.headers().firstValue("Content-Length")).isEmpty();
  }

  @Test
  void bodyUpToLimitIsAccepted() throws Exception {
    assertThat(post("/x", "b".repeat(1000)).statusCode()).isEqualTo(200);

    var tooLarge = post("/x", "b".repeat(1001));

    assertThat(tooLarge.statusCode()).isEqualTo(413);
    assertThat(tooLarge.body()).contains("RequestEntityTooLarge").contains("1000 bytes");
  }

  @Test
  void chunkedBodyUpToLimitIsAccepted() throws Exception {
    for (var length : List.of(1000, 1001)) {
      var body = "b".repeat(length).getBytes(StandardCharsets.US_ASCII);
      var request =
          get("/x")
              .POST(BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(body)))
              .build();

      assertThat(client.send(request, BodyHandlers.ofString()).statusCode())
          .isEqualTo(length > 1000 ? 413 : 200);
    }
  }

  @Test
  void bodiesBeyondMemoryLimitReturn503() throws Exception {
    var held =
        client.sendAsync(
            get("/slow").POST(BodyPublishers.ofString("b".repeat(1000))).build(),
            BodyHandlers.discarding());
    assertThat(entered.await(20, TimeUnit.SECONDS)).isTrue();

    var tooMuch = post("/x", "b".repeat(801));
    var enough = post("/x", "b".repeat(800));
    released.countDown();
    assertThat(held.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
    var later = post("/x", "b".repeat(801));

    assertThat(tooMuch.statusCode()).isEqualTo(503);
    assertThat(tooMuch.headers().firstValue("Retry-After")).hasValue("1");
    assertThat(enough.statusCode()).isEqualTo(200);
    assertThat(later.statusCode()).isEqualTo(200);
  }

  @Test
  void slowBodyReturns408() throws Exception {
    var answer =
        trickled(
            shortLimits(Duration.ofMillis(50), Duration.ofSeconds(20)),
            "POST /x HTTP/1.1\r\nHost: h\r\nContent-Length: 1000\r\n\r\n",
            'b');

    assertThat(answer).startsWith("HTTP/1.1 408 ").contains("RequestTimeout");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "G", "GET /x HTTP/1.1\r\nHost: h\r\nX-Long: "})
  void slowHeadClosesConnection(String begin) throws Exception {
    var answer = trickled(shortLimits(Duration.ofMillis(50), Duration.ofMillis(500)), begin, 'b');

    assertThat(answer).isEmpty();
  }

  @Test
  void slowReaderOfResponseIsDisconnected() throws Exception {
    var limits = shortLimits(Duration.ofMillis(50), Duration.ofSeconds(20));
    try (var strict =
            HttpsListener.start(
                ANY, AUTHORITY.serverContext(List.of()), limits, guarded(this::handle));
        var socket =
            AUTHORITY.clientContext().getSocketFactory().createSocket(LOOPBACK, strict.port())) {
      var out = socket.getOutputStream();
      out.write("GET /large HTTP/1.1\r\nHost: h\r\n\r\n".getBytes(UTF_8));

      assertThatExceptionOfType(SocketException.class)
          .isThrownBy(() -> {
            while (true) {
              out.write("bytes that the server no longer reads".getBytes(UTF_8));
            }
          });
    }
  }

  @Test
  void slowBodiesDoNotBlockOtherRequests() throws Exception {
    try (var plain = HttpsListener.startWithoutTls(ANY, guarded(this::handle))) {
      var request = HttpRequest.newBuilder(URI.create(plain.origin() + "/x")).build();
      var slow = slowClients(plain, HttpsListener.MAX_THREADS + 50);

      var answer = client.send(request, BodyHandlers.ofString());

      assertThat(answer.statusCode()).isEqualTo(200);
      for (var socket : slow) {
        socket.close();
      }
    }
  }

  private static List<Socket> slowClients(HttpsListener plain, int count) throws IOException {
    var begin = "POST /x HTTP/1.1\r\nHost: h\r\nContent-Length: 9\r\n\r\nb".getBytes(UTF_8);
    var slow = new ArrayList<Socket>();
    for (var i = 0; i < count; i++) {
      var socket = new Socket(LOOPBACK, plain.port());
      socket.getOutputStream().write(begin);
      slow.add(socket);
    }
    return slow;
  }

  /** Sends a request byte by byte until the connection ends, and returns the response. */
  private String trickled(HttpsListener.Limits limits, String begin, char then) throws Exception {
    try (var strict =
            HttpsListener.start(
                ANY, AUTHORITY.serverContext(List.of()), limits, guarded(this::handle));
        var socket =
            AUTHORITY.clientContext().getSocketFactory().createSocket(LOOPBACK, strict.port())) {
      socket.setSoTimeout(20_000);
      var out = socket.getOutputStream();
      out.write(begin.getBytes(UTF_8));
      var answer = CompletableFuture.supplyAsync(() -> everything(socket));
      while (!isServed(answer)) {
        trickle(out, then);
      }
      return answer.get();
    }
  }

  private static HttpsListener.Limits shortLimits(Duration transfer, Duration idle) {
    return new HttpsListener.Limits(1 << 30, 1 << 30, transfer, idle, Duration.ofSeconds(20));
  }

  /** Waits briefly for a response, which also limits the rate of the bytes sent. */
  private static boolean isServed(CompletableFuture<String> answer) throws Exception {
    try {
      var unused = answer.get(2, TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    }
  }

  private static void trickle(OutputStream out, char next) {
    try {
      out.write(next);
      out.flush();
    } catch (IOException e) {
      // The server closed the connection, as expected.
      return;
    }
  }

  private static String everything(Socket socket) {
    try {
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void stalledBodyReturns408() throws Exception {
    try (var strict =
            HttpsListener.start(
                ANY,
                AUTHORITY.serverContext(List.of()),
                shortLimits(Duration.ofSeconds(20), Duration.ofSeconds(2)),
                guarded(this::handle));
        var socket =
            AUTHORITY.clientContext().getSocketFactory().createSocket(LOOPBACK, strict.port())) {
      socket.setSoTimeout(20_000);
      socket
          .getOutputStream()
          .write("POST /x HTTP/1.1\r\nHost: h\r\nContent-Length: 9\r\n\r\nb".getBytes(UTF_8));

      assertThat(everything(socket)).startsWith("HTTP/1.1 408 ");
    }
  }

  @Test
  void headersUpToLimitAreAccepted() throws Exception {
    var accepted = get("/x").header("Authorization", "Bearer " + "t".repeat(60_000)).build();
    var rejected = get("/x").header("Authorization", "Bearer " + "t".repeat(70_000)).build();

    assertThat(client.send(accepted, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
    var response = client.send(rejected, BodyHandlers.ofString());
    assertThat(response.statusCode()).isEqualTo(431);
    assertThat(response.body()).startsWith("{\"error\":");
  }

  @Test
  void unknownHostHeaderIsNotReflected() throws Exception {
    for (var host : List.of("evil.example", "evil.example:" + listener.port(), "localhost:1")) {
      assertThat(raw("GET /x HTTP/1.1\r\nHost: " + host))
          .startsWith("HTTP/1.1 200")
          .contains("\"origin\":\"" + listener.origin() + "\"");
    }
  }

  @Test
  void unknownAuthorityInRequestLineIsNotReflected() throws Exception {
    assertThat(raw("GET https://evil.example/x HTTP/1.1\r\nHost: evil.example"))
        .startsWith("HTTP/1.1 200")
        .contains("\"origin\":\"" + listener.origin() + "\"")
        .contains("\"path\":\"/x\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "//subscriptions/s/resourcegroups/g",
        "/a%2Fb/c",
        "/a/../b",
        "/a/%2e%2e/b",
        "/a;x=1/b",
        "/a%ff/b",
        "/a//b/"
      })
  void pathIsPassedUnchanged(String path) throws Exception {
    assertThat(raw("GET " + path + " HTTP/1.1\r\nHost: localhost"))
        .startsWith("HTTP/1.1 200")
        .contains("\"path\":\"" + path + "\"");
  }

  @Test
  void unencodedQueryIsAccepted() throws Exception {
    assertThat(
            raw(
                "GET /x?$filter=a(b:c+eq+'{d}|\"e\"^<f>')&api-version=1 HTTP/1.1\r\n"
                    + "Host: localhost"))
        .startsWith("HTTP/1.1 200")
        .contains("\"filter\":\"a(b:c eq '{d}|\\\"e\\\"^<f>')\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /a b HTTP/1.1\r\nHost: localhost",
        "GET /b%zz HTTP/1.1\r\nHost: localhost",
        "GET /x HTTP/1.1",
        "nonsense"
      })
  void malformedRequestReturnsJsonError(String request) throws Exception {
    assertThat(raw(request))
        .startsWith("HTTP/1.1 400")
        .contains("{\"error\":{\"code\":\"BadRequest\"")
        .doesNotContain("Jetty")
        .doesNotContain("<html");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /x%00 HTTP/1.1\r\nHost: h\r\n\r\n",
        "GET /x%zz HTTP/1.1\r\nHost: h\r\n\r\n",
        "GET /x% HTTP/1.1\r\nHost: h\r\n\r\n",
        "GET /x%2 HTTP/1.1\r\nHost: h\r\n\r\n",
        "GET /x?q=%zz HTTP/1.1\r\nHost: h\r\n\r\n",
        "GET /a b HTTP/1.1\r\nHost: h\r\n\r\n",
        "GET /x HTTP/1.1\r\n\r\n",
        "GET /x HTTP/1.1\r\nHost: h\r\nHost: i\r\n\r\n",
        "GET /x HTTP/1.1\r\nHost: h:port\r\n\r\n",
        "GET /x HTTP/3.0\r\nHost: h\r\n\r\n",
        "GET /x HTTP/1.1\r\nHost: h\r\nNo colon\r\n\r\n",
        "GET /x HTTP/1.1\r\nHost: h\r\nX: LONG\r\n\r\n",
        "GET /LONG HTTP/1.1\r\nHost: h\r\n\r\n",
        "POST /x HTTP/1.1\r\nHost: h\r\nContent-Length: x\r\n\r\n",
        "POST /x HTTP/1.1\r\nHost: h\r\nContent-Length: 1001\r\n\r\n",
        "POST /x HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n",
        "POST /x HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        "POST /x HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: other\r\n\r\n",
        "POST /x HTTP/1.1\r\nHost: h\r\nExpect: miracles\r\nContent-Length: 1\r\n\r\nx",
        "GET /fault HTTP/1.1\r\nHost: h\r\n\r\n",
        "GET /rejected HTTP/1.1\r\nHost: h\r\n\r\n",
        "GET /x HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n",
        "GET /x HTTP/1.0\r\nHost: h\r\n\r\n",
        "nonsense\r\n\r\n"
      })
  void connectionHeaderAnnouncesClose(String request) throws Exception {
    try (var socket = connect()) {
      var in = socket.getInputStream();
      var text = request.replace("LONG", "l".repeat(70_000));
      socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
      var answer = readOne(in);
      // HTTP/1.0 connections are closed by default, without the header.
      if (answer.toLowerCase(Locale.ROOT).contains("\r\nconnection: close\r\n")
          || request.contains("HTTP/1.0")) {
        assertThat(in.read()).isEqualTo(-1);
      } else {
        socket
            .getOutputStream()
            .write("GET /x HTTP/1.1\r\nHost: h\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        assertThat(readOne(in)).startsWith("HTTP/1.1 200 ");
      }
    }
  }

  @Test
  void closeWaitsForRequestsInProgress() throws Exception {
    var answer = client.sendAsync(get("/slow").build(), BodyHandlers.discarding());
    assertThat(entered.await(20, TimeUnit.SECONDS)).isTrue();
    var closing = new Thread(listener::close);
    closing.start();
    while (accepts()) {
      Thread.onSpinWait();
    }

    released.countDown();

    assertThat(answer.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
    closing.join(20_000);
    assertThat(closing.isAlive()).isFalse();
  }

  @Test
  void closeClosesIdleConnections() throws Exception {
    try (var socket = connect()) {
      socket
          .getOutputStream()
          .write("GET /x HTTP/1.1\r\nHost: h\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      var in = socket.getInputStream();
      assertThat(readOne(in)).startsWith("HTTP/1.1 200 ");

      listener.close();

      assertThat(in.read()).isEqualTo(-1);
    }
  }

  @Test
  void closeCutsRequestsThatExceedTheGracePeriod() throws Exception {
    var limits =
        new HttpsListener.Limits(1000, 1800, SMALL.transfer(), SMALL.idle(), Duration.ofMillis(1));
    var impatient =
        HttpsListener.start(ANY, AUTHORITY.serverContext(List.of()), limits, guarded(this::handle));
    var request = HttpRequest.newBuilder(URI.create(impatient.origin() + "/slow")).build();
    var answer = client.sendAsync(request, BodyHandlers.discarding());
    assertThat(entered.await(20, TimeUnit.SECONDS)).isTrue();

    impatient.close();

    assertThat(answer).failsWithin(20, TimeUnit.SECONDS);
  }

  @Test
  void closeTwiceHasNoEffect() {
    listener.close();
    listener.close();

    assertThat(accepts()).isFalse();
  }

  @Test
  void listenerWithoutTlsReturnsResponse() throws Exception {
    try (var plain = HttpsListener.startWithoutTls(ANY, guarded(this::handle))) {
      var request = HttpRequest.newBuilder(URI.create(plain.origin() + "/x")).build();

      var response = client.send(request, BodyHandlers.ofString());

      assertThat(plain.origin()).isEqualTo("http://localhost:" + plain.port());
      assertThat(response.body()).contains("\"origin\":\"" + plain.origin() + "\"");
    }
  }

  @Test
  void portInUseIsReported() {
    var taken = new HttpsListener.Address("127.0.0.1", listener.port(), List.of());

    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(() -> HttpsListener.startWithoutTls(taken, guarded(this::handle)))
        .withMessageContaining("127.0.0.1:" + listener.port());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new HttpsListener.Address("127.0.0.1", 65_536, List.of()))
        .withMessageContaining("65536");
  }

  @Test
  void requestsRunOnVirtualThreadsIfSupported() throws Exception {
    Set<String> names = ConcurrentHashMap.newKeySet();
    Handler naming =
        request -> {
          names.add(Thread.currentThread().getName());
          return Response.empty(200);
        };
    try (var named = HttpsListener.startWithoutTls(ANY, guarded(naming))) {
      var request = HttpRequest.newBuilder(URI.create(named.origin() + "/x")).build();
      client.send(request, BodyHandlers.discarding());
    }
    var expected = Runtime.version().feature() >= 21 ? "request-" : "listener";
    assertThat(names).singleElement().asString().startsWith(expected);
  }

  private static InetAddress loopback() {
    try {
      return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }

  private HttpRequest.Builder get(String path) {
    return HttpRequest.newBuilder(URI.create(listener.origin() + path))
        .timeout(Duration.ofSeconds(20))
        .header("X-Test", "yes");
  }

  private HttpResponse<String> post(String path, String body)
      throws IOException, InterruptedException {
    return client.send(
        get(path).POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
  }

  private boolean accepts() {
    try (var socket = new Socket(LOOPBACK, listener.port())) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  private Socket connect() throws IOException {
    var socket =
        AUTHORITY.clientContext().getSocketFactory().createSocket(LOOPBACK, listener.port());
    socket.setSoTimeout(20_000);
    return socket;
  }

  private String raw(String request) throws IOException {
    try (var socket = connect()) {
      return exchange(socket, request);
    }
  }

  private static String exchange(Socket socket, String request) throws IOException {
    socket.setSoTimeout(20_000);
    socket
        .getOutputStream()
        .write((request + "\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  /** Reads one response by its Content-Length. */
  private static String readOne(java.io.InputStream in) throws IOException {
    var head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      var next = in.read();
      assertThat(next).as("the connection was closed").isNotNegative();
      head.append((char) next);
    }
    var length = java.util.regex.Pattern.compile("(?i)content-length: (\\d+)").matcher(head);
    if (length.find()) {
      in.readNBytes(Integer.parseInt(length.group(1)));
    }
    return head.toString();
  }

  private static final class TeapotException extends ErrorResponseException {
    @java.io.Serial private static final long serialVersionUID = 1;

    private TeapotException() {
      super("no coffee");
    }

    @Override
    public Response response(String origin) {
      return Response.empty(418).with("Location", origin + "/pot");
    }
  }
}
