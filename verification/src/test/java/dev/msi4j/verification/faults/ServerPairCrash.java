package dev.msi4j.verification.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;

/** Kills two servers of one database alternately during writes. */
final class ServerPairCrash {
  private static final String TITLE = "Crash of one of two servers";
  private static final int KILLS = 5;
  private static final int WRITES_BETWEEN = 40;

  private final Path folder;

  ServerPairCrash(Path folder) {
    this.folder = folder;
  }

  ReportSection run() throws IOException, InterruptedException {
    return ServerPair.run(TITLE, folder, (database, serverPair) -> run(serverPair));
  }

  private static ReportSection run(ServerPair serverPair) throws IOException, InterruptedException {
    try (var writers = AlternatingWriters.start(serverPair.clients(), "pair")) {
      var acknowledgedByOther = killAlternately(serverPair, writers);
      writers.end();
      assertThat(writers.rejected()).isEmpty();
      var found = writers.check();
      return ReportSection.of(
              TITLE,
              "Two servers had their state in one PostgreSQL database, and four threads wrote"
                  + " identities through both servers alternately. One server was killed with SIGKILL"
                  + " and restarted after the other server had acknowledged further writes; then the"
                  + " roles changed. At the end every identity had the value of its last acknowledged"
                  + " write or of a later write without a response. Both servers returned the same"
                  + " identities, and each identity had a service principal.")
          .figure("kills", KILLS)
          .figure("writes acknowledged", writers.writes())
          .figure("of these, while one server was down", acknowledgedByOther)
          .figure("acknowledged writes lost", writers.lost())
          .figure("requests without a response", writers.unanswered())
          .figure("identities found on both servers", found);
    }
  }

  /** Returns the number of writes acknowledged while one server was down. */
  private static int killAlternately(ServerPair serverPair, AlternatingWriters writers)
      throws IOException, InterruptedException {
    var acknowledgedByOther = 0;
    for (var kill = 0; kill < KILLS; kill++) {
      var victim = kill % ServerPair.COUNT;
      writers.awaitMore(victim, WRITES_BETWEEN);
      serverPair.kill(victim);
      var before = writers.writes();
      writers.awaitMore(1 - victim, WRITES_BETWEEN);
      acknowledgedByOther += writers.writes() - before;
      serverPair.restart(victim);
      writers.awaitMore(victim, WRITES_BETWEEN);
    }
    return acknowledgedByOther;
  }
}
