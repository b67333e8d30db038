package dev.msi4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.azure.core.exception.ClientAuthenticationException;
import com.azure.core.exception.HttpResponseException;
import com.azure.core.exception.ResourceExistsException;
import com.azure.core.exception.ResourceNotFoundException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.test.StepVerifier;

class ArmErrorTests {
  private static final String RESOURCE =
      "/subscriptions/sub/resourceGroups/group/providers/Microsoft.ManagedIdentity/userAssignedIdentities/name";
  private static final String PREFIX = "userAssignedIdentities.get of " + RESOURCE + ": status ";

  @Test
  void namesTheRequestAndAzuresError() {
    var exception =
        exception(
            404,
            Map.of("x-ms-request-id", "r", "x-ms-correlation-request-id", "c"),
            "{\"error\":{\"code\":\"ResourceNotFound\",\"message\":\"It is gone.\"}}");

    assertThat(exception)
        .isInstanceOf(ResourceNotFoundException.class)
        .hasMessage(PREFIX + "404 ResourceNotFound: It is gone. (request id r, correlation id c)");
    assertThat(exception.getResponse().getBodyAsString().block()).contains("It is gone.");
  }

  @Test
  void containsAllMembersOfTheErrorBody() {
    var error =
        ArmError.of(
                exception(
                    400,
                    Map.of("x-ms-request-id", "r"),
                    "{\"error\":{\"code\":\"Bad\",\"message\":\"No\",\"target\":\"subject\","
                        + "\"details\":[{\"code\":\"Inner\",\"message\":\"Because\"}],"
                        + "\"additionalInfo\":[{\"type\":\"PolicyViolation\",\"info\":{\"a\":1}}],"
                        + "\"innererror\":{\"x\":1}}}"))
            .orElseThrow();

    assertThat(error.operation()).isEqualTo("userAssignedIdentities.get");
    assertThat(error.resource()).isEqualTo(RESOURCE);
    assertThat(error.status()).isEqualTo(400);
    assertThat(error.code()).isEqualTo("Bad");
    assertThat(error.message()).isEqualTo("No");
    assertThat(error.target()).isEqualTo("subject");
    assertThat(error.requestId()).isEqualTo("r");
    assertThat(error.correlationId()).isNull();
    assertThat(error.details()).singleElement().hasToString("Inner: Because");
    assertThat(error.additionalInfo())
        .containsExactly("{\"type\":\"PolicyViolation\",\"info\":{\"a\":1}}");
  }

  @ParameterizedTest
  @CsvSource({"401", "404", "409", "400", "403", "412", "418", "501"})
  void exceptionHasTheClassForTheStatus(int status) {
    Class<?> expected =
        switch (status) {
          case 401 -> ClientAuthenticationException.class;
          case 404 -> ResourceNotFoundException.class;
          case 409 -> ResourceExistsException.class;
          default -> HttpResponseException.class;
        };

    assertThat(exception(status, Map.of(), "{\"error\":{\"code\":\"C\",\"message\":\"m\"}}"))
        .isExactlyInstanceOf(expected)
        .hasMessage(PREFIX + status + " C: m");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|: the body is empty",
        "<html>no</html>|: the body is not a Resource Manager error: <html>no</html>",
        "{\"error\":{\"code\":\"Cut\",\"message\":\"of|' Cut: no message'",
        "{\"error\":{\"code\":\"Cut\",\"message\":\"off\",\"details\":[{\"co|' Cut: off'",
        "{\"code\":\"Flat\",\"message\":\"m\"}|' Flat: m'",
        "{\"error\":\"invalid_client\",\"error_description\":\"d\"}|' invalid_client: d'",
        "{\"error\":null}|': the body is not a Resource Manager error: {\"error\":null}'",
        "{\"error\":{\"code\":7,\"message\":{\"value\":\"m\"},\"details\":\"odd\"}}|' 7: {\"value\":\"m\"}'",
        "[1]|': the body is not a Resource Manager error: [1]'",
      })
  void messageDescribesAnyBody(String body, String end) {
    assertThat(exception(400, Map.of(), body)).hasMessage(PREFIX + "400" + end);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{\"name\":\"cut",
        "{\"name\":\"n\"} and more",
        "<html></html>",
        "{\"properties\":{\"clientId\":\"x\"}}"
      })
  void reportsAnUnreadableSuccessBody(String body) {
    var exception = exception(200, Map.of("x-ms-request-id", "r"), body);

    assertThat(exception)
        .hasMessageStartingWith(PREFIX + "200: the response body could not be parsed")
        .hasMessageEndingWith("(request id r)")
        .hasCauseInstanceOf(java.io.IOException.class);
    assertThat(ArmError.of(exception)).isPresent();
  }

  @Test
  void reportsAnUnexpectedSuccessStatus() {
    assertThat(exception(202, Map.of(), "{}"))
        .hasMessage(PREFIX + "202: unexpected status for this operation");
  }

  @Test
  void isEmittedByTheMono() {
    var http = new CannedHttpClient().respond(404, "{\"error\":{\"code\":\"C\"}}");

    StepVerifier.create(
            http.client().buildAsyncClient().userAssignedIdentities().get("group", "name"))
        .verifyErrorMatches(e ->
            e instanceof ResourceNotFoundException notFound
                && "C".equals(ArmError.of(notFound).orElseThrow().code()));
  }

  private static HttpResponseException exception(
      int status, Map<String, String> headers, String body) {
    var identities =
        new CannedHttpClient()
            .respond(status, headers, body)
            .client()
            .buildClient()
            .userAssignedIdentities();

    return catchThrowableOfType(HttpResponseException.class, () -> identities.get("group", "name"));
  }
}
