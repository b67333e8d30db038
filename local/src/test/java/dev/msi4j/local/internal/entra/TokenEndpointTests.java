package dev.msi4j.local.internal.entra;

import static dev.msi4j.local.internal.entra.TokenService.SECRET;
import static dev.msi4j.local.internal.entra.TokenService.TENANT;
import static dev.msi4j.local.internal.entra.TokenService.claims;
import static dev.msi4j.local.internal.entra.TokenService.encode;
import static dev.msi4j.local.internal.entra.TokenService.json;
import static dev.msi4j.local.internal.entra.TokenService.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.msi4j.local.internal.http.Headers;
import dev.msi4j.local.internal.http.Response;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenEndpointTests {
  private static final String V1 = "/" + TENANT + "/oauth2/token";
  private static final String V2 = "/" + TENANT + "/oauth2/v2.0/token";

  @AutoClose private final TokenService service = new TokenService();

  @Test
  void v2ResponseHasNumbers() {
    var response = service.postV2(service.form());

    assertThat(response.status()).isEqualTo(200);
    var answer = json(response);
    assertThat(answer.fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder("token_type", "expires_in", "ext_expires_in", "access_token");
    assertThat(text(answer, "token_type")).isEqualTo("Bearer");
    assertThat(answer.get("expires_in").isInt()).isTrue();
    assertThat(answer.get("expires_in").asInt()).isEqualTo(3599);
    assertThat(answer.get("ext_expires_in").isInt()).isTrue();
  }

  @Test
  void v1ResponseHasStrings() {
    var form = service.form("scope", "", "resource", "https://vault.azure.net");

    var answer = json(service.post(V1, form));

    var now = service.clock.instant().getEpochSecond();
    assertThat(answer).allSatisfy(value -> assertThat(value.isTextual()).isTrue());
    assertThat(text(answer, "expires_in")).isEqualTo("3599");
    assertThat(text(answer, "ext_expires_in")).isEqualTo("3599");
    assertThat(text(answer, "not_before")).isEqualTo(Long.toString(now));
    assertThat(text(answer, "expires_on")).isEqualTo(Long.toString(now + 3599));
    assertThat(text(answer, "resource")).isEqualTo("https://vault.azure.net");
    assertThat(claims(text(answer, "access_token")).getAudience())
        .containsExactly("https://vault.azure.net");
  }

  @Test
  void adfsAcceptsAScope() {
    var answer = json(service.post("/adfs/oauth2/token", service.form()));

    assertThat(answer.get("expires_in").isInt()).isTrue();
    assertThat(claims(text(answer, "access_token")).getAudience())
        .containsExactly(TokenService.ARM);
  }

  @Test
  void adfsAcceptsAResource() {
    var form = service.form("scope", "", "resource", "https://graph.microsoft.com");

    var answer = json(service.post("/adfs/oauth2/token", form));

    assertThat(claims(text(answer, "access_token")).getAudience())
        .containsExactly("https://graph.microsoft.com");
  }

  @Test
  void basicAuthenticationIsAccepted() {
    var id = service.application.appId().toString();
    var form = service.form("client_id", "", "client_secret", "");

    var response = service.post(V2, form, basic(id, SECRET));

    assertThat(response.status()).isEqualTo(200);
  }

  @Test
  void wrongSecretInTheHeaderIsRejected() {
    var id = service.application.appId().toString();
    var form = service.form("client_id", "", "client_secret", "");

    assertRejected(service.post(V2, form, basic(id, "wrong")), 401, "invalid_client", 7000215);
  }

  @Test
  void everyOneOfSeveralSecretsIsAccepted() {
    service.store.change(documents ->
        service.directory.addSecret(documents, service.application.appId(), "another"));

    assertThat(service.postV2(service.form()).status()).isEqualTo(200);
    assertThat(service.postV2(service.form("client_secret", "another")).status()).isEqualTo(200);
  }

  @Test
  void removedSecretIsRejected() {
    service.store.change(documents ->
        service.directory.removeSecret(documents, service.application.appId(), SECRET));

    assertRejected(service.postV2(service.form()), 401, "invalid_client", 7000215);
  }

  @Test
  void wrongSecretIsRejected() {
    var response = service.postV2(service.form("client_secret", SECRET + "x"));

    assertRejected(response, 401, "invalid_client", 7000215);
    assertThat(text(json(response), "error_description"))
        .startsWith("AADSTS7000215: Invalid client secret provided.")
        .contains(service.application.appId().toString())
        .doesNotContain(SECRET);
  }

  @Test
  void missingCredentialIsRejected() {
    assertRejected(
        service.postV2(service.form("client_secret", "")), 401, "invalid_client", 7000216);
  }

  @Test
  void malformedAssertionIsRejected() {
    var form =
        service.form(
            "client_secret",
            "",
            "client_assertion",
            "a.b.c",
            "client_assertion_type",
            "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");

    assertRejected(service.postV2(form), 400, "invalid_request", 50027);
  }

  @ParameterizedTest
  @ValueSource(strings = {"77777777-0000-0000-0000-000000000000", "1-1-1-1-1", "unknown"})
  void unknownApplicationIsRejected(String clientId) {
    var response = service.postV2(service.form("client_id", clientId));

    assertRejected(response, 400, "unauthorized_client", 700016);
    assertThat(text(json(response), "error_description"))
        .contains("'" + clientId + "'")
        .contains(TENANT.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"99999999-2222-3333-4444-555555555555", "contoso.com", "adfs2"})
  void unknownTenantIsRejected(String tenant) {
    var response = service.post("/" + tenant + "/oauth2/v2.0/token", service.form());

    assertRejected(response, 400, "invalid_tenant", 90002);
    assertThat(text(json(response), "error_description"))
        .startsWith("AADSTS90002: Tenant '" + tenant + "' not found.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"common", "organizations", "consumers"})
  void requestWithoutTenantIsRejected(String tenant) {
    assertRejected(
        service.post("/" + tenant + "/oauth2/v2.0/token", service.form()),
        400,
        "invalid_request",
        50059);
  }

  @Test
  void resourceParameterIsRejectedByV2() {
    var form = service.form("resource", TokenService.ARM);

    assertRejected(service.postV2(form), 400, "invalid_request", 901002);
  }

  @ParameterizedTest
  @ValueSource(strings = {"grant_type", "client_id", "scope"})
  void missingParameterIsNamed(String name) {
    var response = service.postV2(service.form(name, ""));

    assertRejected(response, 400, "invalid_request", 900144);
    assertThat(text(json(response), "error_description")).contains("parameter: '" + name + "'.");
  }

  @Test
  void missingResourceIsNamedByV1() {
    var response = service.post(V1, service.form());

    assertRejected(response, 400, "invalid_request", 900144);
    assertThat(text(json(response), "error_description")).contains("'resource'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"password", "authorization_code", "Client_Credentials"})
  void otherGrantTypeIsRejected(String grantType) {
    assertRejected(
        service.postV2(service.form("grant_type", grantType)),
        400,
        "unsupported_grant_type",
        70003);
  }

  @Test
  void errorHasTheMembersOfAzure() {
    var response =
        service.post(
            V2,
            service.form("client_secret", "wrong"),
            Headers.NONE.with("client-request-id", "00000000-0000-0000-0000-0000000000aa"));

    var answer = json(response);
    assertThat(answer.fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder(
            "error",
            "error_description",
            "error_codes",
            "timestamp",
            "trace_id",
            "correlation_id",
            "error_uri");
    assertThat(text(answer, "timestamp")).isEqualTo("2026-06-01 12:00:00Z");
    assertThat(text(answer, "correlation_id")).isEqualTo("00000000-0000-0000-0000-0000000000aa");
    assertThat(text(answer, "error_uri")).isEqualTo(TokenService.ORIGIN + "/error?code=7000215");
    assertThat(text(answer, "error_description"))
        .endsWith(
            " Trace ID: "
                + text(answer, "trace_id")
                + " Correlation ID: "
                + text(answer, "correlation_id")
                + " Timestamp: 2026-06-01 12:00:00Z");
    assertThat(header(response, "x-ms-request-id")).isEqualTo(text(answer, "trace_id"));
  }

  @Test
  void responsesForbidCaching() {
    for (var response :
        List.of(
            service.postV2(service.form()), service.postV2(service.form("client_secret", "x")))) {
      assertThat(header(response, "Cache-Control")).isEqualTo("no-store, no-cache");
      assertThat(header(response, "Pragma")).isEqualTo("no-cache");
      assertThat(header(response, "Content-Type")).isEqualTo("application/json; charset=utf-8");
    }
  }

  @Test
  void clientRequestIdIsEchoedOnRequest() {
    var id = UUID.randomUUID().toString();
    var sent = Headers.NONE.with("client-request-id", id);

    var echoed = service.post(V2, service.form(), sent.with("return-client-request-id", "true"));
    var notEchoed = service.post(V2, service.form(), sent);

    assertThat(header(echoed, "client-request-id")).isEqualTo(id);
    assertThat(notEchoed.headers().first("client-request-id")).isEmpty();
  }

  @Test
  void invalidClientRequestIdIsNotEchoed() {
    var sent =
        Headers.NONE
            .with("client-request-id", "x\r\nSet-Cookie: a=b")
            .with("return-client-request-id", "true");

    assertThat(service.post(V2, service.form(), sent).headers().first("client-request-id"))
        .isEmpty();
  }

  @Test
  void stringFormOmitsCredentials() {
    var request =
        new TokenRequest(
            TENANT,
            dev.msi4j.local.internal.http.Query.parse("client_secret=" + encode(SECRET)),
            TokenRequest.Basic.parse(basic("id", SECRET).first("Authorization").orElseThrow()),
            new CorrelationIds(
                UUID.randomUUID(), UUID.randomUUID(), false, service.clock.instant()));

    assertThat(request.basic()).isPresent();
    assertThat(request.toString()).doesNotContain(SECRET);
    assertThat(request.basic().orElseThrow().toString()).doesNotContain(SECRET);
  }

  @Test
  void headerThatIsNotBasicIsIgnored() {
    var good = encode64("id:secret1");
    for (var header :
        List.of(
            "Basic ???",
            "Basic " + good.replace("=", ""),
            "Basic " + good + "=",
            "Basic " + good.substring(0, 3) + " " + good.substring(3),
            "Basic " + encode64("nocolon"),
            "Bearer x",
            "")) {
      var headers = Headers.NONE.with("Authorization", header);
      var response = service.post(V2, service.form("client_secret", ""), headers);

      assertRejected(response, 401, "invalid_client", 7000216);
    }
  }

  private static Headers basic(String id, String secret) {
    return Headers.NONE.with(
        "Authorization", "Basic " + encode64(encode(id) + ":" + encode(secret)));
  }

  private static String encode64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String header(Response response, String name) {
    return response.headers().first(name).orElse("");
  }

  private static void assertRejected(Response response, int status, String error, int code) {
    var answer = json(response);
    assertThat(Map.of("status", response.status(), "error", text(answer, "error")))
        .isEqualTo(Map.of("status", status, "error", error));
    assertThat(answer.get("error_codes")).hasSize(1);
    assertThat(answer.get("error_codes").get(0).asInt()).isEqualTo(code);
  }
}
