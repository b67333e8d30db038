package dev.msi4j.local.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** PostgreSQL-specific behavior; {@link SqlStoreTests} run on both databases. */
@Timeout(60)
class PostgreSqlTests {
  private final String url = Postgres.newSchema();
  private final Database database = Database.of(url, Map.of());

  @Test
  void concurrentWritersLoseNoUpdate() throws InterruptedException {
    try (var one = SqlStore.in(database);
        var two = SqlStore.in(database)) {
      assertThat(Counting.toTwoHundred(one, two)).isEqualTo("200");
    }
  }

  @Test
  void writersOfDifferentDocumentsDoNotBlock() throws Exception {
    try (var store = SqlStore.in(database)) {
      var inside = new CountDownLatch(1);
      var done = new CountDownLatch(1);
      var threads = Executors.newSingleThreadExecutor();
      var slow =
          threads.submit(() ->
              store.change(documents -> {
                documents.put("a", "slow", "1");
                inside.countDown();
                await(done);
              }));
      await(inside);

      store.change(documents -> documents.put("a", "quick", "1"));
      done.countDown();
      slow.get();

      assertThat(get(store, "a", "slow")).isEqualTo("1");
      threads.shutdown();
    }
  }

  @Test
  void listSortsKeysByBytes() {
    try (var store = SqlStore.in(database)) {
      store.change(documents -> {
        for (var key : new String[] {"/a-b", "/a/b", "/a_b", "/aB", "/ab", "/a b", "/ä"}) {
          documents.put("a", key, "{}");
        }
      });

      assertThat(under(store, "/"))
          .extracting(Entry::key)
          .containsExactly("/a b", "/a-b", "/a/b", "/aB", "/a_b", "/ab", "/ä");
    }
  }

  @Test
  void brokenConnectionRollsBack() throws Exception {
    try (var tcpForwarder = Postgres.relay();
        var broken = SqlStore.in(Database.of(Postgres.through(tcpForwarder, url), Map.of()));
        var store = SqlStore.in(database)) {
      assertThatExceptionOfType(StoreUnavailableException.class)
          .isThrownBy(() ->
              broken.change(documents -> {
                documents.put("a", "first", "1");
                tcpForwarder.cut();
                documents.put("a", "second", "1");
              }));

      store.change(documents -> documents.put("a", "other", "1"));
      assertThat(under(store, "")).extracting(Entry::key).containsExactly("other");
    }
  }

  @Test
  void storeRecoversAfterDatabaseOutage() {
    try (var tcpForwarder = Postgres.relay();
        var store = SqlStore.in(Database.of(Postgres.through(tcpForwarder, url), Map.of()))) {
      store.change(documents -> documents.put("a", "b", "1"));
      tcpForwarder.cut();
      assertThatExceptionOfType(StoreUnavailableException.class)
          .isThrownBy(() -> get(store, "a", "b"))
          .withMessageContaining("is not available");

      tcpForwarder.mend();

      assertThat(get(store, "a", "b")).isEqualTo("1");
    }
  }

  @Test
  void exclusiveStoreLocksOutServers() {
    try (var exclusive = SqlStore.exclusivelyIn(database)) {
      exclusive.change(documents -> documents.put("a", "b", "1"));

      assertThatIllegalStateException()
          .isThrownBy(() -> SqlStore.in(database))
          .withMessageContaining("its state is being replaced");
    }
    try (var store = SqlStore.in(database)) {
      assertThat(get(store, "a", "b")).isEqualTo("1");
      assertThatIllegalStateException()
          .isThrownBy(() -> SqlStore.exclusivelyIn(database))
          .withMessageEndingWith("a local Azure uses it: stop all that do");
    }
  }

  @Test
  void exclusiveStoreOpensWhenOtherConnectionsEnd() throws Exception {
    var name = UUID.randomUUID().toString();
    var named = Database.of(url + "&ApplicationName=" + name, Map.of());
    var waiting =
        "select 1 from pg_stat_activity where application_name = '%s' and wait_event = 'PgSleep'"
            .formatted(name);
    var thread = Executors.newSingleThreadExecutor();
    var other = SqlStore.in(database);
    var exclusive = thread.submit(() -> SqlStore.exclusivelyIn(named));
    while (!exclusive.isDone() && Postgres.query(url, waiting).isEmpty()) {
      Thread.onSpinWait();
    }

    other.close();

    exclusive.get().close();
    thread.shutdown();
  }

  @Test
  void unavailableDatabaseIsReportedWithoutPassword() {
    var none = Database.of("jdbc:postgresql://localhost:1/none?password=secret", Map.of());

    assertThatIllegalStateException()
        .isThrownBy(() -> SqlStore.in(none))
        .withMessageStartingWith("the database jdbc:postgresql://localhost:1/none can't be used: ")
        .satisfies(e -> assertThat(e).message().doesNotContain("secret"));
  }

  private static String get(Store store, String kind, String key) {
    return store.read(documents -> documents.get(kind, key)).orElseThrow();
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static List<Entry> under(Store store, String prefix) {
    return store.read(documents -> documents.under(prefix));
  }
}
