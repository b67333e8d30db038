package dev.msi4j;

import static dev.msi4j.ScriptedServer.HOST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.Context;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests custom requests with {@code sendRequest}. */
class CustomRequestsTests {
  @ParameterizedTest
  @EnumSource
  void acceptARelativeUrl(ClientMode mode) {
    try (var server = ScriptedServer.of(Exchange.json(200, "{}"))) {
      send(mode, server.client(), HttpMethod.GET, "/subscriptions/sub?api-version=2022-12-01");

      assertThat(server.lines()).containsExactly("GET /subscriptions/sub?api-version=2022-12-01");
      assertThat(server.headers("Authorization")).containsExactly("Bearer token-1");
    }
  }

  @ParameterizedTest
  @EnumSource
  void returnAnyStatusUnchecked(ClientMode mode) {
    try (var server = ScriptedServer.of(Exchange.json(404, "{\"error\":{\"code\":\"C\"}}"))) {
      assertThat(send(mode, server.client(), HttpMethod.GET, "/x"))
          .isEqualTo("404 {\"error\":{\"code\":\"C\"}}");
    }
  }

  @ParameterizedTest
  @EnumSource
  void areRetried(ClientMode mode) {
    try (var server = ScriptedServer.of(Exchange.empty(503), Exchange.json(200, "[]"))) {
      assertThat(send(mode, server.client(), HttpMethod.GET, "/x")).isEqualTo("200 []");
      assertThat(server.requests()).hasSize(2);
    }
  }

  static Stream<Arguments> otherOrigins() {
    return Stream.of(ClientMode.values())
        .flatMap(mode ->
            Stream.of(
                    "https://evil.test/x",
                    "https://management.test:8443/x",
                    "http://management.test/x",
                    "https://management.test@evil.test/x",
                    "//evil.test/x")
                .map(url -> Arguments.of(mode, url)));
  }

  @ParameterizedTest
  @MethodSource("otherOrigins")
  void toAnotherOriginAreRejected(ClientMode mode, String url) {
    try (var server = ScriptedServer.of()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> send(mode, server.client(), HttpMethod.GET, url));
      assertThat(server.credential().tokenRequests()).isEmpty();
    }
  }

  @Test
  void keepTheirHeadersAndBody() {
    try (var server = ScriptedServer.of(Exchange.empty(200))) {
      var request =
          new HttpRequest(HttpMethod.POST, HOST + "/x")
              .setHeader(HttpHeaderName.CONTENT_TYPE, "text/plain")
              .setHeader(HttpHeaderName.ACCEPT, "text/csv")
              .setBody("plain");
      server.client().buildClient().sendRequest(request, Context.NONE).close();

      assertThat(server.request())
          .returns("plain", ReceivedRequest::body)
          .returns("text/plain", sent -> sent.header("Content-Type"))
          .returns("text/csv", sent -> sent.header("Accept"));
    }
  }

  private static String send(
      ClientMode mode, ManagedServiceIdentityClientBuilder client, HttpMethod method, String url) {
    return switch (mode) {
      case SYNC -> text(client.buildClient().sendRequest(method, url, null, Context.NONE));
      case ASYNC ->
          client
              .buildAsyncClient()
              .sendRequest(method, url, null)
              .flatMap(response ->
                  response
                      .getBodyAsString()
                      .defaultIfEmpty("")
                      .map(body -> response.getStatusCode() + " " + body))
              .blockOptional()
              .orElseThrow();
    };
  }

  private static String text(HttpResponse response) {
    try (response) {
      return response.getStatusCode() + " " + response.getBodyAsBinaryData();
    }
  }
}
