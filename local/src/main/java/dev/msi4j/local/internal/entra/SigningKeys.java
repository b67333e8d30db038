package dev.msi4j.local.internal.entra;

import dev.msi4j.local.internal.runtime.Background;
import dev.msi4j.local.internal.store.DocumentKind;
import dev.msi4j.local.internal.store.Documents;
import dev.msi4j.local.internal.store.Entry;
import dev.msi4j.local.internal.store.Store;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The signing keys of the token service. Stored persistently, because clients cache tokens across a
 * restart of the server. The newest key signs; every key verifies. Thread-safe.
 */
public final class SigningKeys {
  private static final String KIND = "signing-key";

  static final List<DocumentKind> DOCUMENT_KINDS = List.of(DocumentKind.secret(KIND).asPermanent());

  private final Store store;
  private final Clock clock;
  private final Background<Boolean> first;

  /** The keys as last read, newest first; parsing a key for every request is too slow. */
  private volatile List<SigningKey> keys = List.of();

  /** Reads the stored keys in the background, and generates the first key if there is none. */
  public SigningKeys(Store store, Clock clock) {
    this.store = store;
    this.clock = clock;
    first = Background.start("signing-key", this::ensureFirst);
  }

  private boolean ensureFirst() {
    var missing = read().isEmpty();
    if (missing) {
      add(true);
    }
    return missing;
  }

  /** Waits until there is a key. Other methods do so, too. */
  public void await() {
    var unused = first.await();
  }

  /** Returns the key that signs, read from the store: another process may have added it. */
  SigningKey newest() {
    return published().get(0);
  }

  /** Returns the key with an id; reads the store again if the key is not cached. */
  Optional<SigningKey> byId(String id) {
    return find(keys, id).or(() -> find(published(), id));
  }

  /** Reads all keys from the store, newest first. */
  List<SigningKey> published() {
    await();
    return read();
  }

  private List<SigningKey> read() {
    List<Entry> entries = store.read(documents -> documents.list(KIND, "", "", Integer.MAX_VALUE));
    var current = new ArrayList<SigningKey>();
    for (var entry : entries) {
      var id = entry.key().substring(entry.key().indexOf('/') + 1);
      current.add(0, find(keys, id).orElseGet(() -> SigningKey.parse(entry.body())));
    }
    keys = List.copyOf(current);
    return keys;
  }

  /** Adds a new key, which signs from now on. */
  void rotate() {
    await();
    add(false);
  }

  private void add(boolean onlyIfEmpty) {
    // Generated outside the transaction: this takes up to a second.
    var now = clock.instant();
    var key = SigningKeyGenerator.create(now);
    store.change(documents -> {
      if (!onlyIfEmpty || isEmpty(documents)) {
        var name = String.format(Locale.ROOT, "%015d", now.toEpochMilli());
        documents.put(KIND, name + "/" + key.getKeyID(), SigningKey.json(key));
      }
    });
    var unused = read();
  }

  private static boolean isEmpty(Documents documents) {
    return documents.count(KIND, "") == 0;
  }

  private static Optional<SigningKey> find(List<SigningKey> keys, String id) {
    return keys.stream().filter(key -> key.id().equals(id)).findFirst();
  }
}
