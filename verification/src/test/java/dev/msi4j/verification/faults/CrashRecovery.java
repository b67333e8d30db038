package dev.msi4j.verification.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Random;

/** Kills a server repeatedly during writes and restarts the server on the same state. */
final class CrashRecovery {
  private static final int KILLS = 20;
  private static final int MIN_WRITES = 60;
  private static final int MORE_WRITES = 200;

  /** Fixed seed: each run kills the server after the same numbers of writes. */
  private final Random random = new Random(20);

  private final Path state;
  private int writes;
  private int identities;
  private int principals;
  private long lost;

  CrashRecovery(Path state) {
    this.state = state;
  }

  ReportSection run() throws IOException, InterruptedException {
    var server = ServerProcess.start(state, "--port", "0");
    try {
      for (var kill = 1; kill <= KILLS; kill++) {
        var writers = writers(server, kill);
        server.kill();
        server = ServerProcess.start(state, "--port", "0");
        check(server.client(), writers.awaitEnd());
      }
    } finally {
      server.kill();
    }
    return ReportSection.of(
            "Crash recovery",
            "A server with a state directory was killed with SIGKILL while four threads wrote"
                + " identities, and restarted on the same directory. After each restart every identity"
                + " had the value of its last acknowledged write or of the one write in progress. Every"
                + " listed identity was readable and had a service principal.")
        .figure("kills", KILLS)
        .figure("writes acknowledged", writes)
        .figure("acknowledged writes lost", lost)
        .figure("identities found after the restarts", identities)
        .figure("service principals found", principals);
  }

  /** Starts writers and returns while they are still writing. */
  private ConcurrentWriters writers(ServerProcess server, int kill)
      throws IOException, InterruptedException {
    var client = server.client();
    var group = "killed-" + kill;
    client.createGroup(group);
    return new ConcurrentWriters(client, group, MIN_WRITES + random.nextInt(MORE_WRITES)).start();
  }

  private void check(NonRetryingClient client, ConcurrentWriters writers)
      throws IOException, InterruptedException {
    assertThat(writers.rejected()).isEmpty();
    var found = new HashMap<String, JsonNode>();
    client
        .listIdentities(writers.group())
        .forEach(identity -> found.put(identity.path("name").asText(), identity));
    lost +=
        writers.acknowledged().keySet().stream().filter(name -> !found.containsKey(name)).count();
    assertThat(found).containsKeys(writers.acknowledged().keySet().toArray(String[]::new));
    var graph = client.to("https://graph.microsoft.com");
    var owners = new HashSet<String>();
    for (var name : found.keySet()) {
      var read = client.get(client.identityPath(writers.group(), name));
      assertThat(read.status()).isEqualTo(200);
      assertThat(read.json()).isEqualTo(found.get(name));
      var number = read.json().path("tags").path("number").asInt(-2);
      lost += writers.isPossible(name, number) ? 0 : 1;
      assertThat(writers.isPossible(name, number)).as("%s has %s", name, number).isTrue();
      var principal = read.json().path("properties").path("principalId").asText();
      assertThat(graph.get("/v1.0/servicePrincipals/" + principal).status()).isEqualTo(200);
      owners.add(principal);
    }
    assertThat(owners).hasSameSizeAs(found.keySet());
    writes += writers.writes();
    identities += found.size();
    principals += owners.size();
  }
}
