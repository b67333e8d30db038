package dev.msi4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.azure.core.exception.HttpResponseException;
import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpPipelineNextSyncPolicy;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelinePolicy;
import com.azure.core.util.BinaryData;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Mono;

/** Tests success responses with a body that cannot be parsed. */
class MalformedResponsesTests {
  private static final String WHOLE = "{\"name\":\"n\",\"location\":\"here\"}";
  private static final String UNREADABLE =
      "the response body could not be parsed; the outcome of the operation is unknown: ";

  static Stream<Arguments> broken() {
    return Stream.of(
            Arguments.of(Exchange.empty(200), "the body is empty"),
            Arguments.of(Exchange.empty(201), "the body is empty"),
            Arguments.of(Exchange.json(200, "{\"name\":\"cut"), ""),
            Arguments.of(Exchange.json(200, WHOLE).closedAfter(12), "the body is incomplete: "),
            Arguments.of(Exchange.json(200, WHOLE).resetAfter(12), "the body is incomplete: "),
            Arguments.of(Exchange.json(200, WHOLE).announcing(500), "the body is incomplete: "),
            Arguments.of(Exchange.json(200, WHOLE).announcing(12), ""),
            Arguments.of(Exchange.html(200, "<html>Sign in</html>"), ""),
            Arguments.of(Exchange.json(200, "null"), ""),
            Arguments.of(Exchange.json(200, "[]"), ""),
            Arguments.of(Exchange.json(200, "\"text\""), ""),
            Arguments.of(Exchange.json(200, WHOLE + WHOLE), ""))
        .flatMap(row ->
            Arrays.stream(ClientMode.values())
                .map(mode -> Arguments.of(mode, row.get()[0], row.get()[1])));
  }

  @ParameterizedTest
  @MethodSource("broken")
  void areReported(ClientMode mode, Exchange response, String why) {
    try (var server = ScriptedServer.of(response)) {
      assertThat(failure(() -> mode.put(server.client())))
          .hasMessageStartingWith("userAssignedIdentities.createOrUpdate of /subscriptions/sub/")
          .hasMessageContaining("status " + response.status() + ": " + UNREADABLE + why);
    }
  }

  @ParameterizedTest
  @MethodSource("broken")
  void areNotRetried(ClientMode mode, Exchange response, String why) {
    try (var server = ScriptedServer.of(response)) {
      failure(() -> mode.put(server.client()));

      assertThat(server.lines()).describedAs(why).hasSize(1);
    }
  }

  record Write(String name, ClientMode mode, Consumer<ManagedServiceIdentityClientBuilder> send) {
    @Override
    public String toString() {
      return name + " " + mode;
    }
  }

  static Stream<Write> writes() {
    BinaryData json = BinaryData.fromString("{}");
    return Arrays.stream(ClientMode.values())
        .flatMap(mode ->
            Stream.of(
                new Write("PUT", mode, client -> mode.put(client, json)),
                new Write("PATCH", mode, client -> mode.patch(client, json)),
                new Write("POST", mode, client -> mode.associated(client))));
  }

  @ParameterizedTest
  @MethodSource("writes")
  void writesAreNotRetried(Write write) {
    try (var server = ScriptedServer.of(Exchange.json(200, "{\"value\":[{\"na"))) {
      failure(() -> write.send.accept(server.client()));

      assertThat(server.requests())
          .singleElement()
          .extracting(ReceivedRequest::method)
          .isEqualTo(write.name);
    }
  }

  /** A logging policy reads the body inside the retry policy. */
  @ParameterizedTest
  @MethodSource("writes")
  void writesAreNotRetriedIfAPolicyReadsTheBody(Write write) {
    try (var server = ScriptedServer.of(Exchange.json(200, WHOLE).closedAfter(12))) {
      assertThatThrownBy(() -> write.send.accept(server.client().addPolicy(new BodyReader())));

      assertThat(server.lines()).hasSize(1);
    }
  }

  private static final class BodyReader implements HttpPipelinePolicy {
    @Override
    public Mono<HttpResponse> process(
        HttpPipelineCallContext context, HttpPipelineNextPolicy next) {
      return next.process().flatMap(response -> response.getBodyAsByteArray().thenReturn(response));
    }

    @Override
    public HttpResponse processSync(
        HttpPipelineCallContext context, HttpPipelineNextSyncPolicy next) {
      HttpResponse response = next.processSync();
      response.getBodyAsBinaryData().toBytes();
      return response;
    }
  }

  /** The HTTP client throws an exception for a response that violates HTTP. */
  @ParameterizedTest
  @MethodSource("writes")
  void writesAreNotRetriedAfterAnHttpViolation(Write write) {
    try (var server = ScriptedServer.of(Exchange.json(204, "").header("Content-Length", "5"))) {
      assertThatThrownBy(() -> write.send.accept(server.client()));

      assertThat(server.lines()).hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void largeResponsesAreRead(ClientMode mode) {
    String tag = "x".repeat(300_000);
    try (var server =
        ScriptedServer.of(
            Exchange.json(200, "{\"name\":\"n\",\"tags\":{\"t\":\"" + tag + "\"}}"))) {
      assertThat(mode.get(server.client()).tags()).containsEntry("t", tag);
    }
  }

  @ParameterizedTest
  @EnumSource
  void largeResponsesAreReportedWithTheirPosition(ClientMode mode) {
    String tag = "x".repeat(300_000);
    try (var server =
        ScriptedServer.of(
            Exchange.json(200, "{\"name\":\"n\",\"tags\":{\"t\":\"" + tag + "\"]}"))) {
      assertThat(failure(() -> mode.get(server.client())))
          .hasMessageContaining(UNREADABLE)
          .hasMessageContaining("line: 1");
    }
  }

  @ParameterizedTest
  @EnumSource
  void exceptionHasTheBody(ClientMode mode) {
    String page = "<html>Sign in</html>";
    try (var server = ScriptedServer.of(Exchange.html(200, page))) {
      var response = failure(() -> mode.get(server.client())).getResponse();

      assertThat(response.getBodyAsBinaryData()).hasToString(page);
      assertThat(response.getBodyAsString().block()).isEqualTo(page);
    }
  }

  @ParameterizedTest
  @EnumSource
  void contentTypeIsIgnored(ClientMode mode) {
    try (var server = ScriptedServer.of(Exchange.html(200, WHOLE))) {
      assertThat(mode.get(server.client()).name()).isEqualTo("n");
    }
  }

  @ParameterizedTest
  @EnumSource
  void unexpectedSuccessStatusIsReported(ClientMode mode) {
    try (var server = ScriptedServer.of(Exchange.json(202, WHOLE))) {
      assertThat(failure(() -> mode.put(server.client())))
          .hasMessageContaining("status 202: unexpected status for this operation");
      assertThat(server.requests()).hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void bodyIsIgnoredWithoutAResult(ClientMode mode) {
    try (var server = ScriptedServer.of(Exchange.html(200, "odd"), Exchange.html(200, "odd"))) {
      assertThat(mode.delete(server.client())).isEqualTo(DeleteResult.DELETED);
      mode.revoke(server.client());

      assertThat(server.requests()).hasSize(2);
    }
  }

  @ParameterizedTest
  @EnumSource
  void areReportedForALaterPage(ClientMode mode) {
    try (var server =
        ScriptedServer.of(
            Exchange.json(200, "{\"value\":[{\"name\":\"a\"}],\"nextLink\":\"/next\"}"),
            Exchange.json(200, "{\"value\":[{\"name\":\"b").closedAfter(10))) {
      assertThat(failure(() -> mode.list(server.client())))
          .hasMessageContaining("listBySubscription")
          .hasMessageContaining(UNREADABLE);
    }
  }

  private static HttpResponseException failure(Runnable call) {
    return catchThrowableOfType(HttpResponseException.class, call::run);
  }
}
