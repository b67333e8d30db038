package dev.msi4j.local.internal.imds;

import static dev.msi4j.local.internal.imds.HostFixture.ARM;
import static dev.msi4j.local.internal.imds.HostFixture.claims;
import static dev.msi4j.local.internal.imds.HostFixture.encode;
import static dev.msi4j.local.internal.imds.HostFixture.error;
import static dev.msi4j.local.internal.imds.HostFixture.identityId;
import static dev.msi4j.local.internal.imds.HostFixture.json;
import static dev.msi4j.local.internal.imds.HostFixture.machineId;
import static org.assertj.core.api.Assertions.assertThat;

import dev.msi4j.local.internal.entra.Principal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The managed identity extension of virtual machines, which Azure has deprecated. */
class VmExtensionTests {
  private static final String TOKEN = "/oauth2/token";
  private static final String EXPECTED = "resource=" + encode(ARM);

  @AutoClose private static final HostFixture fixture = new HostFixture();
  private static final Principal web = fixture.identity("web");
  private static Principal own;

  @BeforeAll
  static void createMachine() {
    fixture.machine("vm", true, 50342);
    own = fixture.principal(machineId("vm"));
    fixture.give("vm", own, web);
  }

  @Test
  void getAndPostReturnTokens() throws Exception {
    var got = fixture.get("vm", TOKEN, EXPECTED);
    var posted = fixture.post("vm", TOKEN, EXPECTED + "&client_id=" + web.appId());

    assertThat(claims(got).getStringClaim("oid")).isEqualTo(own.objectId().toString());
    assertThat(json(got).path("resource").asText()).isEqualTo(ARM);
    assertThat(claims(posted).getStringClaim("oid")).isEqualTo(web.objectId().toString());
  }

  @Test
  void threeParametersSelectAnIdentity() throws Exception {
    for (var selector :
        new String[] {
          "&client_id=" + web.appId(),
          "&object_id=" + web.objectId(),
          "&msi_res_id=" + encode(identityId("web").toString())
        }) {
      assertThat(claims(fixture.get("vm", TOKEN, EXPECTED + selector)).getStringClaim("oid"))
          .isEqualTo(web.objectId().toString());
    }
  }

  @Test
  void missingHeaderOrResourceIsRejected() {
    assertThat(error(fixture.get("vm", TOKEN, EXPECTED, Map.of())))
        .isEqualTo("400 invalid_request: Required metadata header not specified");
    assertThat(error(fixture.post("vm", TOKEN, "client_id=" + web.appId())))
        .isEqualTo("400 invalid_request: Required query variable 'resource' is missing");
  }

  @Test
  void forwardedRequestIsRejected() {
    var headers = Map.of("Metadata", "true", "X-Forwarded-For", "10.0.0.9");

    assertThat(fixture.get("vm", TOKEN, EXPECTED, headers).status()).isEqualTo(400);
  }

  @Test
  void listenerOfAMachineWithoutExtensionReturns400() throws Exception {
    fixture.machineWithIdentity("without");
    var url = URI.create(fixture.hosts.machine(machineId("without")) + TOKEN + "?" + EXPECTED);
    var request = HttpRequest.newBuilder(url).header("Metadata", "true").build();

    var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body())
        .contains(
            "The virtual machine '"
                + machineId("without")
                + "' has no managed identity extension: install");
  }

  @Test
  void sharedListenerAnswersWithoutExtension() {
    fixture.machineWithIdentity("older");

    assertThat(fixture.get("older", TOKEN, EXPECTED).status()).isEqualTo(200);
  }

  @Test
  void otherMethodIsRejected() {
    var answer =
        fixture.send(
            "PUT", HostFixture.base("vm") + TOKEN, "", Map.of("Metadata", "true"), EXPECTED);

    assertThat(answer.status()).isEqualTo(405);
  }
}
