package dev.msi4j.verification.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/** Sends malformed and oversized requests while a background client uses the server. */
final class HostileInput {
  private static final int TIMES = 10;
  private static final int MIB = 1 << 20;
  private static final int MAX_GROWTH_MIB = 200;

  private final Path state;
  private int sent;
  private int answered;
  private int closed;

  HostileInput(Path state) {
    this.state = state;
  }

  /** Sends invalid input and returns the response; empty if the connection was closed. */
  @FunctionalInterface
  private interface Attack {
    String on(NonRetryingClient client) throws IOException;
  }

  ReportSection run() throws IOException, InterruptedException {
    try (var server = ServerProcess.start(state, "--port", "0")) {
      var client = server.client();
      client.createGroup("hostile");
      var attacks = attacks();
      // Warm-up round: loads classes before the memory is measured.
      attack(client, attacks);
      var before = server.residentMib();
      var backgroundClient = BackgroundClient.start(client, "background");
      try (backgroundClient) {
        for (var time = 1; time < TIMES; time++) {
          attack(client, attacks);
        }
      }
      var after = server.residentMib();
      assertThat(server.isAlive()).isTrue();
      assertThat(backgroundClient.failures()).isEmpty();
      assertThat(backgroundClient.pairs()).isPositive();
      assertThat(after - before).isLessThan(MAX_GROWTH_MIB);
      return ReportSection.of(
              "Malformed and oversized input",
              "Each of these inputs was sent on a separate connection: "
                  + String.join("; ", attacks.keySet())
                  + ". The server answered each input with a status from 400 to 499 or closed the"
                  + " connection, and never answered with a status of 500 or above.")
          .figure("kinds of input", attacks.size())
          .figure("inputs sent", sent)
          .figure("inputs answered with a status from 400 to 499", answered)
          .figure("inputs answered by closing the connection", closed)
          .figure("memory before, after", before + " MiB, " + after + " MiB")
          .figure("write-and-read pairs of a background client", backgroundClient.pairs())
          .figure("failures of the background client", backgroundClient.failures().size())
          .figure(
              "slowest pair of the background client", backgroundClient.slowestMillis() + " ms");
    }
  }

  private void attack(NonRetryingClient client, Map<String, Attack> attacks) throws IOException {
    for (var attack : attacks.entrySet()) {
      var response = attack.getValue().on(client);
      sent++;
      if (response.isEmpty()) {
        closed++;
      } else {
        // The last response is the one to the invalid input.
        var last = response.substring(response.lastIndexOf("HTTP/1.1 "));
        assertThat(last).as(attack.getKey()).matches("(?s)HTTP/1\\.1 4\\d\\d .*");
        assertThat(response).as(attack.getKey()).doesNotContain("HTTP/1.1 5");
        answered++;
      }
    }
  }

  private static Map<String, Attack> attacks() {
    var attacks = new LinkedHashMap<String, Attack>();
    attacks.put("a body of 50 MiB", c -> sendMuch(c, "Content-Length: " + 50 * MIB, false));
    attacks.put("a body of 50 MiB in chunks", c -> sendMuch(c, "Transfer-Encoding: chunked", true));
    attacks.put("10,000 headers", c -> over(c, get("X-N: 1\r\n".repeat(10_000))));
    attacks.put("a header line of 1 MiB", c -> over(c, get("X-N: " + "n".repeat(MIB) + "\r\n")));
    attacks.put(
        "a request line of 1 MiB",
        c -> over(c, "GET /" + "p".repeat(MIB) + " HTTP/1.1\r\nHost: localhost\r\n\r\n"));
    attacks.put("JSON 200,000 arrays deep", c -> put(c, "[".repeat(200_000)));
    attacks.put("JSON 200,000 objects deep", c -> put(c, "{\"a\":".repeat(200_000) + "1"));
    attacks.put(
        "a number of 100,000 digits", c -> put(c, "{\"tags\":" + "9".repeat(100_000) + "}"));
    attacks.put("truncated JSON", c -> put(c, "{\"location\":\"eas"));
    attacks.put("a body that is not UTF-8", c -> put(c, "{\"location\":\"\u00ff\u00fe\u0080\"}"));
    attacks.put("a path that is not UTF-8", c -> over(c, request(c, "GET", "/%ff%fe/%c3", "")));
    attacks.put("zeros instead of JSON", c -> put(c, "\0".repeat(1_000)));
    attacks.put(
        "a request followed by garbage", c -> over(c, get("") + "\u0001\u0002 nonsense\r\n\r\n"));
    attacks.put("a chunk with a non-numeric size", c -> chunked(c, "zz\r\nabc\r\n0\r\n\r\n"));
    attacks.put(
        "a chunk with a size of 16 hexadecimal digits",
        c -> chunked(c, "ffffffffffffffff\r\nabc\r\n"));
    attacks.put(
        "Content-Length and chunked encoding in one request",
        c -> over(c, post("Content-Length: 3\r\nTransfer-Encoding: chunked\r\n") + "0\r\n\r\n"));
    attacks.put(
        "two Content-Length headers",
        c -> over(c, post("Content-Length: 3\r\nContent-Length: 4\r\n") + "abcd"));
    attacks.put("a negative Content-Length", c -> over(c, post("Content-Length: -1\r\n")));
    attacks.put("a truncated body", HostileInput::halfClosed);
    attacks.put(
        "an HTTP/2 preface without negotiation", c -> over(c, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"));
    attacks.put("plain HTTP on the TLS port", HostileInput::plainHttp);
    attacks.put("random bytes on the TLS port", HostileInput::noise);
    return attacks;
  }

  private static String post(String headers) {
    return "POST / HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n";
  }

  private static String get(String headers) {
    return "GET /metadata/endpoints?api-version=1 HTTP/1.1\r\nHost: localhost\r\n"
        + headers
        + "\r\n";
  }

  private static String request(
      NonRetryingClient client, String method, String path, String headers) {
    return method
        + " "
        + path
        + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
        + client.token()
        + "\r\nConnection: close\r\n"
        + headers
        + "\r\n";
  }

  private static String write(NonRetryingClient client, String headers) {
    return request(client, "PUT", client.identityPath("hostile", "hostile"), headers);
  }

  private static String put(NonRetryingClient client, String body) throws IOException {
    return over(client, write(client, "Content-Length: " + body.length() + "\r\n") + body);
  }

  private static String chunked(NonRetryingClient client, String body) throws IOException {
    return over(client, write(client, "Transfer-Encoding: chunked\r\n") + body);
  }

  private static String over(NonRetryingClient client, String text) throws IOException {
    try (var connection = RawConnection.tls(client)) {
      return sent(connection, text.getBytes(StandardCharsets.ISO_8859_1));
    }
  }

  /** Returns the response to input that the server may reject before it has read all of it. */
  private static String sent(RawConnection connection, byte[] bytes) throws IOException {
    try {
      connection.send(bytes);
    } catch (IOException e) {
      return "";
    }
    return connection.response();
  }

  private static String sendMuch(NonRetryingClient client, String header, boolean chunks)
      throws IOException {
    var block = "b".repeat(MIB);
    try (var connection = RawConnection.tls(client)) {
      connection.send(write(client, header + "\r\n"));
      for (var sent = 0; sent < 50; sent++) {
        connection.send(chunks ? "100000\r\n" + block + "\r\n" : block);
      }
      return connection.send(chunks ? "0\r\n\r\n" : "").response();
    } catch (IOException e) {
      // The server closed the connection before the end of the request.
      return "";
    }
  }

  private static String halfClosed(NonRetryingClient client) throws IOException {
    try (var connection = RawConnection.tls(client)) {
      return connection
          .send(write(client, "Content-Length: 1000\r\n") + "{\"loc")
          .endOutput()
          .response();
    }
  }

  private static String plainHttp(NonRetryingClient client) throws IOException {
    try (var connection = RawConnection.plain(client)) {
      return http(sent(connection, get("").getBytes(StandardCharsets.US_ASCII)));
    }
  }

  /** Returns the HTTP response; empty for a TLS alert. */
  private static String http(String response) {
    return response.startsWith("HTTP/") ? response : "";
  }

  private static String noise(NonRetryingClient client) throws IOException {
    var bytes = new byte[10_000];
    new Random(7).nextBytes(bytes);
    try (var connection = RawConnection.plain(client)) {
      return http(sent(connection, bytes));
    }
  }
}
