package dev.msi4j.local.internal.imds;

import static dev.msi4j.local.internal.imds.HostFixture.ARM;
import static dev.msi4j.local.internal.imds.HostFixture.claims;
import static dev.msi4j.local.internal.imds.HostFixture.encode;
import static dev.msi4j.local.internal.imds.HostFixture.identityId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.msi4j.local.internal.entra.Principal;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hosts with their identities, tested over their sockets. */
class RunningHostsTests {
  private static final String APP = "api-version=2019-08-01&resource=" + encode(ARM);
  private static final String FABRIC = "api-version=2019-07-01-preview&resource=" + encode(ARM);
  private static final String ARC = "api-version=2020-06-01&resource=" + encode(ARM);

  @AutoClose private static final HostFixture fixture = new HostFixture();
  private static final Principal web = fixture.identity("web");
  private static final HttpClient client =
      HttpClient.newBuilder().sslContext(fixture.authority.clientContext()).build();

  @Test
  void appServiceIssuesTokensForItsSecret() throws Exception {
    try (var app = fixture.hosts.appService(requested(true, "web"))) {
      var secret = variable(app, "IDENTITY_HEADER");

      var answer = get(app, "IDENTITY_ENDPOINT", APP, "X-IDENTITY-HEADER", secret);

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(json(answer).properties())
          .extracting(member -> member.getKey())
          .containsExactlyInAnyOrder(
              "access_token", "client_id", "expires_on", "resource", "token_type");
      assertThat(json(answer).path("expires_on").asText())
          .isEqualTo(
              Long.toString(fixture.clock.instant().plus(Duration.ofDays(1)).getEpochSecond()));
      assertThat(oid(answer)).isEqualTo(system(app).objectId().toString());
      for (var selector :
          List.of(
              "client_id=" + web.appId(),
              "principal_id=" + web.objectId(),
              "object_id=" + web.objectId(),
              "mi_res_id=" + encode(identityId("web").toString()))) {
        var other =
            get(app, "IDENTITY_ENDPOINT", APP + "&" + selector, "X-IDENTITY-HEADER", secret);
        assertThat(oid(other)).as(selector).isEqualTo(web.objectId().toString());
      }
    }
  }

  @Test
  void appServiceSupportsVersion2017() throws Exception {
    try (var app = fixture.hosts.appService(requested(false, "web"))) {
      var query = "api-version=2017-09-01&resource=" + encode(ARM) + "&clientid=" + web.appId();

      var answer = get(app, "MSI_ENDPOINT", query, "secret", variable(app, "MSI_SECRET"));

      assertThat(oid(answer)).isEqualTo(web.objectId().toString());
      assertThat(json(answer).path("expires_on").asText()).isEqualTo("6/2/2026 12:00:00 PM +00:00");
    }
  }

  @Test
  void appServiceErrorsHaveItsFormat() throws Exception {
    try (var app = fixture.hosts.appService(requested(true))) {
      var secret = variable(app, "IDENTITY_HEADER");

      var unknown =
          get(
              app,
              "IDENTITY_ENDPOINT",
              APP + "&client_id=" + UUID.randomUUID(),
              "X-IDENTITY-HEADER",
              secret);

      assertThat(json(unknown).path("statusCode").asInt()).isEqualTo(400);
      assertThat(json(unknown).path("message").asText())
          .startsWith("No User Assigned or Delegated Managed Identity found");
      assertThat(get(app, "IDENTITY_ENDPOINT", APP, "X-IDENTITY-HEADER", "wrong").statusCode())
          .isEqualTo(401);
      assertThat(get(app, "IDENTITY_ENDPOINT", APP, "secret", secret).statusCode()).isEqualTo(401);
      assertThat(
              get(
                      app,
                      "IDENTITY_ENDPOINT",
                      "api-version=2016-01-01&resource=" + encode(ARM),
                      "X-IDENTITY-HEADER",
                      secret)
                  .statusCode())
          .isEqualTo(400);
    }
  }

  @Test
  void serviceFabricIssuesTokensOverTlsForItsSecret() throws Exception {
    try (var application = fixture.hosts.serviceFabric(requested(false, "web"))) {
      var environment = application.environment();

      var answer =
          get(
              application,
              "IDENTITY_ENDPOINT",
              FABRIC,
              "secret",
              variable(application, "IDENTITY_HEADER"));

      assertThat(environment.get("IDENTITY_ENDPOINT")).startsWith("https://localhost:");
      assertThat(environment.get("IDENTITY_SERVER_THUMBPRINT")).matches("[0-9A-F]{40}");
      assertThat(oid(answer)).isEqualTo(web.objectId().toString());
      assertThat(json(answer).path("expires_on").isNumber()).isTrue();
    }
  }

  @Test
  void serviceFabricErrorsHaveItsFormat() throws Exception {
    try (var application = fixture.hosts.serviceFabric(requested(false))) {
      var secret = variable(application, "IDENTITY_HEADER");

      assertThat(code(get(application, "IDENTITY_ENDPOINT", FABRIC, "secret", secret)))
          .isEqualTo("404 ManagedIdentityNotFound");
      assertThat(code(get(application, "IDENTITY_ENDPOINT", FABRIC, "other", secret)))
          .isEqualTo("401 SecretHeaderNotFound");
      assertThat(code(get(application, "IDENTITY_ENDPOINT", "", "secret", secret)))
          .isEqualTo("400 InvalidApiVersion");
      assertThat(
              code(
                  get(
                      application,
                      "IDENTITY_ENDPOINT",
                      "api-version=2019-07-01-preview",
                      "secret",
                      secret)))
          .isEqualTo("400 ArgumentNullOrEmpty");
    }
  }

  @Test
  void arcIssuesTokensForTheContentOfAFile(@TempDir Path folder) throws Exception {
    try (var machine = fixture.hosts.azureArc(requested(true), folder)) {
      var file = challenge(machine);
      var key = "Basic " + Files.readString(file);

      assertThat(file).hasParent(folder.toAbsolutePath()).hasExtension("key");
      assertThat(Files.size(file)).isLessThanOrEqualTo(4096);
      if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
            .isEqualTo("rw-------");
      }
      var answer = arc(machine, key);
      assertThat(oid(answer)).isEqualTo(system(machine).objectId().toString());
      assertThat(arc(machine, key).statusCode()).as("a key is valid once").isEqualTo(401);
      assertThat(file).doesNotExist();
    }
  }

  @Test
  void arcDeletesUnusedKeyFiles(@TempDir Path folder) throws Exception {
    try (var own = new HostFixture();
        var machine = own.hosts.azureArc(requested(true), folder)) {
      var key = "Basic " + Files.readString(challenge(machine));
      own.clock.advance(Duration.ofMinutes(5));

      assertThat(arc(machine, key).statusCode()).isEqualTo(401);

      for (var i = 0; i < 150; i++) {
        challenge(machine);
      }
      try (var files = Files.list(folder)) {
        assertThat(files).hasSizeLessThanOrEqualTo(100);
      }
    }
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void arcRejectsAMissingMetadataHeader(@TempDir Path folder) throws Exception {
    try (var machine = fixture.hosts.azureArc(requested(true), folder)) {
      assertThat(get(machine, "IDENTITY_ENDPOINT", ARC, "Other", "x").statusCode()).isEqualTo(400);
    }
  }

  @Test
  void cloudShellAcceptsFormsAndQueries() throws Exception {
    try (var shell = fixture.hosts.cloudShell()) {
      var resource = "resource=" + encode(ARM);
      var got = get(shell, "MSI_ENDPOINT", resource, "Metadata", "true");
      var posted =
          send(
              HttpRequest.newBuilder(URI.create(variable(shell, "MSI_ENDPOINT")))
                  .header("Metadata", "true")
                  .POST(BodyPublishers.ofString(resource)));

      assertThat(oid(got)).isEqualTo(system(shell).objectId().toString());
      assertThat(json(posted).path("access_token")).isEqualTo(json(got).path("access_token"));
    }
  }

  @Test
  void cloudShellErrorsHaveItsFormat() throws Exception {
    try (var shell = fixture.hosts.cloudShell()) {
      var resource = "resource=" + encode(ARM);

      assertThat(code(get(shell, "MSI_ENDPOINT", "resource=api%3A%2F%2Fmine", "Metadata", "true")))
          .isEqualTo("400 AudienceNotSupported");
      assertThat(get(shell, "MSI_ENDPOINT", resource, "Other", "x").statusCode()).isEqualTo(400);
    }
  }

  @Test
  void closeDeletesTheSystemAssignedIdentity() throws Exception {
    var app = fixture.hosts.appService(requested(true));
    var system = system(app);

    app.close();
    app.close();

    assertThat(
            fixture.store.<Boolean>read(
                documents -> fixture.directory.byObjectId(documents, system.objectId()).isEmpty()))
        .isTrue();
  }

  @Test
  void closeOfTheServerClosesItsHosts() throws Exception {
    RunningHost app;
    try (var own = new HostFixture()) {
      app = own.hosts.appService(requested(true));
    }

    app.close();
    assertThat(app.environment()).containsKey("IDENTITY_ENDPOINT");
  }

  @Test
  void missingIdentityIsNamedInTheError() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> fixture.hosts.appService(requested(false, "missing")))
        .withMessageContaining(identityId("missing").toString());
  }

  @Test
  void recreatedIdentityGetsNoToken() throws Exception {
    fixture.identity("replaced");
    try (var app = fixture.hosts.appService(requested(false, "replaced"))) {
      var secret = variable(app, "IDENTITY_HEADER");
      fixture.identity("replaced");

      var answer = get(app, "IDENTITY_ENDPOINT", APP, "X-IDENTITY-HEADER", secret);

      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(json(answer).path("message").asText()).contains("No User Assigned");
    }
  }

  private static RequestedHostIdentities requested(boolean system, String... names) {
    return new RequestedHostIdentities(
        system, List.of(names).stream().map(name -> identityId(name).toString()).toList());
  }

  private static String variable(RunningHost host, String name) {
    return Objects.requireNonNull(host.environment().get(name));
  }

  private static Principal system(RunningHost host) {
    return Objects.requireNonNull(host.system());
  }

  /** Returns the file of a new key. */
  private static Path challenge(RunningHost machine) throws Exception {
    var answer = get(machine, "IDENTITY_ENDPOINT", ARC, "Metadata", "true");
    assertThat(answer.statusCode()).isEqualTo(401);
    var challenge = answer.headers().firstValue("WWW-Authenticate").orElseThrow();
    assertThat(challenge).startsWith("Basic realm=");
    return Path.of(challenge.substring("Basic realm=".length()));
  }

  private static HttpResponse<String> arc(RunningHost machine, String authorization)
      throws Exception {
    return send(
        HttpRequest.newBuilder(uri(machine, "IDENTITY_ENDPOINT", ARC))
            .header("Metadata", "true")
            .header("Authorization", authorization));
  }

  private static HttpResponse<String> get(
      RunningHost host, String variable, String query, String header, String value)
      throws Exception {
    return send(HttpRequest.newBuilder(uri(host, variable, query)).header(header, value));
  }

  private static URI uri(RunningHost host, String variable, String query) {
    return URI.create(variable(host, variable) + "?" + query);
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private static String oid(HttpResponse<String> answer) throws Exception {
    return claims(json(answer).path("access_token").asText()).getStringClaim("oid");
  }

  private static String code(HttpResponse<String> answer) throws IOException {
    return answer.statusCode() + " " + json(answer).path("error").path("code").asText();
  }

  private static JsonNode json(HttpResponse<String> answer) throws IOException {
    return new ObjectMapper().readTree(answer.body());
  }
}
