package dev.msi4j.local.internal.imds;

import static dev.msi4j.local.internal.imds.HostFixture.ARM;
import static dev.msi4j.local.internal.imds.HostFixture.claims;
import static dev.msi4j.local.internal.imds.HostFixture.encode;
import static dev.msi4j.local.internal.imds.HostFixture.identityId;
import static dev.msi4j.local.internal.imds.HostFixture.machineId;
import static java.util.Map.entry;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.msi4j.local.internal.entra.Principal;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The parameters that each hosting environment supports and ignores, tested over its socket. */
class TokenProtocolTests {
  /** From Microsoft's documentation and official clients, independent of the server's table. */
  private static final Map<TokenProtocol, Set<String>> SUPPORTED =
      Map.ofEntries(
          entry(
              TokenProtocol.INSTANCE_METADATA,
              Set.of("client_id", "object_id", "msi_res_id", "mi_res_id")),
          entry(TokenProtocol.VM_EXTENSION, Set.of("client_id", "object_id", "msi_res_id")),
          entry(TokenProtocol.APP_SERVICE_2017, Set.of("clientid")),
          entry(
              TokenProtocol.APP_SERVICE,
              Set.of("client_id", "principal_id", "object_id", "mi_res_id")),
          entry(TokenProtocol.AZURE_ARC, Set.of("client_id", "object_id", "msi_res_id")),
          entry(TokenProtocol.SERVICE_FABRIC, Set.of("principalId")),
          entry(TokenProtocol.CLOUD_SHELL, Set.of()));

  private static final Set<TokenProtocol> REPLACING =
      Set.of(TokenProtocol.APP_SERVICE, TokenProtocol.SERVICE_FABRIC);

  private static final RequestedHostIdentities BOTH =
      new RequestedHostIdentities(true, List.of(identityId("web").toString()));

  private static final Map<TokenProtocol, Endpoint> ENDPOINTS = new EnumMap<>(TokenProtocol.class);

  @AutoClose private static final HostFixture fixture = new HostFixture();
  private static final Principal web = fixture.identity("web");
  private static Map<String, String> selectors;
  private static HttpClient client;

  /**
   * The endpoint of a hosting environment.
   *
   * @param own the object id of the default identity
   */
  private record Endpoint(String uri, String version, Map<String, String> headers, UUID own) {}

  private static Endpoint endpoint(TokenProtocol protocol) {
    return requireNonNull(ENDPOINTS.get(protocol));
  }

  private static Set<String> supported(TokenProtocol protocol) {
    return requireNonNull(SUPPORTED.get(protocol));
  }

  @BeforeAll
  static void openHosts(@TempDir Path keys) {
    var id = identityId("web").toString();
    selectors =
        Map.ofEntries(
            entry("client_id", web.appId().toString()),
            entry("clientid", web.appId().toString()),
            entry("object_id", web.objectId().toString()),
            entry("principal_id", web.objectId().toString()),
            entry("principalId", web.objectId().toString()),
            entry("msi_res_id", id),
            entry("mi_res_id", id),
            entry("resource_id", id));
    client = HttpClient.newBuilder().sslContext(fixture.authority.clientContext()).build();
    openMachine();
    open(fixture.hosts.appService(BOTH), TokenProtocol.APP_SERVICE, "2019-08-01");
    open(fixture.hosts.appService(BOTH), TokenProtocol.APP_SERVICE_2017, "2017-09-01");
    open(fixture.hosts.azureArc(BOTH, keys), TokenProtocol.AZURE_ARC, "2020-06-01");
    open(fixture.hosts.serviceFabric(BOTH), TokenProtocol.SERVICE_FABRIC, "2019-07-01-preview");
    open(fixture.hosts.cloudShell(), TokenProtocol.CLOUD_SHELL, "2018-02-01");
  }

  private static void openMachine() {
    fixture.machine("vm", true, 50342);
    var own = fixture.principal(machineId("vm"));
    fixture.give("vm", own, web);
    var origin = fixture.hosts.machine(machineId("vm"));
    var metadata = Map.of("Metadata", "true");
    ENDPOINTS.put(
        TokenProtocol.INSTANCE_METADATA,
        new Endpoint(
            origin + "/metadata/identity/oauth2/token", "2018-02-01", metadata, own.objectId()));
    ENDPOINTS.put(
        TokenProtocol.VM_EXTENSION,
        new Endpoint(origin + "/oauth2/token", "2018-02-01", metadata, own.objectId()));
  }

  private static void open(RunningHost host, TokenProtocol protocol, String version) {
    var environment = host.environment();
    var uri = environment.getOrDefault("IDENTITY_ENDPOINT", environment.get("MSI_ENDPOINT"));
    var secret = environment.getOrDefault("IDENTITY_HEADER", "");
    var headers = Map.of("Metadata", "true", "X-IDENTITY-HEADER", secret, "secret", secret);
    var own = Objects.requireNonNull(host.system()).objectId();
    ENDPOINTS.put(protocol, new Endpoint(Objects.requireNonNull(uri), version, headers, own));
  }

  @Test
  void tableHasTheDocumentedSelectors() {
    assertThat(SUPPORTED).containsOnlyKeys(TokenProtocol.values());
    for (var protocol : TokenProtocol.values()) {
      assertThat(protocol.selectors())
          .as("%s", protocol)
          .extracting(IdentitySelector.Parameter::name)
          .containsExactlyInAnyOrderElementsOf(supported(protocol));
    }
  }

  @ParameterizedTest
  @EnumSource
  void supportedSelectorsSelectAndAllOthersAreIgnored(TokenProtocol protocol) throws Exception {
    for (var selector : selectors.entrySet()) {
      var name = selector.getKey();
      var isSupported = supported(protocol).contains(name);

      var selected = get(protocol, Map.of(name, selector.getValue()));
      var unknown = get(protocol, Map.of(name, UUID.randomUUID().toString()));

      assertThat(oid(selected))
          .as("%s %s", protocol, name)
          .isEqualTo((isSupported ? web.objectId() : endpoint(protocol).own()).toString());
      assertThat(unknown.statusCode() == 200).as("%s %s", protocol, name).isNotEqualTo(isSupported);
    }
  }

  @ParameterizedTest
  @EnumSource
  void ignoredSelectorsDoNotConflict(TokenProtocol protocol) throws Exception {
    for (var supported : supported(protocol)) {
      for (var ignored : selectors.keySet()) {
        if (!supported(protocol).contains(ignored)) {
          var answer =
              get(protocol, Map.of(supported, selectors.get(supported), ignored, "anything"));
          assertThat(oid(answer))
              .as("%s %s", supported, ignored)
              .isEqualTo(web.objectId().toString());
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void rejectedTokenIsReplacedWhereTheEnvironmentSupportsIt(TokenProtocol protocol)
      throws Exception {
    var first = token(get(protocol, Map.of()));
    var hash = sha256(first);

    var other = get(protocol, Map.of("xms_cc", "cp1", "token_sha256_to_refresh", sha256("other")));
    var replaced = get(protocol, Map.of("xms_cc", "cp1", "token_sha256_to_refresh", hash));
    var again = get(protocol, Map.of("xms_cc", "cp1", "token_sha256_to_refresh", hash));

    assertThat(token(other)).isEqualTo(first);
    assertThat(!token(replaced).equals(first)).isEqualTo(REPLACING.contains(protocol));
    assertThat(token(again)).as("the new token is cached").isEqualTo(token(replaced));
  }

  @ParameterizedTest
  @EnumSource
  void unknownResourceIsRejectedWithItsIds(TokenProtocol protocol) throws Exception {
    for (var resource :
        List.of(
            "https://managements.azure.com",
            "api://app/my-scope",
            "https://vault.azure.net/.default",
            "api://AzureADTokenExchange./default")) {
      var answer = get(protocol, Map.of("resource", resource));

      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
      if (protocol == TokenProtocol.CLOUD_SHELL) {
        assertThat(answer.body()).contains("AudienceNotSupported");
      } else {
        assertThat(answer.body())
            .contains("AADSTS500011: The resource principal named " + resource)
            .containsPattern("Trace ID: [0-9a-f-]{36} Correlation ID: [0-9a-f-]{36} Timestamp: ");
      }
    }
  }

  @Test
  void instanceMetadataReturnsTheErrorOfTheTokenService() throws Exception {
    var error = json(get(TokenProtocol.INSTANCE_METADATA, Map.of("resource", "api://unknown")));

    assertThat(error.path("error").asText()).isEqualTo("invalid_resource");
    assertThat(error.path("error_codes")).hasToString("[500011]");
    assertThat(error.path("error_description").asText())
        .contains("Trace ID: " + error.path("trace_id").asText())
        .contains("Correlation ID: " + error.path("correlation_id").asText())
        .endsWith("Timestamp: " + error.path("timestamp").asText());
  }

  @ParameterizedTest
  @CsvSource({
    "APP_SERVICE, 2019-08-01, true",
    "APP_SERVICE, 2025-03-30, true",
    "APP_SERVICE, 2031-12-01, true",
    "APP_SERVICE, 2018-02-01, false",
    "APP_SERVICE, 2016-01-01, false",
    "APP_SERVICE, latest, false",
    "SERVICE_FABRIC, 2019-07-01-preview, true",
    "SERVICE_FABRIC, 2020-05-01, true",
    "SERVICE_FABRIC, 2018-02-01, false",
    "AZURE_ARC, 2019-11-01, true",
    "AZURE_ARC, 2025-05-01, true",
    "AZURE_ARC, 2018-02-01, false",
    "INSTANCE_METADATA, 2018-02-01, true",
    "INSTANCE_METADATA, 2025-04-07, true",
    "INSTANCE_METADATA, 2017-08-01, false"
  })
  void versionIsServedFromTheFirstOneOn(TokenProtocol protocol, String version, boolean isServed)
      throws Exception {
    var status = get(protocol, Map.of("api-version", version)).statusCode();

    assertThat(status).isEqualTo(isServed ? 200 : 400);
  }

  @Test
  void arcReturnsTheIdsOfTheIdentity() throws Exception {
    var selected =
        json(get(TokenProtocol.AZURE_ARC, Map.of("msi_res_id", identityId("web").toString())));
    var own = json(get(TokenProtocol.AZURE_ARC, Map.of()));

    assertThat(selected.path("client_id").asText()).isEqualTo(web.appId().toString());
    assertThat(selected.path("object_id").asText()).isEqualTo(web.objectId().toString());
    assertThat(selected.path("msi_res_id").asText()).isEqualTo(identityId("web").toString());
    assertThat(own.path("object_id").asText())
        .isEqualTo(endpoint(TokenProtocol.AZURE_ARC).own().toString());
    assertThat(own.has("msi_res_id")).isFalse();
  }

  @Test
  void arcChallengeHasAnErrorBody() throws Exception {
    var answer = send(TokenProtocol.AZURE_ARC, Map.of(), Map.of());

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("WWW-Authenticate")).isPresent();
    assertThat(json(answer))
        .hasToString(
            "{\"error\":\"unauthorized_client\",\"error_description\":\"Missing Basic"
                + " Authorization header\",\"error_codes\":[401]}");
  }

  @Test
  void managedIdentityGetsAVersion2TokenForTheTokenExchange() throws Exception {
    var answer =
        get(
            TokenProtocol.INSTANCE_METADATA,
            Map.of("resource", "api://AzureADTokenExchange", "client_id", web.appId().toString()));

    var claims = claims(token(answer));
    assertThat(json(answer).path("resource").asText()).isEqualTo("api://AzureADTokenExchange");
    assertThat(claims.getIssuer())
        .isEqualTo(HostFixture.AUTHORITY + "/" + HostFixture.TENANT + "/v2.0");
    assertThat(claims.getSubject()).isEqualTo(web.objectId().toString());
    assertThat(claims.getAudience()).containsExactly("fb60f99c-7a34-4190-8149-302f77469936");
    assertThat(claims.getStringClaim("ver")).isEqualTo("2.0");
    assertThat(claims.getStringClaim("azp")).isEqualTo(web.appId().toString());
    assertThat(claims.getStringClaim("azpacr")).isEqualTo("2");
  }

  /** Requests a token with additional or changed parameters. */
  private static HttpResponse<String> get(TokenProtocol protocol, Map<String, String> changes)
      throws Exception {
    if (protocol != TokenProtocol.AZURE_ARC) {
      return send(protocol, changes, Map.of());
    }
    var challenge = send(protocol, Map.of(), Map.of()).headers().firstValue("WWW-Authenticate");
    var file = Path.of(challenge.orElseThrow().substring("Basic realm=".length()));
    return send(protocol, changes, Map.of("Authorization", "Basic " + Files.readString(file)));
  }

  private static HttpResponse<String> send(
      TokenProtocol protocol, Map<String, String> changes, Map<String, String> headers)
      throws Exception {
    var endpoint = endpoint(protocol);
    var parameters = new TreeMap<String, String>();
    parameters.put("api-version", endpoint.version);
    parameters.put("resource", ARM);
    parameters.putAll(changes);
    var query = new StringBuilder("?");
    parameters.forEach(
        (name, value) -> query.append(name).append('=').append(encode(value)).append('&'));
    var request = HttpRequest.newBuilder(URI.create(endpoint.uri + query));
    endpoint.headers.forEach(request::header);
    headers.forEach(request::header);
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private static String oid(HttpResponse<String> answer) throws Exception {
    return claims(token(answer)).getStringClaim("oid");
  }

  private static String token(HttpResponse<String> answer) throws IOException {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return json(answer).path("access_token").asText();
  }

  private static JsonNode json(HttpResponse<String> answer) throws IOException {
    return new ObjectMapper().readTree(answer.body());
  }

  private static String sha256(String text) throws Exception {
    var hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(hash);
  }
}
