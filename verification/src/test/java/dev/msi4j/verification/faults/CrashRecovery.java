package dev.msi4j.verification.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Random;

/** A server that is killed in the middle of writes, again and again on the same state. */
final class CrashRecovery {
  private static final int KILLS = 20;
  private static final int LEAST_WRITES = 60;
  private static final int MORE_WRITES = 200;

  /** The same moments in every run, as far as the machine lets them be. */
  private final Random random = new Random(20);

  private final Path state;
  private int writes;
  private int identities;
  private int principals;

  CrashRecovery(Path state) {
    this.state = state;
  }

  Section run() throws IOException, InterruptedException {
    var server = ServerProcess.start(state, "--port", "0");
    try {
      for (var kill = 1; kill <= KILLS; kill++) {
        var writers = writers(server, kill);
        server.kill();
        server = ServerProcess.start(state, "--port", "0");
        check(server.caller(), writers.awaitEnd());
      }
    } finally {
      server.kill();
    }
    return Section.of(
            "Killed",
            "A server with its state in a folder was killed without a warning while four threads"
                + " wrote identities, and started again on the same folder. After each start every"
                + " identity had the value of its last acknowledged write, or of the one write that"
                + " was under way; every listed identity could be read, and had its principal.")
        .figure("kills survived", KILLS)
        .figure("writes acknowledged", writes)
        .figure("acknowledged writes lost", 0)
        .figure("identities found again, whole", identities)
        .figure("principals looked up", principals);
  }

  /** Writers in the middle of their writes. */
  private Writers writers(ServerProcess server, int kill) throws IOException, InterruptedException {
    var caller = server.caller();
    var group = "killed-" + kill;
    caller.createGroup(group);
    return new Writers(caller, group, LEAST_WRITES + random.nextInt(MORE_WRITES)).start();
  }

  private void check(Caller caller, Writers writers) throws IOException, InterruptedException {
    assertThat(writers.rejected()).isEmpty();
    var found = new HashMap<String, JsonNode>();
    caller
        .listIdentities(writers.group())
        .forEach(identity -> found.put(identity.path("name").asText(), identity));
    assertThat(found).containsKeys(writers.acknowledged().keySet().toArray(String[]::new));
    var graph = caller.to("https://graph.microsoft.com");
    var owners = new HashSet<String>();
    for (var name : found.keySet()) {
      var read = caller.get(caller.identityPath(writers.group(), name));
      assertThat(read.status()).isEqualTo(200);
      assertThat(read.json()).isEqualTo(found.get(name));
      var number = read.json().path("tags").path("number").asInt(-2);
      assertThat(writers.mayBe(name, number)).as("%s has %s", name, number).isTrue();
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
