package dev.msi4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.azure.core.exception.HttpResponseException;
import com.azure.core.util.BinaryData;
import com.azure.core.util.ClientOptions;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests the bytes of requests and the handling of simple responses. */
class WireTests {
  private static final String UNUSUAL_JSON =
      "\n{ \"location\" : \"eastus\",\t\"location\":\"again\", \"n\": 1.0e+00, \"u\":\"\\u00fcü\" }\r\n";

  @ParameterizedTest
  @EnumSource
  void rawJsonIsSentUnchanged(ClientMode mode) {
    try (var server = ScriptedServer.of(Exchange.json(200, "{}"))) {
      mode.put(server.client(), BinaryData.fromString(UNUSUAL_JSON));

      assertThat(utf8(server.request())).isEqualTo(UNUSUAL_JSON);
    }
  }

  @ParameterizedTest
  @EnumSource
  void rawJsonOfAStreamIsRetriedUnchanged(ClientMode mode) {
    var stream = new ByteArrayInputStream(UNUSUAL_JSON.getBytes(StandardCharsets.UTF_8));
    try (var server = ScriptedServer.of(Exchange.empty(503), Exchange.json(200, "{}"))) {
      mode.put(server.client(), BinaryData.fromStream(stream));

      assertThat(server.requests())
          .extracting(WireTests::utf8)
          .containsExactly(UNUSUAL_JSON, UNUSUAL_JSON);
    }
  }

  private static String utf8(ReceivedRequest request) {
    return new String(request.body().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @EnumSource
  void rawJsonOfAPatchIsSentUnchanged(ClientMode mode) {
    try (var server = ScriptedServer.of(Exchange.json(200, "{}"))) {
      mode.patch(server.client(), BinaryData.fromString("{ \"tags\" : null }"));

      assertThat(server.request().body()).isEqualTo("{ \"tags\" : null }");
      assertThat(server.request().method()).isEqualTo("PATCH");
    }
  }

  @ParameterizedTest
  @EnumSource
  void acceptHeaderIsJson(ClientMode mode) {
    try (var server = ScriptedServer.of(Exchange.json(200, "{}"))) {
      mode.get(server.client());

      assertThat(server.request().header("Accept")).isEqualTo("application/json");
    }
  }

  @ParameterizedTest
  @EnumSource
  void contentTypeIsSentOnlyWithABody(ClientMode mode) {
    try (var server =
        ScriptedServer.of(
            Exchange.json(200, "{}"),
            Exchange.empty(200),
            Exchange.empty(204),
            Exchange.json(200, "{}"))) {
      mode.get(server.client());
      mode.revoke(server.client());
      mode.delete(server.client());
      mode.put(server.client());

      assertThat(server.headers("Content-Type")).containsExactly("", "", "", "application/json");
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyRequestHasItsOwnRequestId(ClientMode mode) {
    try (var server = ScriptedServer.of(Exchange.json(200, "{}"), Exchange.json(200, "{}"))) {
      mode.get(server.client());
      mode.get(server.client());

      List<String> ids = server.headers("x-ms-client-request-id");
      assertThat(ids)
          .hasSize(2)
          .doesNotHaveDuplicates()
          .allSatisfy(id -> assertThat(UUID.fromString(id)).hasToString(id));
    }
  }

  @ParameterizedTest
  @EnumSource
  void userAgentNamesApplicationAndLibrary(ClientMode mode) {
    try (var server = ScriptedServer.of(Exchange.json(200, "{}"))) {
      mode.get(server.client().clientOptions(new ClientOptions().setApplicationId("my-app")));

      assertThat(server.request().header("User-Agent"))
          .startsWith("my-app azsdk-java-msi4j/" + LibraryVersion.get() + " ");
    }
  }

  @ParameterizedTest
  @EnumSource
  void deleteDistinguishesDeletedFromMissing(ClientMode mode) {
    try (var server = ScriptedServer.of(Exchange.empty(200), Exchange.empty(204))) {
      assertThat(mode.delete(server.client())).isEqualTo(DeleteResult.DELETED);
      assertThat(mode.delete(server.client())).isEqualTo(DeleteResult.NOT_FOUND);
    }
  }

  @ParameterizedTest
  @EnumSource
  void deleteFailsForStatus202(ClientMode mode) {
    try (var server = ScriptedServer.of(Exchange.empty(202))) {
      assertThatExceptionOfType(HttpResponseException.class)
          .isThrownBy(() -> mode.delete(server.client()))
          .withMessageContaining("status 202");
    }
  }

  static Stream<Arguments> pinned() {
    return Stream.of(ClientMode.values())
        .flatMap(mode ->
            Stream.of(
                Arguments.of(mode, ApiVersion.V2018_11_30, "2022-01-31-preview"),
                Arguments.of(mode, ApiVersion.V2021_09_30_PREVIEW, "2021-09-30-preview"),
                Arguments.of(mode, ApiVersion.V2022_01_31_PREVIEW, "2022-01-31-preview"),
                Arguments.of(mode, ApiVersion.DEFAULT, "2022-01-31-preview"),
                Arguments.of(mode, ApiVersion.V2026_05_31, "2022-01-31-preview")));
  }

  @ParameterizedTest
  @MethodSource("pinned")
  void listAssociatedResourcesUsesAVersionWithTheOperation(
      ClientMode mode, ApiVersion client, String sent) {
    try (var server =
        ScriptedServer.of(Exchange.json(200, "{\"totalCount\":1,\"value\":[{\"name\":\"vm\"}]}"))) {
      assertThat(mode.associated(server.client().apiVersion(client))).containsExactly("vm");

      assertThat(server.request().line())
          .isEqualTo(
              "POST " + ScriptedServer.IDENTITY + "/listAssociatedResources?api-version=" + sent);
    }
  }

  @ParameterizedTest
  @EnumSource
  void revokeTokensUsesTheOnlyVersionWithTheOperation(ClientMode mode) {
    try (var server = ScriptedServer.of(Exchange.empty(200))) {
      mode.revoke(server.client());

      assertThat(server.request().line())
          .isEqualTo(
              "POST " + ScriptedServer.IDENTITY + "/revokeTokens?api-version=2023-07-31-preview");
      assertThat(server.request().body()).isEmpty();
      assertThat(server.request().header("Content-Length")).isEqualTo("0");
    }
  }
}
