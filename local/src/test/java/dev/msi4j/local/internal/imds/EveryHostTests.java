package dev.msi4j.local.internal.imds;

import static dev.msi4j.local.internal.imds.HostFixture.ARM;
import static dev.msi4j.local.internal.imds.HostFixture.encode;
import static dev.msi4j.local.internal.imds.HostFixture.machineId;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of host issues tokens only to requests that prove to come from the host. */
class EveryHostTests {
  private static final RequestedHostIdentities OWN = new RequestedHostIdentities(true, List.of());

  /** Host names of web pages, and other spellings of loopback addresses. */
  private static final List<String> OTHER_NAMES =
      List.of(
          "evil.example",
          "localhost.",
          "LOCALHOST.evil.example",
          "127.0.0.1.evil.example",
          "127.0.0.1.",
          "127.1",
          "2130706433",
          "0.0.0.0",
          "[::ffff:127.0.0.1]",
          "[0:0:0:0:0:0:0:1]",
          "[::]",
          "localhost@evil.example");

  @AutoClose private static final HostFixture fixture = new HostFixture();
  private static List<Endpoint> endpoints;

  /**
   * A token endpoint and the header that proves the origin of a request.
   *
   * @param header the name of the header
   */
  record Endpoint(String kind, URI uri, String header, String proof) {
    @Override
    public String toString() {
      return kind;
    }
  }

  @BeforeAll
  static void openHosts(@TempDir Path keys) {
    fixture.machineWithIdentity("walked");
    var app = fixture.hosts.appService(OWN).environment();
    var fabric = fixture.hosts.serviceFabric(OWN).environment();
    var shell = fixture.hosts.cloudShell().environment();
    var arc = fixture.hosts.azureArc(OWN, keys).environment();
    var machine = fixture.hosts.machine(machineId("walked"));
    endpoints =
        List.of(
            endpoint("app", app, "IDENTITY_ENDPOINT", "2019-08-01", "X-IDENTITY-HEADER"),
            endpoint("app of 2017", app, "MSI_ENDPOINT", "2017-09-01", "secret"),
            endpoint("fabric", fabric, "IDENTITY_ENDPOINT", "2019-07-01-preview", "secret"),
            endpoint("shell", shell, "MSI_ENDPOINT", "2018-02-01", "Metadata"),
            endpoint("arc", arc, "IDENTITY_ENDPOINT", "2020-06-01", "Metadata"),
            endpoint(
                "machine",
                Map.of("IMDS", machine + "/metadata/identity/oauth2/token"),
                "IMDS",
                "2018-02-01",
                "Metadata"));
  }

  private static Endpoint endpoint(
      String kind,
      Map<String, String> environment,
      String variable,
      String version,
      String header) {
    var uri = environment.get(variable) + "?api-version=" + version + "&resource=" + encode(ARM);
    var proof = environment.getOrDefault("IDENTITY_HEADER", "true");
    return new Endpoint(kind, URI.create(uri), header, proof);
  }

  static List<Endpoint> endpoints() {
    return endpoints;
  }

  @ParameterizedTest
  @MethodSource("endpoints")
  void requestWithTheSecretIsServed(Endpoint endpoint) throws IOException {
    var answer = send(endpoint, "localhost", endpoint.header + ": " + endpoint.proof);

    // Azure Arc responds with a challenge.
    assertThat(answer).startsWith(endpoint.kind.equals("arc") ? "HTTP/1.1 401" : "HTTP/1.1 200");
  }

  @ParameterizedTest
  @MethodSource("endpoints")
  void missingOrWrongSecretIsRejected(Endpoint endpoint) throws IOException {
    for (var proof : List.of("X-Other: x", endpoint.header + ": false", endpoint.header + ":")) {
      assertRejected(send(endpoint, "localhost", proof), proof);
    }
    assertRejected(send(endpoint, "localhost", "Authorization: Basic Zm9v"), "a key of Arc");
  }

  @ParameterizedTest
  @MethodSource("endpoints")
  void otherHostHeaderIsRejected(Endpoint endpoint) throws IOException {
    for (var name : OTHER_NAMES) {
      assertRejected(send(endpoint, name, endpoint.header + ": " + endpoint.proof), name);
    }
  }

  @ParameterizedTest
  @MethodSource("endpoints")
  void errorDoesNotHoldTheSecret(Endpoint endpoint) throws IOException {
    if (!endpoint.proof.equals("true")) {
      assertThat(send(endpoint, "localhost", endpoint.header + ": wrong"))
          .doesNotContain(endpoint.proof);
    }
  }

  private static void assertRejected(String answer, String description) {
    assertThat(answer)
        .as(description)
        .matches("(?s)HTTP/1.1 4\\d\\d .*")
        .doesNotContain("access_token");
  }

  private static String send(Endpoint endpoint, String host, String header) throws IOException {
    var uri = endpoint.uri;
    try (var socket = connect(uri)) {
      socket.setSoTimeout(20_000);
      var request =
          "GET %s?%s HTTP/1.1\r\nHost: %s\r\n%s\r\nConnection: close\r\n\r\n"
              .formatted(uri.getRawPath(), uri.getRawQuery(), host, header);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static Socket connect(URI uri) throws IOException {
    var host = Objects.requireNonNull(uri.getHost());
    return uri.getScheme().equals("https")
        ? fixture.authority.clientContext().getSocketFactory().createSocket(host, uri.getPort())
        : new Socket(host, uri.getPort());
  }
}
