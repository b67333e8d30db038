package dev.msi4j;

import static dev.msi4j.ScriptedServer.HOST;
import static dev.msi4j.ScriptedServer.IDENTITY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.credential.TokenCredential;
import com.azure.core.exception.ClientAuthenticationException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Mono;

/** Tests the effect of each builder setting on the requests. */
class ConfiguredClientsTests {
  private static final Exchange OK = Exchange.json(200, "{}");

  @ParameterizedTest
  @EnumSource
  void sendTheTokenOfTheCredential(ClientMode mode) {
    try (var server = ScriptedServer.of(OK)) {
      mode.get(server.client());

      assertThat(server.request().header("Authorization")).isEqualTo("Bearer token-1");
    }
  }

  @ParameterizedTest
  @EnumSource
  void sendNoRequestWithoutAToken(ClientMode mode) {
    TokenCredential broken =
        request -> Mono.error(new ClientAuthenticationException("signed out", null));
    try (var server = ScriptedServer.of(OK)) {
      assertThatThrownBy(() -> mode.get(server.client().credential(broken)))
          .hasStackTraceContaining("signed out");
      assertThat(server.requests()).isEmpty();
    }
  }

  static Stream<Arguments> clouds() {
    return Stream.of(
        Arguments.of(AzureCloud.PUBLIC, "https://management.azure.com/.default"),
        Arguments.of(
            AzureCloud.US_GOVERNMENT, "https://management.core.usgovcloudapi.net/.default"),
        Arguments.of(AzureCloud.CHINA, "https://management.chinacloudapi.cn/.default"));
  }

  @ParameterizedTest
  @MethodSource("clouds")
  void requestTheScopeOfTheCloudForAnyEndpoint(AzureCloud cloud, String scope) {
    try (var server = ScriptedServer.of(OK)) {
      ClientMode.SYNC.get(server.client().cloud(cloud));

      assertThat(server.credential().tokenRequests())
          .singleElement()
          .extracting(tokenRequest -> tokenRequest.getScopes())
          .isEqualTo(List.of(scope));
    }
  }

  @ParameterizedTest
  @EnumSource
  void sendRequestsToTheSubscription(ClientMode mode) {
    try (var server = ScriptedServer.of(OK)) {
      mode.get(server.client().subscriptionId("another"));

      assertThat(server.request().target()).startsWith("/subscriptions/another/resourceGroups/");
    }
  }

  static Stream<Arguments> versions() {
    return Stream.of(ClientMode.values())
        .flatMap(mode ->
            Stream.concat(
                    ApiVersion.known().stream(), Stream.of(ApiVersion.of("2031-01-01-preview")))
                .map(version -> Arguments.of(mode, version)));
  }

  @ParameterizedTest
  @MethodSource("versions")
  void sendTheVersion(ClientMode mode, ApiVersion version) {
    try (var server = ScriptedServer.of(OK)) {
      mode.get(server.client().apiVersion(version));

      assertThat(server.request().target()).isEqualTo(IDENTITY + "?api-version=" + version);
    }
  }

  @ParameterizedTest
  @EnumSource
  void sendTheDefaultVersionIfNoneIsSet(ClientMode mode) {
    try (var server = ScriptedServer.of(OK)) {
      mode.get(server.client());

      assertThat(server.request().target()).isEqualTo(IDENTITY + "?api-version=2024-11-30");
    }
  }

  @ParameterizedTest
  @EnumSource
  void sendTheVersionOfTheProfileForEachGroup(ClientMode mode) {
    var profile =
        ApiProfile.builder()
            .version(OperationGroup.USER_ASSIGNED_IDENTITIES, ApiVersion.V2023_01_31)
            .fallback(ApiVersion.V2018_11_30)
            .build();
    try (var server = ScriptedServer.of(OK, OK)) {
      mode.get(server.client().profile(profile));
      server.client().profile(profile).buildClient().systemAssignedIdentities().getByScope("a");

      assertThat(server.lines().get(0)).endsWith("?api-version=2023-01-31");
      assertThat(server.lines().get(1)).endsWith("?api-version=2018-11-30");
    }
  }

  @ParameterizedTest
  @EnumSource
  void sendRequestsToThePathOfTheEndpoint(ClientMode mode) {
    try (var server = ScriptedServer.of(OK)) {
      mode.get(server.client().endpoint(HOST + "/gateway/"));

      assertThat(server.request().target()).startsWith("/gateway" + IDENTITY + "?");
    }
  }

  @ParameterizedTest
  @EnumSource
  void followNextLinksOfAnEndpointWithAPath(ClientMode mode) {
    try (var server =
        ScriptedServer.of(
            Exchange.json(200, "{\"value\":[],\"nextLink\":\"" + HOST + "/gateway/next\"}"), OK)) {
      mode.list(server.client().endpoint(HOST + "/gateway"));

      assertThat(server.lines().get(1)).isEqualTo("GET /gateway/next");
    }
  }
}
