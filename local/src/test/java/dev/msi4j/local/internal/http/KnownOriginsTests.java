package dev.msi4j.local.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KnownOriginsTests {
  private final KnownOrigins knownOrigins =
      new KnownOrigins("https", List.of("azure.test"), "10.1.2.3", 8443);

  @ParameterizedTest
  @CsvSource({
    "localhost, 8443, https://localhost:8443",
    "LOCALHOST, 8443, https://localhost:8443",
    "127.0.0.1, 8443, https://127.0.0.1:8443",
    "[::1], 8443, https://[::1]:8443",
    "azure.test, 8443, https://azure.test:8443",
    "10.1.2.3, 8443, https://10.1.2.3:8443",
    "localhost, 0, https://localhost:8443",
    "localhost, -1, https://localhost:8443"
  })
  void ofReturnsOriginWithKnownHost(String host, int port, String origin) {
    assertThat(knownOrigins.of(host, port)).isEqualTo(origin);
  }

  @ParameterizedTest
  @CsvSource({"evil.example, 8443", "localhost, 443", "localhost.evil.example, 8443", "'', 8443"})
  void ofReturnsCanonicalOriginForUnknownHost(String host, int port) {
    assertThat(knownOrigins.of(host, port)).isEqualTo("https://azure.test:8443");
  }

  @Property
  void ofReturnsKnownOriginsOnly(@ForAll String host, @ForAll int port) {
    assertThat(knownOrigins.of(host, port))
        .isIn(
            "https://azure.test:8443",
            "https://localhost:8443",
            "https://127.0.0.1:8443",
            "https://[::1]:8443",
            "https://10.1.2.3:8443");
  }

  @Test
  void wildcardAddressIsNoOrigin() {
    assertThat(new KnownOrigins("https", List.of(), "0.0.0.0", 1).of("0.0.0.0", 1))
        .isEqualTo("https://localhost:1");
  }

  @Test
  void originOmitsDefaultPort() {
    assertThat(new KnownOrigins("https", List.of(), "::", 443).canonical())
        .isEqualTo("https://localhost");
    assertThat(new KnownOrigins("http", List.of(), "::1", 80).of("[::1]", 80))
        .isEqualTo("http://[::1]");
    assertThat(new KnownOrigins("http", List.of(), "", 443).canonical())
        .isEqualTo("http://localhost:443");
  }
}
