package dev.msi4j.verification.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Fills the disk of the state directory during writes and frees the disk again. */
final class FullDisk {
  private static final String GROUP = "disk";
  private static final int WRITES = 50;
  private static final int MAX_REJECTED = 5;

  private final Path mountPoint;
  private long slowestNanos;
  private int lost;

  FullDisk(Path mountPoint) {
    this.mountPoint = mountPoint;
  }

  /** Runs if this user can mount a file system. */
  ReportSection run() throws IOException, InterruptedException {
    if (!command("mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", mountPoint.toString())) {
      return ReportSection.notRun("Full disk", "this user cannot mount a file system");
    }
    try {
      return runOnSmallDisk();
    } finally {
      assertThat(command("umount", mountPoint.toString())).isTrue();
    }
  }

  private ReportSection runOnSmallDisk() throws IOException, InterruptedException {
    var ballast = mountPoint.resolve("ballast");
    var acknowledged = new HashMap<String, Integer>();
    var state = mountPoint.resolve("state");
    int rejected;
    try (var server = ServerProcess.start(state, "--port", "0")) {
      var client = server.client();
      client.createGroup(GROUP);
      write(client, acknowledged, "before-");
      fill(ballast);
      rejected = writeUntilRejected(client, acknowledged);
      check(client, acknowledged);
      Files.delete(ballast);
      write(client, acknowledged, "after-");
      fill(ballast);
      server.kill();
    }
    Files.delete(ballast);
    try (var server = ServerProcess.start(state, "--port", "0")) {
      check(server.client(), acknowledged);
    }
    return ReportSection.of(
            "Full disk",
            "The state directory was on a file system of 16 MiB that was filled while the server"
                + " ran. Writes were rejected with status 503 until space was available again; reads"
                + " succeeded. The server was then killed on the full disk and restarted with free"
                + " space.")
        .figure("writes acknowledged", acknowledged.size())
        .figure("acknowledged writes lost", lost)
        .figure("writes rejected", rejected)
        .figure("slowest write to the full disk", slowestNanos / 1_000_000 + " ms");
  }

  private static void write(
      NonRetryingClient client, Map<String, Integer> acknowledged, String prefix)
      throws IOException, InterruptedException {
    for (var number = 0; number < WRITES; number++) {
      assertThat(client.putIdentity(GROUP, prefix + number, number).status()).isEqualTo(201);
      acknowledged.put(prefix + number, number);
    }
  }

  /** Writes until several writes are rejected: the database may have free pages left. */
  private int writeUntilRejected(NonRetryingClient client, Map<String, Integer> acknowledged)
      throws IOException, InterruptedException {
    var rejected = 0;
    for (var number = 0; rejected < MAX_REJECTED; number++) {
      assertThat(number).as("writes to a full disk").isLessThan(10_000);
      var begin = System.nanoTime();
      var response = client.putIdentity(GROUP, "full-" + number, number);
      slowestNanos = Math.max(slowestNanos, System.nanoTime() - begin);
      if (response.status() == 201) {
        acknowledged.put("full-" + number, number);
      } else {
        assertThat(response.status()).isEqualTo(503);
        assertThat(response.json().path("error").path("code").asText())
            .isEqualTo("ServiceUnavailable");
        rejected++;
      }
    }
    return rejected;
  }

  private void check(NonRetryingClient client, Map<String, Integer> acknowledged)
      throws IOException, InterruptedException {
    for (var each : acknowledged.entrySet()) {
      var read = client.get(client.identityPath(GROUP, each.getKey()));
      var number = read.json().path("tags").path("number").asInt(-1);
      lost += number == each.getValue() ? 0 : 1;
      assertThat(read.status()).isEqualTo(200);
      assertThat(number).isEqualTo(each.getValue());
    }
  }

  private static void fill(Path ballast) throws IOException {
    var block = new byte[4096];
    try (var out = Files.newOutputStream(ballast)) {
      writeUntilFull(out, block);
    } catch (IOException e) {
      // Closing the stream also fails on a full disk.
      assertThat(e).hasMessageContaining("No space left");
    }
  }

  private static void writeUntilFull(OutputStream out, byte[] block) throws IOException {
    while (true) {
      out.write(block);
    }
  }

  private static boolean command(String... text) throws IOException, InterruptedException {
    var process = new ProcessBuilder(text).redirectErrorStream(true).start();
    process.getInputStream().transferTo(OutputStream.nullOutputStream());
    return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
  }
}
