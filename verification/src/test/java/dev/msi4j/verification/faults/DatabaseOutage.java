package dev.msi4j.verification.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;

/** A database that ends, then one that hangs, while two servers write to it, and comes back. */
final class DatabaseOutage {
  private static final String TITLE = "Database gone and back";
  private static final int ENDS = 2;
  private static final int FREEZES = 2;
  private static final int WRITES_BETWEEN = 40;

  /** One of the threads has then had two, and so one from each server. */
  private static final int AUTHORIZATION_ERRORS = SteadyWriters.THREADS + 1;

  private final Path folder;

  DatabaseOutage(Path folder) {
    this.folder = folder;
  }

  Section run() throws IOException, InterruptedException {
    return ServerPair.section(TITLE, folder, DatabaseOutage::run);
  }

  private static Section run(DatabaseServer database, ServerPair serverPair)
      throws IOException, InterruptedException {
    try (var writers = SteadyWriters.start(serverPair.callers(), "away")) {
      var afterEnds = times(ENDS, database::stop, database::comeBack, writers);
      var afterFreezes = times(FREEZES, database::freeze, database::thaw, writers);
      awaitBoth(writers, WRITES_BETWEEN);
      writers.end();
      assertThat(writers.rejected()).allMatch(answer -> answer.status() == 503);
      assertThat(writers.unanswered()).isZero();
      var found = writers.check();
      return Section.of(
              TITLE,
              "The PostgreSQL server on which two servers had their state was ended while four"
                  + " threads wrote identities by both, and started again; then it was stopped where"
                  + " it was, with all connections open, and let go on. Meanwhile every write was"
                  + " answered with status 503; afterwards both servers wrote again, without a start"
                  + " of their own. At the end every identity had the value of its last acknowledged"
                  + " write, or of a later one that was answered with status 503.")
          .figure("times gone and back, stopped and let go on", ENDS + ", " + FREEZES)
          .figure("writes acknowledged", writers.writes())
          .figure("acknowledged writes lost", 0)
          .figure("writes refused with status 503", writers.rejected().size())
          .figure("both had written again at the latest after", afterEnds + " ms")
          .figure("and where it was let go on, after", afterFreezes + " ms")
          .figure("identities found again, whole, at both", found);
    }
  }

  private interface Change {
    void make() throws IOException, InterruptedException;
  }

  /** Takes the database away and brings it back; the most milliseconds until both wrote again. */
  private static long times(int times, Change away, Change back, SteadyWriters writers)
      throws IOException, InterruptedException {
    var slowest = 0L;
    for (var time = 0; time < times; time++) {
      awaitBoth(writers, WRITES_BETWEEN);
      away.make();
      try {
        writers.awaitMoreRejected(AUTHORIZATION_ERRORS);
      } finally {
        // Whatever has happened: a server that hangs can't be ended.
        back.make();
      }
      var begin = System.nanoTime();
      awaitBoth(writers, 1);
      slowest = Math.max(slowest, (System.nanoTime() - begin) / 1_000_000);
    }
    return slowest;
  }

  private static void awaitBoth(SteadyWriters writers, int more) throws InterruptedException {
    writers.awaitMore(0, more);
    writers.awaitMore(1, more);
  }
}
