package dev.msi4j.local.internal.store;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A store that keeps documents of some kinds encrypted. Whoever reads them here sees them plain.
 */
public final class EncryptedStore implements Store {
  private final Store store;
  private final DocumentCipher documentCipher;
  private final Set<String> kinds;

  /**
   * @param kinds those that hold secrets
   */
  public EncryptedStore(Store store, DocumentCipher documentCipher, Set<String> kinds) {
    this.store = store;
    this.documentCipher = documentCipher;
    this.kinds = Set.copyOf(kinds);
  }

  @Override
  public <T> T read(Function<Documents, T> work) {
    return store.read(documents -> work.apply(new Sealed(documents)));
  }

  @Override
  public <T> T write(Function<Documents, T> work) {
    return store.write(documents -> work.apply(new Sealed(documents)));
  }

  @Override
  public void close() {
    store.close();
  }

  private final class Sealed implements Documents {
    private final Documents documents;

    private Sealed(Documents documents) {
      this.documents = documents;
    }

    @Override
    public Optional<String> get(String kind, String key) {
      return documents.get(kind, key).map(body -> open(kind, key, body));
    }

    @Override
    public void put(String kind, String key, String body) {
      documents.put(kind, key, close(kind, key, body));
    }

    @Override
    public boolean insert(String kind, String key, String body) {
      return documents.insert(kind, key, close(kind, key, body));
    }

    @Override
    public boolean delete(String kind, String key) {
      return documents.delete(kind, key);
    }

    @Override
    public List<Entry> list(String kind, String prefix, String after, int limit) {
      return opened(documents.list(kind, prefix, after, limit));
    }

    @Override
    public List<Entry> under(String prefix) {
      return opened(documents.under(prefix));
    }

    @Override
    public List<Entry> chunk(String kind, String prefix, String after) {
      return opened(documents.chunk(kind, prefix, after));
    }

    @Override
    public List<Entry> chunkUnder(String prefix, String after, String afterKind) {
      return opened(documents.chunkUnder(prefix, after, afterKind));
    }

    @Override
    public int count(String kind, String prefix) {
      return documents.count(kind, prefix);
    }

    private List<Entry> opened(List<Entry> entries) {
      return entries.stream()
          .map(entry ->
              new Entry(entry.kind(), entry.key(), open(entry.kind(), entry.key(), entry.body())))
          .toList();
    }

    private String open(String kind, String key, String body) {
      return kinds.contains(kind) ? documentCipher.open(kind, key, body) : body;
    }

    private String close(String kind, String key, String body) {
      return kinds.contains(kind) ? documentCipher.close(kind, key, body) : body;
    }
  }
}
