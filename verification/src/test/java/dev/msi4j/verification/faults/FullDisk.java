package dev.msi4j.verification.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A disk that is full, and then is not any more. */
final class FullDisk {
  private static final String GROUP = "disk";
  private static final int WRITES = 50;
  private static final int MAX_REJECTED = 5;

  private final Path mountPoint;
  private long slowestNanos;

  FullDisk(Path mountPoint) {
    this.mountPoint = mountPoint;
  }

  /** Runs where this user may mount a file system of its own; says so where it may not. */
  Section run() throws IOException, InterruptedException {
    if (!command("mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", mountPoint.toString())) {
      return Section.of("Full disk", "Not run: it needs the right to mount a file system.");
    }
    try {
      return runOnSmallDisk();
    } finally {
      assertThat(command("umount", mountPoint.toString())).isTrue();
    }
  }

  private Section runOnSmallDisk() throws IOException, InterruptedException {
    var ballast = mountPoint.resolve("ballast");
    var acknowledged = new HashMap<String, Integer>();
    var state = mountPoint.resolve("state");
    int rejected;
    try (var server = ServerProcess.start(state, "--port", "0")) {
      var caller = server.caller();
      caller.createGroup(GROUP);
      write(caller, acknowledged, "before-");
      fill(ballast);
      rejected = writeUntilRejected(caller, acknowledged);
      check(caller, acknowledged);
      Files.delete(ballast);
      write(caller, acknowledged, "after-");
      fill(ballast);
      server.kill();
    }
    Files.delete(ballast);
    try (var server = ServerProcess.start(state, "--port", "0")) {
      check(server.caller(), acknowledged);
    }
    return Section.of(
            "Full disk",
            "The state was on a file system of 16 MiB that was filled while the server ran. Writes"
                + " were refused with status 503 until there was room again; reads were served; the"
                + " server was killed on the full disk, and started again with room.")
        .figure("writes acknowledged", acknowledged.size())
        .figure("acknowledged writes lost", 0)
        .figure("writes refused", rejected)
        .figure("the slowest write to the full disk", slowestNanos / 1_000_000 + " ms");
  }

  private static void write(Caller caller, Map<String, Integer> acknowledged, String prefix)
      throws IOException, InterruptedException {
    for (var number = 0; number < WRITES; number++) {
      assertThat(caller.putIdentity(GROUP, prefix + number, number).status()).isEqualTo(201);
      acknowledged.put(prefix + number, number);
    }
  }

  /** There may be room left in what the database has already. */
  private int writeUntilRejected(Caller caller, Map<String, Integer> acknowledged)
      throws IOException, InterruptedException {
    var rejected = 0;
    for (var number = 0; rejected < MAX_REJECTED; number++) {
      assertThat(number).as("writes to a full disk").isLessThan(10_000);
      var begin = System.nanoTime();
      var answer = caller.putIdentity(GROUP, "full-" + number, number);
      slowestNanos = Math.max(slowestNanos, System.nanoTime() - begin);
      if (answer.status() == 201) {
        acknowledged.put("full-" + number, number);
      } else {
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.json().path("error").path("code").asText())
            .isEqualTo("ServiceUnavailable");
        rejected++;
      }
    }
    return rejected;
  }

  private static void check(Caller caller, Map<String, Integer> acknowledged)
      throws IOException, InterruptedException {
    for (var each : acknowledged.entrySet()) {
      var read = caller.get(caller.identityPath(GROUP, each.getKey()));
      assertThat(read.status()).isEqualTo(200);
      assertThat(read.json().path("tags").path("number").asInt()).isEqualTo(each.getValue());
    }
  }

  private static void fill(Path ballast) throws IOException {
    var block = new byte[4096];
    try (var out = Files.newOutputStream(ballast)) {
      writeUntilFull(out, block);
    } catch (IOException e) {
      // What is still in the buffer has no room either.
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
