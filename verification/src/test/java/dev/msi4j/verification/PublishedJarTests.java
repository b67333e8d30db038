package dev.msi4j.verification;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.msi4j.local.LocalAzure;
import java.net.URI;
import org.junit.jupiter.api.Test;

/** Tests of the local Azure that depend on the relocated libraries of the published jar. */
class PublishedJarTests {
  @Test
  void malformedRequestReturns400() throws Exception {
    try (var azure = LocalAzure.start();
        var socket =
            azure
                .sslContext()
                .getSocketFactory()
                .createSocket("localhost", URI.create(azure.armEndpoint()).getPort())) {
      socket.getOutputStream().write("MALFORMED\r\n\r\n".getBytes(US_ASCII));

      assertThat(new String(socket.getInputStream().readAllBytes(), US_ASCII))
          .startsWith("HTTP/1.1 400 ");
    }
  }
}
