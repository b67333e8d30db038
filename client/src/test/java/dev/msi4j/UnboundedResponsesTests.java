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

/** Tests responses that would exhaust the heap. */
class UnboundedResponsesTests {
  private static final String TOO_LARGE =
      "the body is incomplete: it exceeds the limit of " + BoundedBody.MAX_BYTES + " bytes";

  @ParameterizedTest
  @EnumSource
  void areReadUpToTheLimit(ClientMode mode) {
    var endless = new UnboundedHttpClient(200);

    var failure = failure(() -> mode.get(client(endless)));

    assertThat(failure).hasMessageContaining("status 200").hasMessageContaining(TOO_LARGE);
    assertThat(endless.sent())
        .isBetween((long) BoundedBody.MAX_BYTES, BoundedBody.MAX_BYTES + (1L << 20));
  }

  @ParameterizedTest
  @EnumSource
  void errorStatusIsReported(ClientMode mode) {
    var failure = failure(() -> mode.get(client(new UnboundedHttpClient(403))));

    assertThat(failure).hasMessageContaining("status 403");
    assertThat(failure.getResponse().getStatusCode()).isEqualTo(403);
  }

  @ParameterizedTest
  @EnumSource
  void limitAppliesToTheDecompressedSize(ClientMode mode) throws IOException {
    byte[] bomb = compressed(BoundedBody.MAX_BYTES + 1);
    try (var server = ScriptedServer.of(Exchange.gzip(200, bomb))) {
      assertThat(bomb).hasSizeLessThan(BoundedBody.MAX_BYTES / 100);
      assertThat(failure(() -> mode.get(server.client()))).hasMessageContaining(TOO_LARGE);
    }
  }

  private static ManagedServiceIdentityClientBuilder client(UnboundedHttpClient http) {
    return new ManagedServiceIdentityClientBuilder()
        .credential(new CannedCredential())
        .subscriptionId("sub")
        .configuration(Configuration.NONE)
        .httpClient(http);
  }

  private static byte[] compressed(int blanks) throws IOException {
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
