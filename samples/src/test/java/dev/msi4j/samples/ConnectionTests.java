package dev.msi4j.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionTests {
  private static final String SUBSCRIPTION = "00000000-0000-0000-0000-000000000001";

  @Test
  void clientUsesPublicCloudByDefault() {
    var client = Connection.of(Map.of("AZURE_SUBSCRIPTION_ID", SUBSCRIPTION)).client();

    assertThat(client.endpoint()).isEqualTo("https://management.azure.com");
    assertThat(client.subscriptionId()).isEqualTo(SUBSCRIPTION);
  }

  @Test
  void clientUsesConfiguredCloud() {
    var client = with("AZURE_CLOUD", "AzureUSGovernment").client();

    assertThat(client.endpoint()).isEqualTo("https://management.usgovcloudapi.net");
  }

  @Test
  void clientUsesConfiguredEndpoint() {
    var client = with("MSI4J_ARM_ENDPOINT", "https://stack.example.com:8443").client();

    assertThat(client.endpoint()).isEqualTo("https://stack.example.com:8443");
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://localhost:1", "https://127.0.0.1:1", "https://[::1]:1"})
  void loopbackEndpointIsLocal(String endpoint) {
    assertThat(with("MSI4J_ARM_ENDPOINT", endpoint).isLocal()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://management.azure.com", "https://localhost.example.com", ""})
  void otherEndpointIsNotLocal(String endpoint) {
    assertThat(with("MSI4J_ARM_ENDPOINT", endpoint).isLocal()).isFalse();
  }

  @Test
  void missingCaFileIsNamedInError(@TempDir Path folder) {
    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(() -> with("MSI4J_CA_FILE", folder.resolve("no.pem").toString()).client())
        .withMessageContaining("no.pem cannot be read");
  }

  @Test
  void invalidCaFileIsNamedInError(@TempDir Path folder) throws IOException {
    var file = Files.writeString(folder.resolve("not.pem"), "not a certificate");

    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> with("MSI4J_CA_FILE", file.toString()).client())
        .withMessageContaining("not.pem holds no certificates");
  }

  private static Connection with(String name, String value) {
    var variables = new HashMap<>(Map.of("AZURE_SUBSCRIPTION_ID", SUBSCRIPTION));
    variables.put(name, value);
    return Connection.of(variables);
  }
}
