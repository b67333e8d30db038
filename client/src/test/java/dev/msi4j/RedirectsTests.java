package dev.msi4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.azure.core.exception.HttpResponseException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Resource Manager does not redirect; whoever does is not to get the token. */
class RedirectsTests {
  static Stream<Arguments> redirects() {
    return Stream.of(Way.values())
        .flatMap(
            way -> Stream.of(301, 302, 303, 307, 308).map(status -> Arguments.of(way, status)));
  }

  @ParameterizedTest
  @MethodSource("redirects")
  void areNotFollowedElsewhere(Way way, int status) {
    try (var elsewhere = ScriptedServer.of(Exchange.json(200, "{\"name\":\"stolen\"}"));
        var server =
            ScriptedServer.of(
                Exchange.empty(status).header("Location", elsewhere.url() + "/next"))) {
      assertThatExceptionOfType(HttpResponseException.class)
          .isThrownBy(() -> way.get(server.client()))
          .withMessageContaining("status " + status);
      assertThat(elsewhere.requests()).isEmpty();
      assertThat(server.requests()).hasSize(1);
    }
  }

  @ParameterizedTest
  @MethodSource("redirects")
  void areNotFollowedByAWrite(Way way, int status) {
    try (var elsewhere = ScriptedServer.of(Exchange.json(200, "{}"));
        var server =
            ScriptedServer.of(
                Exchange.empty(status).header("Location", elsewhere.url() + "/next"))) {
      assertThatExceptionOfType(HttpResponseException.class)
          .isThrownBy(() -> way.put(server.client()));
      assertThat(elsewhere.requests()).isEmpty();
      assertThat(server.requests()).hasSize(1);
    }
  }
}
