package dev.msi4j.local.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

  private static Optional<String> get(Store store, String kind, String key) {
    return store.read(documents -> documents.get(kind, key));
  }
}
