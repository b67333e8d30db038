package dev.msi4j.local.internal.imds;

import static dev.msi4j.local.internal.imds.HostFixture.ARM;
import static dev.msi4j.local.internal.imds.HostFixture.WANTED;
import static dev.msi4j.local.internal.imds.HostFixture.base;
import static dev.msi4j.local.internal.imds.HostFixture.claims;
import static dev.msi4j.local.internal.imds.HostFixture.encode;
import static dev.msi4j.local.internal.imds.HostFixture.identityId;
import static dev.msi4j.local.internal.imds.HostFixture.json;
import static dev.msi4j.local.internal.imds.HostFixture.machineId;
import static dev.msi4j.local.internal.imds.HostFixture.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.msi4j.local.internal.entra.Principal;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens from instance metadata. */
class InstanceTokensTests {
  private static final String NOT_FOUND = "400 invalid_request: Identity not found";
  private static final String TOKEN = "/metadata/identity/oauth2/token";

  private static HostFixture world;
  private static Principal web;
  private static Principal batch;

  @BeforeAll
  static void build() {
    world = new HostFixture();
    web = world.identity("web");
    batch = world.identity("batch");
  }

  @AfterAll
  static void close() {
    world.close();
  }

  @Test
  void answerWithStringsOnly() {
    var own = world.machineWithIdentity("strings");

    var answer = world.token("strings", WANTED);

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
        .isEqualTo(world.clock.instant().plus(Duration.ofDays(1)).getEpochSecond());
  }

  @Test
  void sayWhoTheIdentityIsAndWhereItRuns() throws Exception {
    world.machine("claims");
    world.give("claims", null, web);

    var claims = claims(world.token("claims", WANTED));

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
  void areForTheResourceLetterByLetter(String resource) {
    world.machineWithIdentity("verbatim");

    var answer = world.token("verbatim", "api-version=2018-02-01&resource=" + encode(resource));

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
  void areFoundHoweverThePathIsWritten(String path) {
    world.machineWithIdentity("paths");

    assertThat(world.get("paths", path, WANTED).status()).isEqualTo(200);
  }

  @Test
  void areOfTheOwnIdentityUnlessAnotherIsNamed() throws Exception {
    world.machine("default");
    var own = world.principal(machineId("default"));
    world.give("default", own, web, batch);

    assertThat(oid("default", "")).isEqualTo(own.objectId().toString());
    assertThat(oid("default", "&client_id=" + own.appId())).isEqualTo(own.objectId().toString());
    assertThat(oid("default", "&object_id=" + own.objectId())).isEqualTo(own.objectId().toString());
  }

  @Test
  void areOfTheIdentityThatIsNamed() throws Exception {
    world.machine("named");
    world.give("named", null, web, batch);
    var id = encode(identityId("batch").toString().toUpperCase(Locale.ROOT));

    assertThat(oid("named", "&client_id=" + batch.appId())).isEqualTo(batch.objectId().toString());
    assertThat(oid("named", "&object_id=" + batch.objectId()))
        .isEqualTo(batch.objectId().toString());
    assertThat(oid("named", "&msi_res_id=" + id)).isEqualTo(batch.objectId().toString());
    assertThat(oid("named", "&mi_res_id=" + id)).isEqualTo(batch.objectId().toString());
  }

  @Test
  void areOfTheOnlyIdentityThereIs() throws Exception {
    world.machine("single");
    world.give("single", null, web);

    assertThat(oid("single", "")).isEqualTo(web.objectId().toString());
  }

  @Test
  void needANameWhereThereAreSeveral() {
    world.machine("several");
    world.give("several", null, web, batch);

    assertThat(refusal(world.token("several", WANTED)))
        .isEqualTo(
            "400 invalid_request: Multiple user assigned identities exist, please specify the"
                + " clientId / resourceId of the identity in the token request");
  }

  @Test
  void needAnIdentityThatTheMachineHas() {
    world.machineWithIdentity("stranger");

    assertThat(refusal(world.token("stranger", WANTED + "&client_id=" + web.appId())))
        .isEqualTo(NOT_FOUND);
    assertThat(refusal(world.token("stranger", WANTED + "&client_id=" + UUID.randomUUID())))
        .isEqualTo(NOT_FOUND);
    assertThat(refusal(world.token("stranger", WANTED + "&object_id=nobody"))).isEqualTo(NOT_FOUND);
    assertThat(refusal(world.token("stranger", WANTED + "&mi_res_id=" + encode("/nowhere"))))
        .isEqualTo(NOT_FOUND);
  }

  @Test
  void needAnIdentity() {
    world.machine("bare");

    assertThat(refusal(world.token("bare", WANTED))).isEqualTo(NOT_FOUND);
  }

  @Test
  void takeOneNameOnly() {
    world.machineWithIdentity("twice");

    assertThat(refusal(world.token("twice", WANTED + "&client_id=a&mi_res_id=b")))
        .isEqualTo(
            "400 invalid_request: The parameters client_id, mi_res_id are mutually exclusive:"
                + " name one");
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
  void needAllThatIsRequired(String query, String why) {
    world.machineWithIdentity("required");

    assertThat(refusal(world.token("required", query))).isEqualTo("400 invalid_request: " + why);
  }

  @Test
  void needAResourceThatCanBe() {
    world.machineWithIdentity("resource");

    assertThat(refusal(world.token("resource", "api-version=2018-02-01&resource=nothing")))
        .startsWith("400 invalid_resource: AADSTS500011: The resource principal named nothing")
        .containsPattern(
            " Trace ID: [0-9a-f-]{36} Correlation ID: [0-9a-f-]{36} Timestamp: 2026-06-01 12:00:00Z$");
  }

  @Test
  void needTheMetadataHeader() {
    world.machineWithIdentity("header");

    assertThat(refusal(world.get("header", TOKEN, "api-version=2018-02-01", Map.of())))
        .isEqualTo("400 invalid_request: Required metadata header not specified");
    assertThat(refusal(world.get("header", TOKEN, WANTED, Map.of("Metadata", "no"))))
        .startsWith("400 invalid_request");
    assertThat(world.get("header", TOKEN, WANTED, Map.of("metadata", "True")).status())
        .isEqualTo(200);
  }

  @Test
  void areNotForOthersBehindAProxy() {
    world.machineWithIdentity("forwarded");

    var answer =
        world.get(
            "forwarded", TOKEN, WANTED, Map.of("Metadata", "true", "X-Forwarded-For", "10.0.0.9"));

    assertThat(refusal(answer)).startsWith("400 invalid_request: Request contains a forwarded");
  }

  @Test
  void areForAMachineThatRuns() {
    world.machine("off", false, null);
    world.give("off", world.principal(machineId("off")));

    assertThat(refusal(world.token("off", WANTED)))
        .isEqualTo(
            "400 invalid_request: The virtual machine '"
                + machineId("off")
                + "' is not running: start it");
    assertThat(refusal(world.token("missing", WANTED)))
        .isEqualTo(
            "400 invalid_request: The virtual machine '"
                + machineId("missing")
                + "' was not found");
  }

  @Test
  void areGotten() {
    world.machineWithIdentity("method");

    assertThat(world.post("method", TOKEN, WANTED).status()).isEqualTo(405);
  }

  @Test
  void areRefusedAtOnceWhereNoMachineIsNamed() {
    assertThat(refusal(world.send("GET", TOKEN, WANTED, Map.of("Metadata", "true"), "")))
        .startsWith("400 invalid_request: No virtual machine is named");
    assertThat(world.send("GET", "/elsewhere", "", Map.of(), "").status()).isEqualTo(404);
    assertThat(world.get("any", "/metadata", "").status()).isEqualTo(404);
    assertThat(world.get("any", "/metadata%2Fx", "").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"evil.example:1234", "127.0.0.1.evil.example", "", "localhost.evil:80"})
  void areForWhoCallsThisServerByLoopback(String host) {
    world.machineWithIdentity("rebinding");

    var answer = world.get("rebinding", TOKEN, WANTED, Map.of("Metadata", "true", "Host", host));

    assertThat(answer.status()).isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"localhost:1234", "127.0.0.1", "[::1]:80", "LOCALHOST", "169.254.169.254"})
  void areForEveryNameOfLoopback(String host) {
    world.machineWithIdentity("loopback");

    var answer = world.get("loopback", TOKEN, WANTED, Map.of("Metadata", "true", "Host", host));

    assertThat(answer.status()).isEqualTo(200);
  }

  @Test
  void haveNoNewerServiceBesideThem() {
    world.machineWithIdentity("platform");

    assertThat(world.get("platform", "/metadata/identity/getplatformmetadata", WANTED).status())
        .isEqualTo(404);
    assertThat(json(world.get("platform", "/metadata/identity/info", "api-version=2018-02-01")))
        .hasToString("{\"tenantId\":\"" + HostFixture.TENANT + "\"}");
  }

  @Test
  void haveAListenerForOneMachineAlone() {
    world.machine("alone", true, 50342);

    var answer =
        world.send("POST", base("alone") + "/endpoint", "", Map.of("Metadata", "true"), "");

    assertThat(json(answer).path("endpoint").asText()).startsWith("http://127.0.0.1:");
    assertThat(json(answer).path("extensionPort").asInt()).isEqualTo(50342);
    assertThat(world.send("POST", base("alone") + "/endpoint", "", Map.of(), "").status())
        .isEqualTo(400);
    assertThat(world.get("alone", "/endpoint", "").status()).isEqualTo(405);
  }

  private static String oid(String machine, String selector) throws Exception {
    return claims(world.token(machine, "api-version=2018-02-01&resource=" + encode(ARM) + selector))
        .getStringClaim("oid");
  }
}
