package dev.msi4j;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndpointTests {
  @ParameterizedTest
  @CsvSource({
    "https://arm.example, /subscriptions?api-version=1, https://arm.example/subscriptions?api-version=1",
    "https://arm.example/, /s, https://arm.example/s",
    "HTTPS://Arm.Example:8443/base, /s, https://Arm.Example:8443/base/s",
    "https://[::1]:8443, /s, https://[::1]:8443/s",
    "https://arm.example, //other.example/s, https://arm.example//other.example/s",
    "https://arm.example, /%2F..%2Fs, https://arm.example/%2F..%2Fs"
  })
  void urlKeepsTheOrigin(String base, String target, String url) {
    assertThat(Endpoint.of(base, false).url(target)).hasToString(url);
  }
}
