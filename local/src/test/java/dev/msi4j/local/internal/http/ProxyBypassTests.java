package dev.msi4j.local.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ProxyBypassTests {
  @Test
  void addToAddsLoopbackAndHostsOfEnvironment() {
    var variables =
        ProxyBypass.addTo(
            Map.of("A", "https://box.test:8445", "B", "http://127.0.0.1:1/{vm}", "C", "/a/file"),
            Map.of());

    assertThat(variables)
        .containsEntry("NO_PROXY", "localhost,127.0.0.1,::1,box.test")
        .containsEntry("no_proxy", "localhost,127.0.0.1,::1,box.test")
        .containsEntry("C", "/a/file");
  }

  @Test
  void addToKeepsExistingHostsWithoutDuplicates() {
    var inherited = Map.of("no_proxy", "corp.test, localhost");

    var once = ProxyBypass.addTo(Map.of(), inherited);

    assertThat(once)
        .containsEntry("NO_PROXY", "corp.test,localhost,127.0.0.1,::1")
        .containsEntry("no_proxy", "corp.test,localhost,127.0.0.1,::1");
    assertThat(ProxyBypass.addTo(once, once)).isEqualTo(once);
  }

  @Test
  void addToReadsEitherVariable() {
    var variables = ProxyBypass.addTo(Map.of(), Map.of("no_proxy", "a.test", "NO_PROXY", "b.test"));

    assertThat(variables.get("NO_PROXY")).startsWith("b.test,");
    assertThat(variables.get("no_proxy")).startsWith("a.test,");
  }
}
