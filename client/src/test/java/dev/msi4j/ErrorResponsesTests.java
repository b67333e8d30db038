package dev.msi4j;

import static dev.msi4j.ScriptedServer.IDENTITY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.azure.core.exception.ClientAuthenticationException;
import com.azure.core.exception.HttpResponseException;
import com.azure.core.exception.ResourceExistsException;
import com.azure.core.exception.ResourceNotFoundException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests the exceptions for error responses of Azure or of a proxy. */
class ErrorResponsesTests {
  private static final String FORBIDDEN =
      "{\"error\":{\"code\":\"AuthorizationFailed\",\"message\":\"The client may not read.\","
          + "\"target\":\"identity\",\"details\":[{\"code\":\"Inner\",\"message\":\"Because\","
          + "\"details\":[{\"code\":\"Innermost\",\"message\":\"Why\"}]}],"
          + "\"additionalInfo\":[{\"type\":\"PolicyViolation\",\"info\":{\"policy\":\"p\"}}]}}";

  static Stream<Arguments> classes() {
    var rows = new ArrayList<Arguments>();
    for (ClientMode mode : ClientMode.values()) {
      rows.add(Arguments.of(mode, 401, ClientAuthenticationException.class));
      rows.add(Arguments.of(mode, 403, HttpResponseException.class));
      rows.add(Arguments.of(mode, 404, ResourceNotFoundException.class));
      rows.add(Arguments.of(mode, 409, ResourceExistsException.class));
      rows.add(Arguments.of(mode, 412, HttpResponseException.class));
      rows.add(Arguments.of(mode, 501, HttpResponseException.class));
    }
    return rows.stream();
  }

  @ParameterizedTest
  @MethodSource("classes")
  void throwTheExceptionClassForTheStatus(
      ClientMode mode, int status, Class<? extends HttpResponseException> expected) {
    try (var server = ScriptedServer.of(Exchange.json(status, FORBIDDEN))) {
      var exception = exception(mode, server);

      assertThat(exception).isExactlyInstanceOf(expected);
      assertThat(exception.getResponse().getStatusCode()).isEqualTo(status);
    }
  }

  @ParameterizedTest
  @EnumSource
  void areNotRetried(ClientMode mode) {
    try (var server = ScriptedServer.of(Exchange.json(403, FORBIDDEN))) {
      exception(mode, server);

      assertThat(server.requests()).hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void messageContainsTheRequestIds(ClientMode mode) {
    try (var server = ScriptedServer.of(traced(Exchange.json(403, FORBIDDEN)))) {
      assertThat(exception(mode, server))
          .hasMessage(
              "userAssignedIdentities.get of "
                  + IDENTITY
                  + ": status 403 AuthorizationFailed: The client may not read."
                  + " (request id r-1, correlation id c-1)");
    }
  }

  @ParameterizedTest
  @EnumSource
  void exceptionHasAnArmErrorAsValue(ClientMode mode) {
    try (var server = ScriptedServer.of(traced(Exchange.json(403, FORBIDDEN)))) {
      var error = ArmError.of(exception(mode, server)).orElseThrow();

      assertThat(error)
          .returns("userAssignedIdentities.get", ArmError::operation)
          .returns(IDENTITY, ArmError::resource)
          .returns(403, ArmError::status)
          .returns("AuthorizationFailed", ArmError::code)
          .returns("The client may not read.", ArmError::message)
          .returns("identity", ArmError::target)
          .returns("r-1", ArmError::requestId)
          .returns("c-1", ArmError::correlationId)
          .returns(
              List.of("{\"type\":\"PolicyViolation\",\"info\":{\"policy\":\"p\"}}"),
              ArmError::additionalInfo);
      assertThat(error.details())
          .singleElement()
          .hasToString("Inner: Because")
          .satisfies(
              inner -> assertThat(inner.details()).singleElement().hasToString("Innermost: Why"));
    }
  }

  static Stream<Arguments> unusualBodies() {
    return Stream.of(
        Arguments.of(Exchange.empty(400), "status 400: the body is empty"),
        Arguments.of(
            Exchange.html(502, "<html><body>Bad gateway</body></html>"),
            "status 502: the body is not a Resource Manager error:"
                + " <html><body>Bad gateway</body></html>"),
        Arguments.of(Exchange.html(400, FORBIDDEN), "status 400 AuthorizationFailed: The client"),
        Arguments.of(
            Exchange.json(400, "{\"error\":{\"code\":\"NeverHeardOf\",\"message\":\"New.\"}}"),
            "status 400 NeverHeardOf: New."),
        Arguments.of(
            Exchange.json(400, "{\"error\":{\"message\":\"No code.\"}}"), "status 400: No code."),
        Arguments.of(
            Exchange.json(400, "{\"error\":{\"code\":\"NoMessage\"}}"),
            "status 400 NoMessage: no message"),
        Arguments.of(
            Exchange.json(400, "{\"error\":{}}"),
            "status 400: the body is not a Resource Manager error: {\"error\":{}}"),
        Arguments.of(
            Exchange.json(400, "\u0000\u0001"),
            "status 400: the body is not a Resource Manager error"),
        Arguments.of(
            Exchange.json(400, FORBIDDEN).closedAfter(70), "status 400: the body is incomplete: "),
        Arguments.of(
            Exchange.json(400, "{\"error\":{\"code\":\"Cut\",\"message\":\"Off"),
            "status 400 Cut: no message"));
  }

  @ParameterizedTest
  @MethodSource("unusualBodies")
  void messageDescribesAnyBody(Exchange exchange, String expected) {
    var script = new Exchange[ScriptedServer.RETRIES + 1];
    Arrays.fill(script, exchange);
    try (var server = ScriptedServer.of(script)) {
      assertThat(exception(ClientMode.SYNC, server)).hasMessageContaining(expected);
    }
    try (var server = ScriptedServer.of(script)) {
      assertThat(exception(ClientMode.ASYNC, server)).hasMessageContaining(expected);
    }
  }

  @Test
  void messageQuotesOnlyTheStartOfALongBody() {
    try (var server = ScriptedServer.of(Exchange.html(400, "x".repeat(100_000)))) {
      assertThat(exception(ClientMode.SYNC, server).getMessage())
          .hasSizeLessThan(1000)
          .endsWith("x…");
    }
  }

  @ParameterizedTest
  @EnumSource
  void messageContainsTheStatusIfTheConnectionBreaks(ClientMode mode) {
    try (var server = ScriptedServer.of(Exchange.json(403, FORBIDDEN).resetAfter(10))) {
      assertThat(exception(mode, server))
          .hasMessageContaining("status 403: the body is incomplete");
    }
  }

  @ParameterizedTest
  @EnumSource
  void stackTraceContainsNoToken(ClientMode mode) {
    try (var server = ScriptedServer.of(traced(Exchange.json(403, FORBIDDEN)))) {
      var text = new StringWriter();
      exception(mode, server).printStackTrace(new PrintWriter(text));

      assertThat(server.headers("Authorization")).containsExactly("Bearer token-1");
      assertThat(text.toString()).contains("AuthorizationFailed").doesNotContain("token-1");
    }
  }

  @ParameterizedTest
  @EnumSource
  void messageNamesTheListOperationOfALaterPage(ClientMode mode) {
    try (var server =
        ScriptedServer.of(
            Exchange.json(200, "{\"value\":[],\"nextLink\":\"/next\"}"),
            Exchange.json(403, FORBIDDEN))) {
      assertThatExceptionOfType(HttpResponseException.class)
          .isThrownBy(() -> mode.list(server.client()))
          .withMessageStartingWith(
              "userAssignedIdentities.listBySubscription of /subscriptions/sub")
          .withMessageContaining("403 AuthorizationFailed");
    }
  }

  private static Exchange traced(Exchange exchange) {
    return exchange.header("x-ms-request-id", "r-1").header("x-ms-correlation-request-id", "c-1");
  }

  private static HttpResponseException exception(ClientMode mode, ScriptedServer server) {
    return catchThrowableOfType(HttpResponseException.class, () -> mode.get(server.client()));
  }
}
