package dev.msi4j;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.exception.HttpResponseException;
import com.azure.core.http.policy.HttpLogDetailLevel;
import com.azure.core.http.policy.HttpLogOptions;
import com.azure.core.util.BinaryData;
import com.azure.core.util.logging.ClientLogger;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/**
 * Tests the log at the most verbose level. azure-core reads the log level when it is loaded, so a
 * child process produces the log.
 */
@TestInstance(Lifecycle.PER_CLASS)
class LoggingTests {
  private final String log = runLoggingProgram();

  @Test
  void containsRequestsAndResponses() {
    assertThat(log)
        .contains(ScriptedServer.HOST + ScriptedServer.IDENTITY)
        .contains("in-the-request")
        .contains("in-the-response")
        .contains("AuthorizationFailed");
  }

  @Test
  void containsNoToken() {
    assertThat(log)
        .contains("\"redactedHeaders\":\"Authorization")
        .doesNotContain("token-1", "token-2", "Bearer token");
  }

  private static String runLoggingProgram() {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var builder =
        new ProcessBuilder(
                List.of(
                    java,
                    "-cp",
                    System.getProperty("java.class.path"),
                    LoggingProgram.class.getName()))
            .redirectErrorStream(true);
    builder.environment().put("AZURE_LOG_LEVEL", "verbose");
    try {
      Process process = builder.start();
      try (var out = process.getInputStream()) {
        String text = new String(out.readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).describedAs(text).isZero();
        return text;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** Runs both clients through a success, a claims challenge, a retry and an error. */
  static final class LoggingProgram {
    private LoggingProgram() {}

    public static void main(String[] arguments) {
      for (ClientMode mode : ClientMode.values()) {
        try (var server =
            ScriptedServer.of(
                Exchange.empty(401)
                    .header(
                        "WWW-Authenticate",
                        "Bearer error=\"insufficient_claims\", claims=\"e30=\""),
                Exchange.empty(503),
                Exchange.json(200, "{\"location\":\"in-the-response\"}"),
                Exchange.json(
                    403, "{\"error\":{\"code\":\"AuthorizationFailed\",\"message\":\"m\"}}"))) {
          var logged = new HttpLogOptions().setLogLevel(HttpLogDetailLevel.BODY_AND_HEADERS);
          var client = server.client().httpLogOptions(logged);
          mode.put(client, BinaryData.fromString("{\"location\":\"in-the-request\"}"));
          try {
            mode.get(client);
          } catch (HttpResponseException e) {
            new ClientLogger(LoggingTests.class).error("failed", e);
          }
        }
      }
    }
  }
}
