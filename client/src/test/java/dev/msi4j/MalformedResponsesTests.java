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

/** Answers that say all went well and cannot be read as the operation's answer. */
class MalformedResponsesTests {
  private static final String WHOLE = "{\"name\":\"n\",\"location\":\"here\"}";
  private static final String UNREADABLE =
      "the body cannot be read as the answer, so whether all went well is not known: ";

  static Stream<Arguments> broken() {
    return Stream.of(
            Arguments.of(Exchange.empty(200), "the body is empty"),
            Arguments.of(Exchange.empty(201), "the body is empty"),
            Arguments.of(Exchange.json(200, "{\"name\":\"cut"), ""),
            Arguments.of(Exchange.json(200, WHOLE).closedAfter(12), "it broke off: "),
            Arguments.of(Exchange.json(200, WHOLE).resetAfter(12), "it broke off: "),
            Arguments.of(Exchange.json(200, WHOLE).announcing(500), "it broke off: "),
            Arguments.of(Exchange.json(200, WHOLE).announcing(12), ""),
            Arguments.of(Exchange.html(200, "<html>Sign in</html>"), ""),
            Arguments.of(Exchange.json(200, "null"), ""),
            Arguments.of(Exchange.json(200, "[]"), ""),
            Arguments.of(Exchange.json(200, "\"text\""), ""),
            Arguments.of(Exchange.json(200, WHOLE + WHOLE), ""))
        .flatMap(row ->
            Arrays.stream(Way.values()).map(way -> Arguments.of(way, row.get()[0], row.get()[1])));
  }

  @ParameterizedTest
  @MethodSource("broken")
  void areReportedAsSuch(Way way, Exchange answer, String why) {
    try (var server = ScriptedServer.of(answer)) {
      assertThat(failure(() -> way.put(server.client())))
          .hasMessageStartingWith("userAssignedIdentities.createOrUpdate of /subscriptions/sub/")
          .hasMessageContaining("status " + answer.status() + ": " + UNREADABLE + why);
    }
  }

  @ParameterizedTest
  @MethodSource("broken")
  void areNotAskedForAgain(Way way, Exchange answer, String why) {
    try (var server = ScriptedServer.of(answer)) {
      failure(() -> way.put(server.client()));

      assertThat(server.lines()).describedAs(why).hasSize(1);
    }
  }

  record Write(String name, Way way, Consumer<ManagedServiceIdentityClientBuilder> send) {
    @Override
    public String toString() {
      return name + " " + way;
    }
  }

  static Stream<Write> writes() {
    BinaryData json = BinaryData.fromString("{}");
    return Arrays.stream(Way.values())
        .flatMap(way ->
            Stream.of(
                new Write("PUT", way, client -> way.put(client, json)),
                new Write("PATCH", way, client -> way.patch(client, json)),
                new Write("POST", way, client -> way.associated(client))));
  }

  @ParameterizedTest
  @MethodSource("writes")
  void areNoReasonToWriteAgain(Write write) {
    try (var server = ScriptedServer.of(Exchange.json(200, "{\"value\":[{\"na"))) {
      failure(() -> write.send.accept(server.client()));

      assertThat(server.requests())
          .singleElement()
          .extracting(ReceivedRequest::method)
          .isEqualTo(write.name);
    }
  }

  /** Whoever logs bodies reads them inside the retry policy. */
  @ParameterizedTest
  @MethodSource("writes")
  void areNoReasonToWriteAgainWhenAPolicyReadsThem(Write write) {
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

  /** What an HTTP client cannot understand at all comes from it as an exception. */
  @ParameterizedTest
  @MethodSource("writes")
  void areNoReasonToWriteAgainWhenTheyBreakTheRulesOfHttp(Write write) {
    try (var server = ScriptedServer.of(Exchange.json(204, "").header("Content-Length", "5"))) {
      assertThatThrownBy(() -> write.send.accept(server.client()));

      assertThat(server.lines()).hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void mayBeLargeAndWhole(Way way) {
    String tag = "x".repeat(300_000);
    try (var server =
        ScriptedServer.of(
            Exchange.json(200, "{\"name\":\"n\",\"tags\":{\"t\":\"" + tag + "\"}}"))) {
      assertThat(way.get(server.client()).tags()).containsEntry("t", tag);
    }
  }

  @ParameterizedTest
  @EnumSource
  void areJsonWhateverTheContentTypeSays(Way way) {
    try (var server = ScriptedServer.of(Exchange.html(200, WHOLE))) {
      assertThat(way.get(server.client()).name()).isEqualTo("n");
    }
  }

  @ParameterizedTest
  @EnumSource
  void areNoSuccessWithAStatusTheOperationLacks(Way way) {
    try (var server = ScriptedServer.of(Exchange.json(202, WHOLE))) {
      assertThat(failure(() -> way.put(server.client())))
          .hasMessageContaining("status 202: this status is not among those");
      assertThat(server.requests()).hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void mayLackTheirBodyWhereNoneIsDue(Way way) {
    try (var server = ScriptedServer.of(Exchange.html(200, "odd"), Exchange.html(200, "odd"))) {
      assertThat(way.delete(server.client())).isEqualTo(DeleteResult.DELETED);
      way.revoke(server.client());

      assertThat(server.requests()).hasSize(2);
    }
  }

  @ParameterizedTest
  @EnumSource
  void areReportedOnAnyPage(Way way) {
    try (var server =
        ScriptedServer.of(
            Exchange.json(200, "{\"value\":[{\"name\":\"a\"}],\"nextLink\":\"/next\"}"),
            Exchange.json(200, "{\"value\":[{\"name\":\"b").closedAfter(10))) {
      assertThat(failure(() -> way.list(server.client())))
          .hasMessageContaining("listBySubscription")
          .hasMessageContaining(UNREADABLE);
    }
  }

  private static HttpResponseException failure(Runnable call) {
    return catchThrowableOfType(HttpResponseException.class, call::run);
  }
}
