package dev.msi4j.verification.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A server that is told to end while it is busy. */
final class GracefulStop {
  private static final int STOPS = 5;
  private static final int WRITES = 150;
  private static final String NETWORK_VERSION = "?api-version=2024-05-01";

  private final Path state;
  private int writes;
  private int operations;
  private int late;

  GracefulStop(Path state) {
    this.state = state;
  }

  Section run() throws IOException, InterruptedException {
    for (var stop = 1; stop <= STOPS; stop++) {
      stopped("stopped-" + stop);
    }
    return Section.of(
            "Told to end",
            "A server was told to end (SIGTERM) while four threads wrote identities and a"
                + " long-running operation was under way, and started again. Requests under way"
                + " were served, those that came too late were told so with status 503, and the"
                + " operation went on and came to its end.")
        .figure("stops", STOPS)
        .figure("writes acknowledged", writes)
        .figure("acknowledged writes lost", 0)
        .figure("requests that came too late, and were told so", late)
        .figure("long-running operations that ended after the restart", operations);
  }

  private void stopped(String group) throws IOException, InterruptedException {
    Writers writers;
    String operation;
    try (var server = start()) {
      var caller = server.caller();
      caller.createGroup(group);
      writers = new Writers(caller, group, WRITES).start();
      operation = createNetwork(caller, group);
      server.stop();
      writers.awaitEnd();
    }
    assertThat(writers.rejected())
        .allSatisfy(
            answer -> assertThat(answer).contains("status=503", "ServiceUnavailable", "is ending"));
    late += writers.rejected().size();
    try (var server = start()) {
      var caller = server.caller();
      for (var each : writers.acknowledged().entrySet()) {
        var read = caller.get(caller.identityPath(group, each.getKey()));
        assertThat(read.status()).isEqualTo(200);
        var number = read.json().path("tags").path("number").asInt(-2);
        assertThat(writers.mayBe(each.getKey(), number)).isTrue();
      }
      awaitSucceeded(caller, operation);
    }
    writes += writers.writes();
    operations++;
  }

  private ServerProcess start() throws IOException, InterruptedException {
    return ServerProcess.start(state, "--port", "0", "--operation-delay", "PT3S");
  }

  /** Starts an operation that takes its time; returns the path of what it makes. */
  private static String createNetwork(Caller caller, String group)
      throws IOException, InterruptedException {
    var path =
        caller
            .groupPath(group)
            .replaceFirst(
                "\\?.*", "/providers/Microsoft.Network/virtualNetworks/network" + NETWORK_VERSION);
    var body =
        "{\"location\":\"eastus\",\"properties\":{\"addressSpace\":{\"addressPrefixes\":"
            + "[\"10.0.0.0/16\"]}}}";
    var answer = caller.send("PUT", path, body);
    assertThat(answer.status()).isEqualTo(201);
    assertThat(provisioningState(answer)).isEqualTo("Updating");
    return path;
  }

  private static void awaitSucceeded(Caller caller, String path)
      throws IOException, InterruptedException {
    for (var poll = 0; poll < 100; poll++) {
      var answer = caller.get(path);
      assertThat(answer.status()).isEqualTo(200);
      if (provisioningState(answer).equals("Succeeded")) {
        return;
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
    throw new AssertionError("the operation on " + path + " does not end");
  }

  private static String provisioningState(Caller.Answer answer) {
    return answer.json().path("properties").path("provisioningState").asText();
  }
}
