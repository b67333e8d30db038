package dev.msi4j.local.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqliteFailuresTests {
  /** Numbers of SQLite's, some with what it says beside the kind of an error. */
  @ParameterizedTest
  @CsvSource({
    "13, true",
    "10, true",
    "778, true",
    "4874, true",
    "5, false",
    "19, false",
    "1, false"
  })
  void tellsAFullDiskFromOtherFailures(int code, boolean full) {
    var failure = new IllegalStateException(new SQLException("from SQLite", null, code));

    assertThat(SqliteFailures.isLackOfRoom(failure)).isEqualTo(full);
  }

  @Test
  void takesNothingElseForAFullDisk() {
    assertThat(SqliteFailures.isLackOfRoom(new IllegalStateException("13"))).isFalse();
  }
}
