package dev.msi4j.local.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqliteTests {
  /** Result codes of SQLite, some of them extended codes. */
  @ParameterizedTest
  @CsvSource({
    "5, true",
    "10, true",
    "13, true",
    "778, true",
    "4874, true",
    "19, false",
    "1, false"
  })
  void isUnavailableForTemporaryErrorCodesOnly(int code, boolean unavailable) {
    var failure = new SQLException("from SQLite", null, code);

    assertThat(new Sqlite(Path.of("state.db")).isUnavailable(failure)).isEqualTo(unavailable);
  }
}
