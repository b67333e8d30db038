package dev.msi4j.verification.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/** What nobody should send, over connections of its own, while somebody else behaves. */
final class HostileInput {
  private static final int TIMES = 10;
  private static final int MIB = 1 << 20;
  private static final int MOST_GROWTH_MIB = 200;

  private final Path state;
  private int tried;
  private int answered;
  private int closed;

  HostileInput(Path state) {
    this.state = state;
  }

  /** Sends something bad, and returns what came back; nothing if the connection was closed. */
  @FunctionalInterface
  private interface Attack {
    String on(Caller caller) throws IOException;
  }

  Section run() throws IOException, InterruptedException {
    try (var server = ServerProcess.start(state, "--port", "0")) {
      var caller = server.caller();
      caller.createGroup("hostile");
      var attacks = attacks();
      // Once to load what is only loaded then; what is measured comes after.
      attack(caller, attacks);
      var before = server.residentMib();
      var backgroundClient = BackgroundClient.start(caller, "bystander");
      try (backgroundClient) {
        for (var time = 1; time < TIMES; time++) {
          attack(caller, attacks);
        }
      }
      var after = server.residentMib();
      assertThat(server.isAlive()).isTrue();
      assertThat(backgroundClient.failures()).isEmpty();
      assertThat(backgroundClient.pairs()).isPositive();
      assertThat(after - before).isLessThan(MOST_GROWTH_MIB);
      return Section.of(
              "Hostile input",
              "Each of these on connections of its own: "
                  + String.join("; ", attacks.keySet())
                  + ". Each was answered with a status from 400 to 499 or by an end of the"
                  + " connection, and never with 500.")
          .figure("kinds of input", attacks.size())
          .figure("inputs sent", tried)
          .figure("refused with a status from 400 to 499", answered)
          .figure("refused by an end of the connection", closed)
          .figure("memory before, after", before + " MiB, " + after + " MiB")
          .figure(
              "writes and reads of another client meanwhile, failed",
              backgroundClient.pairs() + ", 0")
          .figure("its slowest write and read", backgroundClient.slowestMillis() + " ms");
    }
  }

  private void attack(Caller caller, Map<String, Attack> attacks) throws IOException {
    for (var attack : attacks.entrySet()) {
      var answer = attack.getValue().on(caller);
      tried++;
      if (answer.isEmpty()) {
        closed++;
      } else {
        // Of several answers, the last is the one to what is bad.
        var last = answer.substring(answer.lastIndexOf("HTTP/1.1 "));
        assertThat(last).as(attack.getKey()).matches("(?s)HTTP/1\\.1 4\\d\\d .*");
        assertThat(answer).as(attack.getKey()).doesNotContain("HTTP/1.1 5");
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
    attacks.put("JSON that ends early", c -> put(c, "{\"location\":\"eas"));
    attacks.put("a body that is not UTF-8", c -> put(c, "{\"location\":\"\u00ff\u00fe\u0080\"}"));
    attacks.put("a path that is not UTF-8", c -> over(c, request(c, "GET", "/%ff%fe/%c3", "")));
    attacks.put("zeros instead of JSON", c -> put(c, "\0".repeat(1_000)));
    attacks.put(
        "a request, and nonsense behind it",
        c -> over(c, get("") + "\u0001\u0002 nonsense\r\n\r\n"));
    attacks.put("a chunk whose size is no number", c -> chunked(c, "zz\r\nabc\r\n0\r\n\r\n"));
    attacks.put(
        "a chunk of more than there can be", c -> chunked(c, "ffffffffffffffff\r\nabc\r\n"));
    attacks.put(
        "a length and chunks at the same time",
        c -> over(c, post("Content-Length: 3\r\nTransfer-Encoding: chunked\r\n") + "0\r\n\r\n"));
    attacks.put(
        "two lengths", c -> over(c, post("Content-Length: 3\r\nContent-Length: 4\r\n") + "abcd"));
    attacks.put("a length below zero", c -> over(c, post("Content-Length: -1\r\n")));
    attacks.put("a body that ends early", HostileInput::halfClosed);
    attacks.put("HTTP/2 without asking", c -> over(c, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"));
    attacks.put("plain HTTP on the port of TLS", HostileInput::plainHttp);
    attacks.put("noise on the port of TLS", HostileInput::noise);
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

  private static String request(Caller caller, String method, String path, String headers) {
    return method
        + " "
        + path
        + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
        + caller.token()
        + "\r\nConnection: close\r\n"
        + headers
        + "\r\n";
  }

  private static String write(Caller caller, String headers) {
    return request(caller, "PUT", caller.identityPath("hostile", "hostile"), headers);
  }

  private static String put(Caller caller, String body) throws IOException {
    return over(caller, write(caller, "Content-Length: " + body.length() + "\r\n") + body);
  }

  private static String chunked(Caller caller, String body) throws IOException {
    return over(caller, write(caller, "Transfer-Encoding: chunked\r\n") + body);
  }

  private static String over(Caller caller, String text) throws IOException {
    try (var wire = Wire.tls(caller)) {
      return sent(wire, text.getBytes(StandardCharsets.ISO_8859_1));
    }
  }

  /** The answer to bytes that the server may refuse before it has them all. */
  private static String sent(Wire wire, byte[] bytes) throws IOException {
    try {
      wire.send(bytes);
    } catch (IOException e) {
      return "";
    }
    return wire.answer();
  }

  private static String sendMuch(Caller caller, String header, boolean chunks) throws IOException {
    var block = "b".repeat(MIB);
    try (var wire = Wire.tls(caller)) {
      wire.send(write(caller, header + "\r\n"));
      for (var sent = 0; sent < 50; sent++) {
        wire.send(chunks ? "100000\r\n" + block + "\r\n" : block);
      }
      return wire.send(chunks ? "0\r\n\r\n" : "").answer();
    } catch (IOException e) {
      // Closed in the middle.
      return "";
    }
  }

  private static String halfClosed(Caller caller) throws IOException {
    try (var wire = Wire.tls(caller)) {
      return wire.send(write(caller, "Content-Length: 1000\r\n") + "{\"loc").endOutput().answer();
    }
  }

  private static String plainHttp(Caller caller) throws IOException {
    try (var wire = Wire.plain(caller)) {
      return http(sent(wire, get("").getBytes(StandardCharsets.US_ASCII)));
    }
  }

  /** A TLS alert is a way to end a connection, and no answer. */
  private static String http(String answer) {
    return answer.startsWith("HTTP/") ? answer : "";
  }

  private static String noise(Caller caller) throws IOException {
    var bytes = new byte[10_000];
    new Random(7).nextBytes(bytes);
    try (var wire = Wire.plain(caller)) {
      return http(sent(wire, bytes));
    }
  }
}
