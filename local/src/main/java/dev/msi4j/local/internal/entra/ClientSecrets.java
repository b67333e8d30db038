package dev.msi4j.local.internal.entra;

import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.store.DocumentKind;
import dev.msi4j.local.internal.store.Documents;
import dev.msi4j.local.internal.store.Entry;
import dev.msi4j.local.internal.text.ConstantTime;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

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

  /** Adds a secret that never expires; does nothing if the application already has it. */
  void add(Documents documents, UUID appId, String secret) {
    if (find(documents, appId, secret).isEmpty()) {
      put(documents, appId, secret, new ClientSecret(ids.get(), null, null, null, null));
    }
  }

  /** Adds a secret with a description. */
  void put(Documents documents, UUID appId, String secret, ClientSecret description) {
    var salt = ids.get().toString();
    var row = new Row(salt, hash(salt, secret), description);
    documents.put(SECRET, prefix(appId) + description.keyId(), Json.write(row));
  }

  /** Returns the description of a secret; empty if the application does not have the secret. */
  Optional<ClientSecret> find(Documents documents, UUID appId, String secret) {
    return all(documents, appId).stream()
        .filter(entry -> row(entry).matches(secret))
        .map(ClientSecrets::description)
        .findFirst();
  }

  /** Returns the descriptions of the secrets of an application. */
  List<ClientSecret> list(Documents documents, UUID appId) {
    return all(documents, appId).stream().map(ClientSecrets::description).toList();
  }

  void remove(Documents documents, UUID appId, String secret) {
    find(documents, appId, secret).ifPresent(found -> remove(documents, appId, found.keyId()));
  }

  /** Removes the secret with a key id; returns false if the application has none. */
  boolean remove(Documents documents, UUID appId, UUID keyId) {
    return documents.delete(SECRET, prefix(appId) + keyId);
  }

  void removeAll(Documents documents, UUID appId) {
    all(documents, appId).forEach(entry -> documents.delete(SECRET, entry.key()));
  }

  /** Returns the description of a secret. Releases without descriptions stored the key id only. */
  private static ClientSecret description(Entry entry) {
    var stored = row(entry).description();
    return stored == null
        ? new ClientSecret(
            UUID.fromString(entry.key().substring(entry.key().indexOf('/') + 1)),
            null,
            null,
            null,
            null)
        : stored;
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

  private record Row(String salt, String hash, @Nullable ClientSecret description) {
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
