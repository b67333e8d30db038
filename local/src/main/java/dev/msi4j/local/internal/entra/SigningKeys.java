package dev.msi4j.local.internal.entra;

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
 * The keys that sign tokens. They are in the store, so that tokens outlive a restart: clients keep
 * tokens on disk. The newest signs, all verify.
 */
final class SigningKeys {
  private static final String KIND = "signing-key";

  static final List<DocumentKind> DOCUMENT_KINDS = List.of(DocumentKind.secret(KIND));

  private final Store store;
  private final Clock clock;

  /** As last seen, newest first; parsing a key is too slow for each request. */
  private volatile List<SigningKey> keys = List.of();

  /** The stored keys; makes the first one if there is none. */
  SigningKeys(Store store, Clock clock) {
    this.store = store;
    this.clock = clock;
    if (published().isEmpty()) {
      add(true);
    }
  }

  /** The key that signs, also when another process has just added it. */
  SigningKey newest() {
    return published().get(0);
  }

  /** The key with this id; looks into the store again, since another process may have added it. */
  Optional<SigningKey> byId(String id) {
    return find(keys, id).or(() -> find(published(), id));
  }

  /** All keys as they are in the store now, newest first. */
  List<SigningKey> published() {
    List<Entry> entries = store.read(documents -> documents.list(KIND, "", "", Integer.MAX_VALUE));
    var current = new ArrayList<SigningKey>();
    for (var entry : entries) {
      var id = entry.key().substring(entry.key().indexOf('/') + 1);
      current.add(0, find(keys, id).orElseGet(() -> SigningKey.parse(entry.body())));
    }
    keys = List.copyOf(current);
    return keys;
  }

  /** Adds a key that signs from now on. */
  void rotate() {
    add(false);
  }

  private void add(boolean onlyIfNone) {
    // Made outside of the transaction: it takes a good part of a second.
    var now = clock.instant();
    var key = SigningKeyGenerator.create(now);
    store.change(documents -> {
      if (!onlyIfNone || isEmpty(documents)) {
        var name = String.format(Locale.ROOT, "%015d", now.toEpochMilli());
        documents.put(KIND, name + "/" + key.getKeyID(), SigningKey.json(key));
      }
    });
    published();
  }

  private static boolean isEmpty(Documents documents) {
    return documents.count(KIND, "") == 0;
  }

  private static Optional<SigningKey> find(List<SigningKey> keys, String id) {
    return keys.stream().filter(key -> key.id().equals(id)).findFirst();
  }
}
