package dev.msi4j.local.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Behavior of all stores. */
abstract class StoreContract {
  /** Opens an empty store. */
  abstract Store open();

  @Test
  void listReturnsPrefixSortedByKey() {
    try (var store = open()) {
      store.change(documents -> {
        documents.put("fruit", "/b/pear", "3");
        documents.put("fruit", "/a/plum", "2");
        documents.put("fruit", "/a/apple", "1");
        documents.put("nut", "/a/hazel", "4");
      });

      assertThat(list(store, "fruit", "/a/", "", 10))
          .extracting(Entry::key)
          .containsExactly("/a/apple", "/a/plum");
      assertThat(list(store, "fruit", "/", "/a/apple", 1))
          .extracting(Entry::key)
          .containsExactly("/a/plum");
      List<Entry> under = store.read(documents -> documents.under("/a/"));
      assertThat(under).extracting(Entry::kind).containsExactly("fruit", "nut", "fruit");
      int count = store.read(documents -> documents.count("fruit", "/a/"));
      assertThat(count).isEqualTo(2);
    }
  }

  @Test
  void prefixExcludesSiblings() {
    try (var store = open()) {
      store.change(documents -> {
        documents.put("group", "/rg/", "1");
        documents.put("group", "/rg2/", "2");
      });

      List<Entry> under = store.read(documents -> documents.under("/rg/"));
      assertThat(under).hasSize(1);
    }
  }

  @Test
  void insertKeepsExistingDocument() {
    try (var store = open()) {
      assertThat(insert(store, "1")).isTrue();
      assertThat(insert(store, "2")).isFalse();
      assertThat(get(store, "a", "b")).hasValue("1");
    }
  }

  @Test
  void getReturnsEmptyForImpossibleKey() {
    try (var store = open()) {
      assertThat(get(store, "a", "b\0c")).isEmpty();
      assertThat(list(store, "a", "b\0", "\0", 10)).isEmpty();
    }
  }

  @Test
  void exceptionRollsBack() {
    try (var store = open()) {
      assertThatIllegalStateException()
          .isThrownBy(() ->
              store.change(documents -> {
                documents.put("a", "b", "1");
                throw new IllegalStateException("no");
              }));

      assertThat(get(store, "a", "b")).isEmpty();
    }
  }

  @Test
  void documentsOfOneKeyAreInOrderOfTheirKinds() {
    try (var store = open()) {
      store.change(documents ->
          List.of("b", "d", "a", "c").forEach(kind -> documents.put(kind, "key", "{}")));
      store.change(documents -> documents.put("a", "key", "{\"changed\":true}"));

      var under = store.read(documents -> documents.under("key"));

      assertThat(under).extracting(Entry::kind).containsExactly("a", "b", "c", "d");
    }
  }

  @Test
  void listIncludesKeysWithHighCodePoints() {
    try (var store = open()) {
      var keys = List.of("g/a", "g/\u4e2d", "g/\uffee", "g/\ud840\udc00");
      store.change(documents -> keys.forEach(key -> documents.put("group", key, "{}")));

      var listed = store.read(documents -> documents.list("group", "g/", "", 10));
      var under = store.read(documents -> documents.under("g/"));
      var count = store.read(documents -> documents.count("group", "g/"));

      assertThat(listed).extracting(Entry::key).containsExactlyElementsOf(keys);
      assertThat(under).isEqualTo(listed);
      assertThat(count).isEqualTo(4);
    }
  }

  @Test
  void chunkEndsAtSizeLimit() {
    try (var store = open()) {
      var half = "h".repeat(Documents.CHUNK_CHARACTERS / 2);
      store.change(documents -> {
        for (var name : List.of("a", "b", "c", "d", "e")) {
          documents.put("large", name, half);
        }
      });

      var chunk = store.read(documents -> documents.chunk("large", "", ""));
      assertThat(chunk).extracting(Entry::key).containsExactly("a", "b");
      assertThat(Scan.of(store, "large", "", "b").stream())
          .extracting(Entry::key)
          .containsExactly("c", "d", "e");
      assertThat(Scan.under(store, "", "").stream()).extracting(Entry::key).hasSize(5);
    }
  }

  @Test
  void scanReadsSeveralChunks() {
    try (var store = open()) {
      var keys =
          IntStream.range(0, 2 * Documents.CHUNK + 50)
              .mapToObj(number -> String.format(Locale.ROOT, "/g/%04d", number))
              .toList();
      store.change(documents -> {
        for (var key : keys) {
          documents.put("fruit", key, "{}");
          documents.put("nut", key, "{}");
          documents.put("tree", key, "{}");
        }
        documents.put("fruit", "/h/0", "{}");
      });

      assertThat(Scan.of(store, "fruit", "/g/", "").stream().map(Entry::key))
          .containsExactlyElementsOf(keys);
      assertThat(Scan.of(store, "fruit", "/g/", keys.get(300)).stream().map(Entry::key))
          .containsExactlyElementsOf(keys.subList(301, keys.size()));
      // Documents of several kinds under one key: a chunk may end between them.
      assertThat(Scan.under(store, "/g/", "").stream().map(entry -> entry.kind() + entry.key()))
          .doesNotHaveDuplicates()
          .hasSize(3 * keys.size());
      assertThat(Scan.under(store, "/g/", keys.get(300)).stream().map(Entry::key).findFirst())
          .hasValue(keys.get(301));
    }
  }

  @Test
  void exceptionRestoresReplacedAndDeletedDocuments() {
    try (var store = open()) {
      store.change(documents -> {
        documents.put("a", "replaced", "1");
        documents.put("a", "deleted", "2");
      });

      assertThatIllegalStateException()
          .isThrownBy(() ->
              store.change(documents -> {
                documents.put("a", "replaced", "3");
                documents.put("a", "replaced", "4");
                documents.delete("a", "deleted");
                documents.insert("a", "deleted", "5");
                documents.put("b", "added", "6");
                throw new IllegalStateException("no");
              }));

      List<Entry> all = store.read(documents -> documents.under(""));
      assertThat(all)
          .containsExactly(new Entry("a", "deleted", "2"), new Entry("a", "replaced", "1"));
    }
  }

  @Test
  void concurrentWritersOfOneStoreLoseNoUpdate() throws InterruptedException {
    try (var store = open()) {
      assertThat(Counting.toTwoHundred(store, store)).isEqualTo("200");
    }
  }

  @Test
  void deleteReturnsWhetherDocumentExisted() {
    try (var store = open()) {
      store.change(documents -> documents.put("a", "b", "1"));

      boolean first = store.write(documents -> documents.delete("a", "b"));
      boolean second = store.write(documents -> documents.delete("a", "b"));

      assertThat(first).isTrue();
      assertThat(second).isFalse();
    }
  }

  private static Optional<String> get(Store store, String kind, String key) {
    return store.read(documents -> documents.get(kind, key));
  }

  private static boolean insert(Store store, String body) {
    return store.write(documents -> documents.insert("a", "b", body));
  }

  private static List<Entry> list(
      Store store, String kind, String prefix, String after, int limit) {
    return store.read(documents -> documents.list(kind, prefix, after, limit));
  }
}
