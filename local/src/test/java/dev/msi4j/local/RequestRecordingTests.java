package dev.msi4j.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RequestRecordingTests {
  @AutoClose private static LocalAzure azure;
  private static HttpClient http;

  @BeforeAll
  static void start() {
    azure = TestAzure.builder().recordRequests(true).start();
    http = HttpClient.newBuilder().sslContext(azure.sslContext()).build();
  }

  private static RecordedRequest send(HttpRequest.Builder request) throws Exception {
    http.send(request.build(), BodyHandlers.ofString());
    var requests = azure.requests();
    return requests.get(requests.size() - 1);
  }

  private static HttpRequest.Builder tokenRequest(String secret) {
    var form =
        Map.of(
                "grant_type",
                "client_credentials",
                "client_id",
                azure.clientId().toString(),
                "client_secret",
                secret,
                "scope",
                "https://vault.azure.net/.default")
            .entrySet()
            .stream()
            .map(each ->
                each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return HttpRequest.newBuilder(
            URI.create(
                azure.authorityHost() + "/" + azure.tenantId() + "/oauth2/v2.0/token?secret=query"))
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(BodyPublishers.ofString(form));
  }

  @Test
  void tokenRequestIsRecordedWithResourceAndPrincipal() throws Exception {
    var recorded = send(tokenRequest(azure.clientSecret()));

    assertThat(recorded.operation()).isEqualTo("token-service/token");
    assertThat(recorded.status()).isEqualTo(200);
    assertThat(recorded.resource()).contains("https://vault.azure.net");
    assertThat(recorded.clientId()).contains(azure.clientId().toString());
    assertThat(recorded.principalId()).isNotEmpty();
    assertThat(recorded.at()).isBeforeOrEqualTo(azure.clock().instant());
  }

  @Test
  void rejectedTokenRequestIsRecordedWithoutSecrets() throws Exception {
    var recorded = send(tokenRequest("the wrong secret"));

    assertThat(recorded.status()).isEqualTo(401);
    assertThat(recorded.principalId()).isEmpty();
    assertThat(recorded.toString()).doesNotContain("secret");
  }

  @Test
  void rejectedOperationIsRecordedWithItsAction() throws Exception {
    var path =
        "/subscriptions/"
            + azure.subscriptionId()
            + "/resourceGroups/g/providers/Microsoft.ManagedIdentity/userAssignedIdentities/i";

    var recorded =
        send(
            HttpRequest.newBuilder(
                URI.create(azure.armEndpoint() + path + "?api-version=2023-01-31")));

    assertThat(recorded.operation())
        .isEqualTo("Microsoft.ManagedIdentity/userAssignedIdentities/read");
    assertThat(recorded.method()).isEqualTo("GET");
    assertThat(recorded.url()).isEqualTo(azure.armEndpoint() + path);
    assertThat(recorded.status()).isEqualTo(401);
  }

  @Test
  void tokenEndpointOfHostIsRecorded() throws Exception {
    try (var app = azure.hostEnvironments().systemAssigned().openAppService()) {
      var environment = app.environment();
      var recorded =
          send(
              HttpRequest.newBuilder(
                      URI.create(
                          environment.get("IDENTITY_ENDPOINT")
                              + "?api-version=2019-08-01&resource=https%3A%2F%2Fvault.azure.net"))
                  .header("X-IDENTITY-HEADER", environment.get("IDENTITY_HEADER")));

      assertThat(recorded.operation()).isEqualTo("hosts/app-service");
      assertThat(recorded.resource()).contains("https://vault.azure.net");
      assertThat(recorded.principalId()).contains(app.principalId().orElseThrow().toString());
      assertThat(recorded.identityId()).isNotEmpty();
    }
  }

  @Test
  void requestsAreNotRecordedByDefault() {
    try (var silent = TestAzure.start()) {
      assertThatThrownBy(silent::requests)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("recordRequests(true)");
    }
  }
}
