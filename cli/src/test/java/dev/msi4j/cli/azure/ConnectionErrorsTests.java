package dev.msi4j.cli.azure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.msi4j.cli.Terminal;
import dev.msi4j.cli.TestEnvironments;
import dev.msi4j.local.TestAzure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that errors of connections name the host, the reason and a remedy. */
class ConnectionErrorsTests {
  private static final String PROXY = "http://localhost:2";

  @TempDir private Path folder;

  @Test
  void closedPortNamesHostAndReason() {
    assertThat(error(TestEnvironments.at("https://localhost:1")))
        .contains("cannot connect to https://localhost:1: Connection refused");
  }

  @Test
  void unknownHostIsNamed() {
    assertThat(error(TestEnvironments.at("https://nowhere.invalid")))
        .contains("cannot resolve the host name of https://nowhere.invalid");
  }

  @Test
  void unknownAuthorityNamesHostAndRemedy() {
    try (var azure = TestAzure.start()) {
      var variables = new HashMap<>(azure.environment());
      variables.remove("MSI4J_CA_FILE");
      variables.put("AZURE_REQUEST_RETRY_COUNT", "0");

      assertThat(error(variables))
          .contains("TLS handshake with " + azure.armEndpoint())
          .contains("unable to find valid certification path")
          .contains("set MSI4J_CA_FILE to a PEM file")
          .doesNotContain("SSLContext");
    }
  }

  @Test
  void emptyCaFileIsNamed() throws IOException {
    var file = Files.createFile(folder.resolve("empty.pem"));

    assertThat(error(with("MSI4J_CA_FILE", file.toString())))
        .contains("the CA file " + file + " holds no certificates");
  }

  @ParameterizedTest
  @ValueSource(strings = {"HTTPS_PROXY", "https_proxy", "HTTP_PROXY"})
  void environmentVariableSelectsProxy(String variable) {
    assertThat(error(with(variable, PROXY)))
        .contains("cannot connect to https://localhost:1 through proxy localhost:2");
  }

  @Test
  void hostsOfNoProxyAreReachedDirectly() {
    var variables = with("HTTPS_PROXY", PROXY);
    variables.put("no_proxy", "localhost");

    assertThat(error(variables)).contains("cannot connect to https://localhost:1: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "1.5", "many", "1000"})
  void retryCountThatIsNoNumberIsNamed(String count) {
    assertThat(error(with("AZURE_REQUEST_RETRY_COUNT", count)))
        .contains("AZURE_REQUEST_RETRY_COUNT '" + count + "' must be a number of retries");
  }

  private static Map<String, String> with(String name, String value) {
    var variables = new HashMap<>(TestEnvironments.at("https://localhost:1"));
    variables.put(name, value);
    return variables;
  }

  /** Returns the one line that a command prints on its standard error. */
  private String error(Map<String, String> variables) {
    var result = Terminal.in(folder).with(variables).run("identity", "list");

    assertThat(result.status()).as(result.err()).isEqualTo(1);
    assertThat(result.err().lines()).hasSize(1);
    return result.err();
  }
}
