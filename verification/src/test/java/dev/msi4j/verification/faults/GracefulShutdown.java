package dev.msi4j.verification.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Stops a server with SIGTERM during writes and a long-running operation. */
final class GracefulShutdown {
  private static final int STOPS = 5;
  private static final int WRITES = 150;
  private static final String NETWORK_VERSION = "?api-version=2024-05-01";

  private final Path state;
  private int writes;
  private int operations;
  private int rejected;
  private int lost;

  GracefulShutdown(Path state) {
    this.state = state;
  }

  ReportSection run() throws IOException, InterruptedException {
    for (var stop = 1; stop <= STOPS; stop++) {
      stopped("stopped-" + stop);
    }
    return ReportSection.of(
            "Graceful shutdown",
            "A server was stopped with SIGTERM while four threads wrote identities and a"
                + " long-running operation was in progress, and then restarted. Requests in progress"
                + " were completed, later requests were rejected with status 503, and the operation"
                + " completed after the restart.")
        .figure("stops", STOPS)
        .figure("writes acknowledged", writes)
        .figure("acknowledged writes lost", lost)
        .figure("requests rejected with status 503", rejected)
        .figure("long-running operations completed after the restart", operations);
  }

  private void stopped(String group) throws IOException, InterruptedException {
    ConcurrentWriters writers;
    String operation;
    try (var server = start()) {
      var client = server.client();
      client.createGroup(group);
      writers = new ConcurrentWriters(client, group, WRITES).start();
      operation = createNetwork(client, group);
      server.stop();
      writers.awaitEnd();
    }
    assertThat(writers.rejected())
        .allSatisfy(response ->
            assertThat(response).contains("status=503", "ServiceUnavailable", "is shutting down"));
    rejected += writers.rejected().size();
    try (var server = start()) {
      var client = server.client();
      for (var each : writers.acknowledged().entrySet()) {
        var read = client.get(client.identityPath(group, each.getKey()));
        assertThat(read.status()).isEqualTo(200);
        var number = read.json().path("tags").path("number").asInt(-2);
        lost += writers.isPossible(each.getKey(), number) ? 0 : 1;
        assertThat(writers.isPossible(each.getKey(), number)).isTrue();
      }
      awaitSucceeded(client, operation);
    }
    writes += writers.writes();
    operations++;
  }

  private ServerProcess start() throws IOException, InterruptedException {
    return ServerProcess.start(state, "--port", "0", "--operation-delay", "PT3S");
  }

  /** Starts a long-running operation; returns the path of the created resource. */
  private static String createNetwork(NonRetryingClient client, String group)
      throws IOException, InterruptedException {
    var path =
        client
            .groupPath(group)
            .replaceFirst(
                "\\?.*", "/providers/Microsoft.Network/virtualNetworks/network" + NETWORK_VERSION);
    var body =
        "{\"location\":\"eastus\",\"properties\":{\"addressSpace\":{\"addressPrefixes\":"
            + "[\"10.0.0.0/16\"]}}}";
    var response = client.send("PUT", path, body);
    assertThat(response.status()).isEqualTo(201);
    assertThat(provisioningState(response)).isEqualTo("Updating");
    return path;
  }

  private static void awaitSucceeded(NonRetryingClient client, String path)
      throws IOException, InterruptedException {
    for (var poll = 0; poll < 100; poll++) {
      var response = client.get(path);
      assertThat(response.status()).isEqualTo(200);
      if (provisioningState(response).equals("Succeeded")) {
        return;
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
    throw new AssertionError("the operation on " + path + " did not complete");
  }

  private static String provisioningState(NonRetryingClient.Response response) {
    return response.json().path("properties").path("provisioningState").asText();
  }
}
