package dev.msi4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.azure.core.exception.HttpResponseException;
import com.azure.core.util.Configuration;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Answers that would fill the memory of whoever listens to their end. */
class UnboundedResponsesTests {
  private static final String TOO_MANY =
      "it broke off: it has more than " + BoundedBody.MOST + " bytes, which no answer has";

  @ParameterizedTest
  @EnumSource
  void areNotListenedTo(Way way) {
    var endless = new UnboundedHttpClient(200);

    var failure = failure(() -> way.get(client(endless)));

    assertThat(failure).hasMessageContaining("status 200").hasMessageContaining(TOO_MANY);
    assertThat(endless.sent()).isBetween((long) BoundedBody.MOST, BoundedBody.MOST + (1L << 20));
  }

  @ParameterizedTest
  @EnumSource
  void areErrorsStill(Way way) {
    var failure = failure(() -> way.get(client(new UnboundedHttpClient(403))));

    assertThat(failure).hasMessageContaining("status 403");
    assertThat(failure.getResponse().getStatusCode()).isEqualTo(403);
  }

  @ParameterizedTest
  @EnumSource
  void areCountedUnpacked(Way way) throws IOException {
    byte[] bomb = packed(BoundedBody.MOST + 1);
    try (var server = ScriptedServer.of(Exchange.gzip(200, bomb))) {
      assertThat(bomb).hasSizeLessThan(BoundedBody.MOST / 100);
      assertThat(failure(() -> way.get(server.client()))).hasMessageContaining(TOO_MANY);
    }
  }

  private static ManagedServiceIdentityClientBuilder client(UnboundedHttpClient http) {
    return new ManagedServiceIdentityClientBuilder()
        .credential(new CannedCredential())
        .subscriptionId("sub")
        .configuration(Configuration.NONE)
        .httpClient(http);
  }

  private static byte[] packed(int blanks) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var packing = new GZIPOutputStream(bytes)) {
      var chunk = " ".repeat(1 << 16).getBytes(StandardCharsets.US_ASCII);
      for (int left = blanks; left > 0; left -= chunk.length) {
        packing.write(chunk, 0, Math.min(left, chunk.length));
      }
    }
    return bytes.toByteArray();
  }

  private static HttpResponseException failure(Runnable call) {
    return catchThrowableOfType(HttpResponseException.class, call::run);
  }
}
