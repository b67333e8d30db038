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

/** Each setting of a client, by what it changes on the wire. */
class ConfiguredClientsTests {
  private static final Exchange OK = Exchange.json(200, "{}");

  @ParameterizedTest
  @EnumSource
  void sendTheTokenOfTheCredential(Way way) {
    try (var server = ScriptedServer.of(OK)) {
      way.get(server.client());

      assertThat(server.request().header("Authorization")).isEqualTo("Bearer token-1");
    }
  }

  @ParameterizedTest
  @EnumSource
  void sendNothingWithoutAToken(Way way) {
    TokenCredential broken =
        request -> Mono.error(new ClientAuthenticationException("signed out", null));
    try (var server = ScriptedServer.of(OK)) {
      assertThatThrownBy(() -> way.get(server.client().credential(broken)))
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
  void askForATokenOfTheCloudWhateverTheEndpoint(AzureCloud cloud, String scope) {
    try (var server = ScriptedServer.of(OK)) {
      Way.SYNC.get(server.client().cloud(cloud));

      assertThat(server.credential().asked())
          .singleElement()
          .extracting(asked -> asked.getScopes())
          .isEqualTo(List.of(scope));
    }
  }

  @ParameterizedTest
  @EnumSource
  void workInTheSubscription(Way way) {
    try (var server = ScriptedServer.of(OK)) {
      way.get(server.client().subscriptionId("another"));

      assertThat(server.request().target()).startsWith("/subscriptions/another/resourceGroups/");
    }
  }

  static Stream<Arguments> versions() {
    return Stream.of(Way.values())
        .flatMap(way ->
            Stream.concat(
                    ApiVersion.known().stream(), Stream.of(ApiVersion.of("2031-01-01-preview")))
                .map(version -> Arguments.of(way, version)));
  }

  @ParameterizedTest
  @MethodSource("versions")
  void sendTheVersion(Way way, ApiVersion version) {
    try (var server = ScriptedServer.of(OK)) {
      way.get(server.client().apiVersion(version));

      assertThat(server.request().target()).isEqualTo(IDENTITY + "?api-version=" + version);
    }
  }

  @ParameterizedTest
  @EnumSource
  void sendTheDefaultVersionIfNoneIsSet(Way way) {
    try (var server = ScriptedServer.of(OK)) {
      way.get(server.client());

      assertThat(server.request().target()).isEqualTo(IDENTITY + "?api-version=2024-11-30");
    }
  }

  @ParameterizedTest
  @EnumSource
  void sendEachGroupTheVersionOfTheProfile(Way way) {
    var profile =
        ApiProfile.builder()
            .version(OperationGroup.USER_ASSIGNED_IDENTITIES, ApiVersion.V2023_01_31)
            .fallback(ApiVersion.V2018_11_30)
            .build();
    try (var server = ScriptedServer.of(OK, OK)) {
      way.get(server.client().profile(profile));
      server.client().profile(profile).buildClient().systemAssignedIdentities().getByScope("a");

      assertThat(server.lines().get(0)).endsWith("?api-version=2023-01-31");
      assertThat(server.lines().get(1)).endsWith("?api-version=2018-11-30");
    }
  }

  @ParameterizedTest
  @EnumSource
  void goToTheEndpointAndItsPath(Way way) {
    try (var server = ScriptedServer.of(OK)) {
      way.get(server.client().endpoint(HOST + "/gateway/"));

      assertThat(server.request().target()).startsWith("/gateway" + IDENTITY + "?");
    }
  }

  @ParameterizedTest
  @EnumSource
  void followLinksOfAnEndpointWithAPath(Way way) {
    try (var server =
        ScriptedServer.of(
            Exchange.json(200, "{\"value\":[],\"nextLink\":\"" + HOST + "/gateway/next\"}"), OK)) {
      way.list(server.client().endpoint(HOST + "/gateway"));

      assertThat(server.lines().get(1)).isEqualTo("GET /gateway/next");
    }
  }
}
