package dev.msi4j.verification.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;

/**
 * One of two servers on a database is killed in the middle of writes, then the other, and so on.
 */
final class ServerPairCrash {
  private static final String TITLE = "One of two on a database killed";
  private static final int KILLS = 5;
  private static final int WRITES_BETWEEN = 40;

  private final Path folder;

  ServerPairCrash(Path folder) {
    this.folder = folder;
  }

  Section run() throws IOException, InterruptedException {
    return ServerPair.section(TITLE, folder, (database, serverPair) -> run(serverPair));
  }

  private static Section run(ServerPair serverPair) throws IOException, InterruptedException {
    try (var writers = SteadyWriters.start(serverPair.callers(), "twins")) {
      var alone = killInTurns(serverPair, writers);
      writers.end();
      assertThat(writers.rejected()).isEmpty();
      var found = writers.check();
      return Section.of(
              TITLE,
              "Two servers had their state in one PostgreSQL database, and four threads wrote"
                  + " identities by both in turn. One server was killed without a warning, and"
                  + " started again when the other had gone on alone; then the other was. At the"
                  + " end every identity had the value of its last acknowledged write, or of a later"
                  + " one that had no answer; both servers showed the same, and each identity had"
                  + " its principal.")
          .figure("kills survived", KILLS)
          .figure("writes acknowledged", writers.writes())
          .figure("of these, by the other server before the one was told to start", alone)
          .figure("acknowledged writes lost", 0)
          .figure("requests without an answer", writers.unanswered())
          .figure("identities found again, whole, at both", found);
    }
  }

  /** How many writes the other ones acknowledged meanwhile. */
  private static int killInTurns(ServerPair serverPair, SteadyWriters writers)
      throws IOException, InterruptedException {
    var alone = 0;
    for (var kill = 0; kill < KILLS; kill++) {
      var victim = kill % ServerPair.COUNT;
      writers.awaitMore(victim, WRITES_BETWEEN);
      serverPair.kill(victim);
      var before = writers.writes();
      writers.awaitMore(1 - victim, WRITES_BETWEEN);
      alone += writers.writes() - before;
      serverPair.startAgain(victim);
      writers.awaitMore(victim, WRITES_BETWEEN);
    }
    return alone;
  }
}
