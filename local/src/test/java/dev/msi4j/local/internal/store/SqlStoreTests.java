package dev.msi4j.local.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sqlite.SQLiteDataSource;

class SqlStoreTests {
  @Test
  void fileKeepsDocumentsAcrossRuns(@TempDir Path folder) {
    try (var store = TestStores.of(folder)) {
      store.change(documents -> documents.put("a", "b", "{}"));
    }

    try (var store = TestStores.of(folder)) {
      assertThat(get(store, "a", "b")).hasValue("{}");
    }
  }

  @Test
  void concurrentWritersLoseNoUpdate(@TempDir Path folder) throws InterruptedException {
    try (var one = TestStores.of(folder);
        var two = TestStores.of(folder)) {
      assertThat(Counting.toTwoHundred(one, two)).isEqualTo("200");
    }
  }

  @Test
  void exhaustedPoolIsReportedAsUnavailable(@TempDir Path folder) {
    try (var store = TestStores.of(folder)) {
      try (var exhausted = TestStores.exhaust(store)) {
        assertThat(exhausted.connections()).isNotEmpty();
        assertThatExceptionOfType(StoreUnavailableException.class)
            .isThrownBy(() -> get(store, "a", "b"))
            .withMessageContaining("is not available");
      }

      assertThat(get(store, "a", "b")).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 6})
  void openWaitsForLockOfOtherProcess(int code, @TempDir Path folder) {
    var source = new LockedAtFirst(folder.resolve("state.db"), code);

    try (var store = SqlStore.open(connectingWith(source))) {
      assertThat(get(store, "a", "b")).isEmpty();
    }
    assertThat(source.rejections).hasValue(0);
  }

  @Test
  void openFailsAtOnceForOtherErrors(@TempDir Path folder) {
    var source = new LockedAtFirst(folder.resolve("state.db"), 14);

    assertThatIllegalStateException()
        .isThrownBy(() -> SqlStore.open(connectingWith(source)))
        .withMessageContaining("can't be used");
    assertThat(source.rejections).hasValue(0);
  }

  /** Rejects the first connection. */
  private static final class LockedAtFirst extends SQLiteDataSource {
    private final AtomicInteger rejections = new AtomicInteger(1);
    private final int code;

    private LockedAtFirst(Path file, int code) {
      this.code = code;
      setUrl("jdbc:sqlite:" + file);
    }

    @Override
    public Connection getConnection() throws SQLException {
      if (rejections.get() > 0) {
        rejections.decrementAndGet();
        throw new SQLException("the database is locked", null, code);
      }
      return super.getConnection();
    }
  }

  /** Returns SQLite with other connections. */
  private static Engine connectingWith(DataSource source) {
    var sqlite = new Sqlite(Path.of("state.db"));
    return (Engine)
        Proxy.newProxyInstance(
            Engine.class.getClassLoader(),
            new Class<?>[] {Engine.class},
            (proxy, method, arguments) -> {
              if (!method.getName().equals("connections")) {
                return method.invoke(sqlite, arguments);
              }
              var config = sqlite.connections();
              config.setJdbcUrl(null);
              config.setDataSource(source);
              return config;
            });
  }

  private static Optional<String> get(Store store, String kind, String key) {
    return store.read(documents -> documents.get(kind, key));
  }
}
