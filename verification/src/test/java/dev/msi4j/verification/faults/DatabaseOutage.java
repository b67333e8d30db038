package dev.msi4j.verification.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;

/** Stops and later suspends the database of two servers during writes. */
final class DatabaseOutage {
  private static final String TITLE = "Database outage";
  private static final int STOPS = 2;
  private static final int FREEZES = 2;
  private static final int WRITES_BETWEEN = 40;

  /** With one error more than threads, at least one thread had an error from each server. */
  private static final int OUTAGE_ERRORS = AlternatingWriters.THREADS + 1;

  private final Path folder;

  DatabaseOutage(Path folder) {
    this.folder = folder;
  }

  ReportSection run() throws IOException, InterruptedException {
    return ServerPair.run(TITLE, folder, DatabaseOutage::run);
  }

  private static ReportSection run(DatabaseServer database, ServerPair serverPair)
      throws IOException, InterruptedException {
    try (var writers = AlternatingWriters.start(serverPair.clients(), "outage")) {
      var afterStops = times(STOPS, database::stop, database::restart, writers);
      var afterFreezes = times(FREEZES, database::suspend, database::resume, writers);
      awaitBoth(writers, WRITES_BETWEEN);
      writers.end();
      assertThat(writers.rejected()).allMatch(response -> response.status() == 503);
      assertThat(writers.unanswered()).isZero();
      var found = writers.check();
      return ReportSection.of(
              TITLE,
              "The PostgreSQL server of two servers was stopped and restarted while four threads"
                  + " wrote identities through both servers. Then its processes were suspended with"
                  + " SIGSTOP and resumed. During each outage every write was rejected with status"
                  + " 503. Afterwards both servers wrote again without a restart. At the end every"
                  + " identity had the value of its last acknowledged write or of a later write that"
                  + " was rejected with status 503.")
          .figure("database restarts, suspensions", STOPS + ", " + FREEZES)
          .figure("writes acknowledged", writers.writes())
          .figure("acknowledged writes lost", writers.lost())
          .figure("writes rejected with status 503", writers.rejected().size())
          .figure("slowest recovery of both servers after a restart", afterStops + " ms")
          .figure("slowest recovery of both servers after a suspension", afterFreezes + " ms")
          .figure("identities found on both servers", found);
    }
  }

  private interface Change {
    void make() throws IOException, InterruptedException;
  }

  /**
   * Interrupts and restores the database; returns the longest recovery time of both servers in
   * milliseconds.
   */
  private static long times(int times, Change interrupt, Change restore, AlternatingWriters writers)
      throws IOException, InterruptedException {
    var slowest = 0L;
    for (var time = 0; time < times; time++) {
      awaitBoth(writers, WRITES_BETWEEN);
      interrupt.make();
      try {
        writers.awaitMoreRejected(OUTAGE_ERRORS);
      } finally {
        // Also after a failure: a suspended server cannot be stopped.
        restore.make();
      }
      var begin = System.nanoTime();
      awaitBoth(writers, 1);
      slowest = Math.max(slowest, (System.nanoTime() - begin) / 1_000_000);
    }
    return slowest;
  }

  private static void awaitBoth(AlternatingWriters writers, int more) throws InterruptedException {
    writers.awaitMore(0, more);
    writers.awaitMore(1, more);
  }
}
