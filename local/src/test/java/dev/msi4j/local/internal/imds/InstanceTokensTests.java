package dev.msi4j.local.internal.imds;

import static dev.msi4j.local.internal.imds.HostFixture.ARM;
import static dev.msi4j.local.internal.imds.HostFixture.EXPECTED;
import static dev.msi4j.local.internal.imds.HostFixture.base;
import static dev.msi4j.local.internal.imds.HostFixture.claims;
import static dev.msi4j.local.internal.imds.HostFixture.encode;
import static dev.msi4j.local.internal.imds.HostFixture.error;
import static dev.msi4j.local.internal.imds.HostFixture.identityId;
import static dev.msi4j.local.internal.imds.HostFixture.json;
import static dev.msi4j.local.internal.imds.HostFixture.machineId;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.msi4j.local.internal.entra.Principal;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens of the instance metadata service. */
class InstanceTokensTests {
  private static final String NOT_FOUND = "400 invalid_request: Identity not found";
  private static final String TOKEN = "/metadata/identity/oauth2/token";

  @AutoClose private static final HostFixture fixture = new HostFixture();
  private static final Principal web = fixture.identity("web");
  private static final Principal batch = fixture.identity("batch");

  @Test
  void responseHasStringsOnly() {
    var own = fixture.machineWithIdentity("strings");

    var answer = fixture.token("strings", EXPECTED);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.headers().first("Server"))
        .hasValueSatisfying(server -> assertThat(server).startsWith("IMDS/"));
    assertThat(answer.headers().first("Content-Type")).hasValue("application/json; charset=utf-8");
    assertThat(json(answer)).allMatch(JsonNode::isTextual);
    assertThat(json(answer).properties())
        .extracting(Map.Entry::getKey)
        .containsExactlyInAnyOrder(
            "access_token",
            "client_id",
            "expires_in",
            "expires_on",
            "ext_expires_in",
            "not_before",
            "refresh_token",
            "resource",
            "token_type");
    assertThat(json(answer).path("client_id").asText()).isEqualTo(own.appId().toString());
    assertThat(json(answer).path("token_type").asText()).isEqualTo("Bearer");
    assertThat(json(answer).path("refresh_token").asText()).isEmpty();
    assertThat(json(answer).path("expires_in").asText()).isEqualTo("86400");
    assertThat(json(answer).path("expires_on").asLong())
        .isEqualTo(fixture.clock.instant().plus(Duration.ofDays(1)).getEpochSecond());
  }

  @Test
  void tokenHasTheIdsOfIdentityAndMachine() throws Exception {
    fixture.machine("claims");
    fixture.give("claims", null, web);

    var claims = claims(fixture.token("claims", EXPECTED));

    assertThat(claims.getIssuer()).isEqualTo("https://sts.windows.net/" + HostFixture.TENANT + "/");
    assertThat(claims.getStringClaim("appidacr")).isEqualTo("2");
    assertThat(claims.getStringClaim("idtyp")).isEqualTo("app");
    assertThat(claims.getStringClaim("oid"))
        .isEqualTo(claims.getSubject())
        .isEqualTo(web.objectId().toString());
    assertThat(claims.getStringClaim("xms_mirid"))
        .isEqualTo(identityId("web").toString().replace("/resourceGroups/", "/resourcegroups/"));
    assertThat(claims.getStringClaim("xms_az_rid"))
        .isEqualTo(machineId("claims").toString().replace("/resourceGroups/", "/resourcegroups/"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://management.azure.com",
        "https://management.azure.com/",
        "api://app",
        "00000003-0000-0000-c000-000000000000"
      })
  void audienceIsTheUnchangedResource(String resource) {
    fixture.machineWithIdentity("verbatim");

    var answer = fixture.token("verbatim", "api-version=2018-02-01&resource=" + encode(resource));

    assertThat(json(answer).path("resource").asText()).isEqualTo(resource);
    assertThat(claims(answer).getAudience()).containsExactly(resource);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/metadata/identity/oauth2/token/",
        "/Metadata/Identity/OAuth2/Token",
        "//metadata/identity/oauth2/token"
      })
  void pathIsMatchedIgnoringCaseAndSlashes(String path) {
    fixture.machineWithIdentity("paths");

    assertThat(fixture.get("paths", path, EXPECTED).status()).isEqualTo(200);
  }

  @Test
  void systemAssignedIdentityIsTheDefault() throws Exception {
    fixture.machine("default");
    var own = fixture.principal(machineId("default"));
    fixture.give("default", own, web, batch);

    assertThat(oid("default", "")).isEqualTo(own.objectId().toString());
    assertThat(oid("default", "&client_id=" + own.appId())).isEqualTo(own.objectId().toString());
    assertThat(oid("default", "&object_id=" + own.objectId())).isEqualTo(own.objectId().toString());
  }

  @Test
  void selectedIdentityGetsTheToken() throws Exception {
    fixture.machine("named");
    fixture.give("named", null, web, batch);
    var id = encode(identityId("batch").toString().toUpperCase(Locale.ROOT));

    assertThat(oid("named", "&client_id=" + batch.appId())).isEqualTo(batch.objectId().toString());
    assertThat(oid("named", "&object_id=" + batch.objectId()))
        .isEqualTo(batch.objectId().toString());
    assertThat(oid("named", "&msi_res_id=" + id)).isEqualTo(batch.objectId().toString());
    assertThat(oid("named", "&mi_res_id=" + id)).isEqualTo(batch.objectId().toString());
  }

  @Test
  void onlyUserAssignedIdentityIsTheDefault() throws Exception {
    fixture.machine("single");
    fixture.give("single", null, web);

    assertThat(oid("single", "")).isEqualTo(web.objectId().toString());
  }

  @Test
  void severalUserAssignedIdentitiesNeedASelector() {
    fixture.machine("several");
    fixture.give("several", null, web, batch);

    assertThat(error(fixture.token("several", EXPECTED)))
        .isEqualTo(
            "400 invalid_request: Multiple user assigned identities exist, please specify the"
                + " clientId / resourceId of the identity in the token request");
  }

  @Test
  void identityOfAnotherMachineIsNotFound() {
    fixture.machineWithIdentity("unrelated");

    assertThat(error(fixture.token("unrelated", EXPECTED + "&client_id=" + web.appId())))
        .isEqualTo(NOT_FOUND);
    assertThat(error(fixture.token("unrelated", EXPECTED + "&client_id=" + UUID.randomUUID())))
        .isEqualTo(NOT_FOUND);
    assertThat(error(fixture.token("unrelated", EXPECTED + "&object_id=unknown")))
        .isEqualTo(NOT_FOUND);
    assertThat(error(fixture.token("unrelated", EXPECTED + "&mi_res_id=" + encode("/nowhere"))))
        .isEqualTo(NOT_FOUND);
  }

  @Test
  void machineWithoutIdentityGetsAnError() {
    fixture.machine("bare");

    assertThat(error(fixture.token("bare", EXPECTED))).isEqualTo(NOT_FOUND);
  }

  @Test
  void twoSelectorsAreRejected() {
    fixture.machineWithIdentity("twice");

    assertThat(error(fixture.token("twice", EXPECTED + "&client_id=a&mi_res_id=b")))
        .isEqualTo(
            "400 invalid_request: The parameters client_id, mi_res_id are mutually exclusive:"
                + " send one of them");
  }

  @ParameterizedTest
  @CsvSource({
    "'', Required query variable 'api-version' is missing",
    "resource=https%3A%2F%2Fa.b, Required query variable 'api-version' is missing",
    "api-version=2018-02-01, Required query variable 'resource' is missing",
    "api-version=2018-02-01&resource=, Required query variable 'resource' is missing",
    "api-version=2017-12-01&resource=https%3A%2F%2Fa.b, The api-version '2017-12-01' is not"
        + " supported: it must be 2018-02-01 or newer",
    "api-version=new&resource=https%3A%2F%2Fa.b, The api-version 'new' is not supported: it must"
        + " be 2018-02-01 or newer"
  })
  void missingOrInvalidParameterIsReported(String query, String message) {
    fixture.machineWithIdentity("required");

    assertThat(error(fixture.token("required", query)))
        .isEqualTo("400 invalid_request: " + message);
  }

  @Test
  void unknownResourceIsRejected() {
    fixture.machineWithIdentity("resource");

    assertThat(error(fixture.token("resource", "api-version=2018-02-01&resource=nothing")))
        .startsWith("400 invalid_resource: AADSTS500011: The resource principal named nothing")
        .containsPattern(
            " Trace ID: [0-9a-f-]{36} Correlation ID: [0-9a-f-]{36} Timestamp: 2026-06-01 12:00:00Z$");
  }

  @Test
  void missingMetadataHeaderIsRejected() {
    fixture.machineWithIdentity("header");

    assertThat(error(fixture.get("header", TOKEN, "api-version=2018-02-01", Map.of())))
        .isEqualTo("400 invalid_request: Required metadata header not specified");
    assertThat(error(fixture.get("header", TOKEN, EXPECTED, Map.of("Metadata", "no"))))
        .startsWith("400 invalid_request");
    assertThat(fixture.get("header", TOKEN, EXPECTED, Map.of("metadata", "True")).status())
        .isEqualTo(200);
  }

  @Test
  void forwardedRequestIsRejected() {
    fixture.machineWithIdentity("forwarded");

    var answer =
        fixture.get(
            "forwarded",
            TOKEN,
            EXPECTED,
            Map.of("Metadata", "true", "X-Forwarded-For", "10.0.0.9"));

    assertThat(error(answer)).startsWith("400 invalid_request: Request contains a forwarded");
  }

  @Test
  void stoppedOrMissingMachineIsReported() {
    fixture.machine("off", false, null);
    fixture.give("off", fixture.principal(machineId("off")));

    assertThat(error(fixture.token("off", EXPECTED)))
        .isEqualTo(
            "400 invalid_request: The virtual machine '"
                + machineId("off")
                + "' is not running: start it");
    assertThat(error(fixture.token("missing", EXPECTED)))
        .isEqualTo(
            "400 invalid_request: The virtual machine '"
                + machineId("missing")
                + "' was not found");
  }

  @Test
  void postIsRejected() {
    fixture.machineWithIdentity("method");

    assertThat(fixture.post("method", TOKEN, EXPECTED).status()).isEqualTo(405);
  }

  @Test
  void pathWithoutMachineIsRejected() {
    assertThat(error(fixture.send("GET", TOKEN, EXPECTED, Map.of("Metadata", "true"), "")))
        .startsWith("400 invalid_request: No virtual machine is named");
    assertThat(fixture.send("GET", "/elsewhere", "", Map.of(), "").status()).isEqualTo(404);
    assertThat(fixture.get("any", "/metadata", "").status()).isEqualTo(404);
    assertThat(fixture.get("any", "/metadata%2Fx", "").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"evil.example:1234", "127.0.0.1.evil.example", "", "localhost.evil:80"})
  void hostHeaderOfAnotherNameIsRejected(String host) {
    fixture.machineWithIdentity("rebinding");

    var answer =
        fixture.get("rebinding", TOKEN, EXPECTED, Map.of("Metadata", "true", "Host", host));

    assertThat(answer.status()).isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"localhost:1234", "127.0.0.1", "[::1]:80", "LOCALHOST", "169.254.169.254"})
  void everyLoopbackNameIsAccepted(String host) {
    fixture.machineWithIdentity("loopback");

    var answer = fixture.get("loopback", TOKEN, EXPECTED, Map.of("Metadata", "true", "Host", host));

    assertThat(answer.status()).isEqualTo(200);
  }

  @Test
  void probesOfOtherServicesReturn404() {
    fixture.machineWithIdentity("platform");

    assertThat(fixture.get("platform", "/metadata/identity/getplatformmetadata", EXPECTED).status())
        .isEqualTo(404);
    assertThat(json(fixture.get("platform", "/metadata/identity/info", "api-version=2018-02-01")))
        .hasToString("{\"tenantId\":\"" + HostFixture.TENANT + "\"}");
  }

  @Test
  void endpointOpensAListenerForOneMachine() {
    fixture.machine("alone", true, 50342);

    var answer =
        fixture.send("POST", base("alone") + "/endpoint", "", Map.of("Metadata", "true"), "");

    assertThat(json(answer).path("endpoint").asText()).startsWith("http://127.0.0.1:");
    assertThat(json(answer).path("extensionPort").asInt()).isEqualTo(50342);
    assertThat(fixture.send("POST", base("alone") + "/endpoint", "", Map.of(), "").status())
        .isEqualTo(400);
    assertThat(fixture.get("alone", "/endpoint", "").status()).isEqualTo(405);
  }

  private static String oid(String machine, String selector) throws Exception {
    return claims(
            fixture.token(machine, "api-version=2018-02-01&resource=" + encode(ARM) + selector))
        .getStringClaim("oid");
  }
}
