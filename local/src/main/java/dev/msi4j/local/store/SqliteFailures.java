package dev.msi4j.local.store;

import java.sql.SQLException;
import java.util.Set;

/** What SQLite means by its errors. */
final class SqliteFailures {
  /** Its primary codes for an error of input or output, and for a full disk. */
  private static final Set<Integer> LACK_OF_ROOM = Set.of(10, 13);

  private static final int PRIMARY = 0xff;

  private SqliteFailures() {}

  /** Whether the disk does not take what is written. */
  static boolean isLackOfRoom(Throwable failure) {
    for (var cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql
          && LACK_OF_ROOM.contains(sql.getErrorCode() & PRIMARY)) {
        return true;
      }
    }
    return false;
  }
}
