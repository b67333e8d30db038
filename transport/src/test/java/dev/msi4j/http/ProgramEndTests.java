package dev.msi4j.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.BinaryData;
import com.azure.core.util.Configuration;
import com.azure.core.util.Context;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tests that a program with an open client can end. */
@Timeout(120)
class ProgramEndTests {
  /** Program that sends a synchronous and an asynchronous request and does not close the client. */
  static final class Program {
    private Program() {}

    public static void main(String[] arguments) throws Exception {
      var url = URI.create(arguments[0]).toURL();
      var client = PooledHttpClient.builder().configuration(Configuration.NONE).build();
      var request = new HttpRequest(HttpMethod.PUT, url);
      request.setBody(BinaryData.fromBytes(new byte[1_000_000]));
      client.sendSync(request, Context.NONE).close();
      var body =
          client
              .send(new HttpRequest(HttpMethod.GET, url))
              .flatMap(HttpResponse::getBodyAsString)
              .block();
      System.out.print(body);
    }
  }

  @Test
  void noThreadKeepsTheProgramAlive() throws Exception {
    try (var server = RawServer.healthy()) {
      var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
      var classPath =
          System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
      var process =
          new ProcessBuilder(
                  java, "-cp", classPath, Program.class.getName(), server.url("/").toString())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      try {
        assertThat(process.waitFor(100, TimeUnit.SECONDS)).isTrue();
        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
            .isEqualTo("hello");
        assertThat(process.exitValue()).isZero();
      } finally {
        process.destroyForcibly();
      }
    }
  }
}
