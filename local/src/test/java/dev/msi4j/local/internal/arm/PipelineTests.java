package dev.msi4j.local.internal.arm;

import static dev.msi4j.local.Arm.error;
import static dev.msi4j.local.Arm.message;
import static org.assertj.core.api.Assertions.assertThat;

import dev.msi4j.local.Arm;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.TestAzure;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PipelineTests {
  @AutoClose private static final LocalAzure azure = TestAzure.start();
  private static final Arm arm = Arm.signIn(azure);

  @BeforeAll
  static void createGroup() {
    arm.createGroup("rg");
  }

  @Test
  void getReturns400WithoutApiVersion() {
    assertThat(error(arm.send("GET", arm.group("rg"), "", "")))
        .isEqualTo("400 MissingApiVersionParameter");
  }

  @Test
  void getReturns400ForMalformedApiVersion() {
    assertThat(error(arm.get(arm.group("rg"), "latest")))
        .isEqualTo("400 InvalidApiVersionParameter");
  }

  @Test
  void getReturns400WithSupportedVersionsForUnsupportedVersion() {
    var answer = arm.get(arm.identity("rg", "web"), "2001-01-01");

    assertThat(error(answer)).isEqualTo("400 NoRegisteredProviderFound");
    assertThat(message(answer)).contains("2018-11-30", "2024-11-30", "userAssignedIdentities");
  }

  @Test
  void getReturns404ForTypeThatIsNotInApiVersion() {
    var credentials = arm.identity("rg", "web") + "/federatedIdentityCredentials";

    var answer = arm.get(credentials, "2018-11-30");

    assertThat(error(answer)).isEqualTo("404 InvalidResourceType");
    assertThat(message(answer)).contains("2022-01-31-preview").doesNotContain("2018-11-30',");
  }

  @Test
  void getReturns404ForUnknownNamespace() {
    assertThat(
            error(arm.get(arm.group("rg") + "/providers/Microsoft.Nothing/things/a", "2024-01-01")))
        .isEqualTo("404 InvalidResourceNamespace");
  }

  @Test
  void getReturns404ForPathOutsideSubscription() {
    assertThat(error(arm.get("/robots.txt", "2024-01-01"))).isEqualTo("404 MissingSubscription");
  }

  @Test
  void requestReturns405ForUndeclaredMethod() {
    assertThat(error(arm.post(arm.group("rg"), "2021-04-01"))).isEqualTo("405 MethodNotAllowed");
  }

  @Test
  void getReturns401WithChallengeWithoutToken() {
    var answer = arm.anonymous().get(arm.group("rg"), "2021-04-01");

    assertThat(error(answer)).isEqualTo("401 AuthenticationFailed");
    assertThat(answer.headers().first("WWW-Authenticate").orElse(""))
        .startsWith("Bearer authorization_uri=\"https://localhost:8443")
        .doesNotContain("claims");
  }

  @Test
  void getReturns401ForMalformedToken() {
    var answer =
        arm.anonymous().with("Authorization", "Bearer abc").get("/subscriptions", "2022-12-01");

    assertThat(error(answer)).isEqualTo("401 InvalidAuthenticationToken");
  }

  @Test
  void getReturns401ForUnknownPathWithoutToken() {
    assertThat(error(arm.anonymous().get("/robots.txt", "2024-01-01")))
        .isEqualTo("401 AuthenticationFailed");
  }

  @Test
  void getReturns404ForUnknownSubscription() {
    var other = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups";

    assertThat(error(arm.get(other, "2021-04-01"))).isEqualTo("404 SubscriptionNotFound");
  }

  @Test
  void getReturns404ForMissingResourceGroup() {
    assertThat(error(arm.get(arm.identity("none", "web"), Arm.VERSION)))
        .isEqualTo("404 ResourceGroupNotFound");
  }

  @Test
  void getAcceptsDoubleSlash() {
    assertThat(arm.get("/" + arm.group("RG"), "2021-04-01").status()).isEqualTo(200);
  }

  @Test
  void everyResponseHasRequestIds() {
    var answer =
        arm.with("x-ms-client-request-id", "mine")
            .with("x-ms-return-client-request-id", "true")
            .get("/subscriptions", "2022-12-01");

    assertThat(answer.headers().first("x-ms-request-id").orElse("")).hasSize(36);
    assertThat(answer.headers().first("x-ms-correlation-request-id"))
        .isEqualTo(answer.headers().first("x-ms-request-id"));
    assertThat(answer.headers().first("x-ms-routing-request-id").orElse(""))
        .matches("LOCAL:\\d{8}T\\d{6}Z:.{36}");
    assertThat(answer.headers().first("x-ms-client-request-id")).hasValue("mine");
  }

  @Test
  void responseOmitsTooLongClientRequestId() {
    var answer =
        arm.with("x-ms-correlation-request-id", "c".repeat(20_000))
            .with("x-ms-client-request-id", "m".repeat(20_000))
            .with("x-ms-return-client-request-id", "true")
            .get("/subscriptions", "2022-12-01");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.headers().first("x-ms-correlation-request-id").orElse("")).hasSize(36);
    assertThat(answer.headers().first("x-ms-client-request-id")).isEmpty();
  }

  @Test
  void putReturns400WithReasonForInvalidBody() {
    var path = arm.identity("rg", "bad");

    assertThat(message(arm.put(path, Arm.VERSION, "{\"location\":")))
        .contains("it is not a JSON document");
    assertThat(message(arm.put(path, Arm.VERSION, "[]"))).contains("the body must be an object");
    assertThat(message(arm.put(path, Arm.VERSION, "{\"location\":1}")))
        .contains("location must be a string, not number");
    assertThat(message(arm.put(path, Arm.VERSION, "{\"location\":\"eastus\",\"tags\":{\"a\":1}}")))
        .contains("tags.a must be a string");
    assertThat(error(arm.put(path, Arm.VERSION, "{}{}"))).isEqualTo("400 InvalidRequestContent");
  }
}
