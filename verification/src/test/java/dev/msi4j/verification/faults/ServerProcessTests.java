package dev.msi4j.verification.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keeps the reliability suite, which no default build runs, in step with the msi command. */
class ServerProcessTests {
  @Test
  void startReturnsServerThatAnswers(@TempDir Path state) throws Exception {
    try (var server = ServerProcess.start(state, "--port", "0")) {
      var client = server.client();
      client.createGroup("ready");

      assertThat(client.get(client.groupPath("ready")).status()).isEqualTo(200);
    }
  }
}
