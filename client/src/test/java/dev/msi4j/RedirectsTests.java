package dev.msi4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.azure.core.exception.HttpResponseException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tests that redirects are not followed: Resource Manager sends none, and another server must not
 * get the token.
 */
class RedirectsTests {
  static Stream<Arguments> redirects() {
    return Stream.of(ClientMode.values())
        .flatMap(
            mode -> Stream.of(301, 302, 303, 307, 308).map(status -> Arguments.of(mode, status)));
  }

  @ParameterizedTest
  @MethodSource("redirects")
  void areNotFollowedByARead(ClientMode mode, int status) {
    try (var otherServer = ScriptedServer.of(Exchange.json(200, "{\"name\":\"stolen\"}"));
        var server =
            ScriptedServer.of(
                Exchange.empty(status).header("Location", otherServer.url() + "/next"))) {
      assertThatExceptionOfType(HttpResponseException.class)
          .isThrownBy(() -> mode.get(server.client()))
          .withMessageContaining("status " + status);
      assertThat(otherServer.requests()).isEmpty();
      assertThat(server.requests()).hasSize(1);
    }
  }

  @ParameterizedTest
  @MethodSource("redirects")
  void areNotFollowedByAWrite(ClientMode mode, int status) {
    try (var otherServer = ScriptedServer.of(Exchange.json(200, "{}"));
        var server =
            ScriptedServer.of(
                Exchange.empty(status).header("Location", otherServer.url() + "/next"))) {
      assertThatExceptionOfType(HttpResponseException.class)
          .isThrownBy(() -> mode.put(server.client()));
      assertThat(otherServer.requests()).isEmpty();
      assertThat(server.requests()).hasSize(1);
    }
  }
}
