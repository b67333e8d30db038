package dev.msi4j.local.internal.entra;

import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.store.DocumentKind;
import dev.msi4j.local.internal.store.Documents;
import dev.msi4j.local.internal.store.Entry;
import dev.msi4j.local.internal.text.ConstantTime;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Stores the client secrets of applications as salted hashes. One round of SHA-256 is sufficient:
 * the secrets are long and random, and a reader of the store has access to the signing keys as
 * well.
 */
final class ClientSecrets {
  private static final String SECRET = "client-secret";

  static final List<DocumentKind> DOCUMENT_KINDS = List.of(DocumentKind.object(SECRET));

  private final Supplier<UUID> ids;

  ClientSecrets(Supplier<UUID> ids) {
    this.ids = ids;
  }

  /** Adds a secret; does nothing if the application already has it. */
  void add(Documents documents, UUID appId, String secret) {
    if (!matches(documents, appId, secret)) {
      var salt = ids.get().toString();
      var row = new Row(salt, hash(salt, secret));
      documents.put(SECRET, prefix(appId) + ids.get(), Json.write(row));
    }
  }

  boolean matches(Documents documents, UUID appId, String secret) {
    return all(documents, appId).stream().anyMatch(entry -> row(entry).matches(secret));
  }

  void remove(Documents documents, UUID appId, String secret) {
    all(documents, appId).stream()
        .filter(entry -> row(entry).matches(secret))
        .forEach(entry -> documents.delete(SECRET, entry.key()));
  }

  void removeAll(Documents documents, UUID appId) {
    all(documents, appId).forEach(entry -> documents.delete(SECRET, entry.key()));
  }

  private static List<Entry> all(Documents documents, UUID appId) {
    return documents.list(SECRET, prefix(appId), "", Integer.MAX_VALUE);
  }

  private static String prefix(UUID appId) {
    return appId + "/";
  }

  private static Row row(Entry entry) {
    return Json.read(entry.body(), Row.class);
  }

  private static String hash(String salt, String secret) {
    return Base64.getEncoder().encodeToString(Sha256.of(salt, secret));
  }

  private record Row(String salt, String hash) {
    boolean matches(String secret) {
      return ConstantTime.equals(ClientSecrets.hash(salt, secret), hash);
    }

    /** Omits the hash. */
    @Override
    public String toString() {
      return "Row";
    }
  }
}
