package dev.msi4j.local.internal.store;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Store decorator that accepts documents of declared kinds only and encrypts the secret ones. A
 * kind that is missing in the registry cannot reach the database as plain text.
 */
public final class DeclaredKindsStore implements Store {
  final Store store;
  private final DocumentKinds kinds;
  private final @Nullable DocumentCipher cipher;

  private DeclaredKindsStore(Store store, DocumentKinds kinds, @Nullable DocumentCipher cipher) {
    this.store = store;
    this.kinds = kinds;
    this.cipher = cipher;
  }

  /** Returns a store that writes all documents as plain text. */
  public static Store plain(Store store, DocumentKinds kinds) {
    return new DeclaredKindsStore(store, kinds, null);
  }

  /** Returns a store that encrypts the documents of secret kinds. */
  public static Store encrypted(Store store, DocumentKinds kinds, DocumentCipher cipher) {
    return new DeclaredKindsStore(store, kinds, cipher);
  }

  @Override
  public <T> T read(Function<Documents, T> work) {
    return store.read(documents -> work.apply(new Decorated(documents)));
  }

  @Override
  public <T> T write(Function<Documents, T> work) {
    return store.write(documents -> work.apply(new Decorated(documents)));
  }

  @Override
  public void close() {
    store.close();
  }

  private final class Decorated implements Documents {
    private final Documents documents;

    private Decorated(Documents documents) {
      this.documents = documents;
    }

    @Override
    public Optional<String> get(String kind, String key) {
      return documents.get(kind, key).map(body -> decrypt(kind, key, body));
    }

    @Override
    public void put(String kind, String key, String body) {
      kinds.requireDeclared(kind);
      documents.put(kind, key, encrypt(kind, key, body));
    }

    @Override
    public boolean insert(String kind, String key, String body) {
      kinds.requireDeclared(kind);
      return documents.insert(kind, key, encrypt(kind, key, body));
    }

    @Override
    public boolean delete(String kind, String key) {
      return documents.delete(kind, key);
    }

    @Override
    public List<Entry> list(String kind, String prefix, String after, int limit) {
      return decrypt(documents.list(kind, prefix, after, limit));
    }

    @Override
    public List<Entry> under(String prefix) {
      return decrypt(documents.under(prefix));
    }

    @Override
    public List<Entry> chunk(String kind, String prefix, String after) {
      return decrypt(documents.chunk(kind, prefix, after));
    }

    @Override
    public List<Entry> chunkUnder(String prefix, String after, String afterKind) {
      return decrypt(documents.chunkUnder(prefix, after, afterKind));
    }

    @Override
    public int count(String kind, String prefix) {
      return documents.count(kind, prefix);
    }

    private List<Entry> decrypt(List<Entry> entries) {
      return cipher == null ? entries : entries.stream().map(this::decrypt).toList();
    }

    private Entry decrypt(Entry entry) {
      return new Entry(entry.kind(), entry.key(), decrypt(entry.kind(), entry.key(), entry.body()));
    }

    private String decrypt(String kind, String key, String body) {
      return cipher != null && kinds.isSecret(kind) ? cipher.decrypt(kind, key, body) : body;
    }

    private String encrypt(String kind, String key, String body) {
      return cipher != null && kinds.isSecret(kind) ? cipher.encrypt(kind, key, body) : body;
    }
  }
}
