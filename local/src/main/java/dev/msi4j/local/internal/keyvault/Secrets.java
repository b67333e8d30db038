package dev.msi4j.local.internal.keyvault;

import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.keyvault.SecretVersion.SecretProperties;
import dev.msi4j.local.internal.runtime.ServerRuntime;
import dev.msi4j.local.internal.store.DocumentKind;
import dev.msi4j.local.internal.store.Documents;
import dev.msi4j.local.internal.store.Entry;
import dev.msi4j.local.internal.store.Scan;
import dev.msi4j.local.internal.store.Store;
import dev.msi4j.local.internal.text.CaseFolding;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Stores the secrets of vaults and their versions. The keys start with the name of the vault and
 * not with its resource id, because the secrets of a deleted vault stay until it is purged.
 */
public final class Secrets {
  private static final String KIND = "keyvault.secret";
  private static final String VERSION_KIND = "keyvault.secretversion";

  static final List<DocumentKind> DOCUMENT_KINDS =
      List.of(DocumentKind.object(KIND), DocumentKind.secret(VERSION_KIND));

  private final Store store;
  private final Clock clock;
  private final Supplier<UUID> ids;

  public Secrets(ServerRuntime runtime) {
    store = runtime.store();
    clock = runtime.clock();
    ids = runtime.ids();
  }

  /** A secret with one of its versions. */
  public record Found(Secret secret, SecretVersion version) {}

  /** Returns whether a vault has no secret of a name. */
  public boolean isNew(Documents documents, VaultRow vault, String name) {
    return find(documents, vault, name).isEmpty();
  }

  /** Adds a version, which becomes the current one, and creates the secret if it is new. */
  public Found set(
      Documents documents, VaultRow vault, String name, String value, SecretProperties properties) {
    removeExpired(documents, vault, name);
    var existing = find(documents, vault, name);
    if (existing.filter(Secret::isDeleted).isPresent()) {
      throw VaultErrors.secretIsDeleted(name);
    }
    var now = clock.instant().getEpochSecond();
    var version =
        new SecretVersion(ids.get().toString().replace("-", ""), value, properties, now, now);
    var secret =
        existing
            .map(found -> found.withCurrent(version.version()))
            .orElseGet(() -> new Secret(name, version.version(), null, null));
    save(documents, vault, secret);
    save(documents, vault, name, version);
    return new Found(secret, version);
  }

  /**
   * Returns a version of a secret that is not deleted.
   *
   * @param version the version; empty for the current one
   */
  public Found get(Documents documents, VaultRow vault, String name, String version) {
    var secret = existing(documents, vault, name);
    var requested = version.isEmpty() ? secret.current() : version;
    return new Found(
        secret,
        findVersion(documents, vault, name, requested)
            .orElseThrow(() -> VaultErrors.secretNotFound(name + "/" + version)));
  }

  /**
   * Returns an enabled version of a secret that is not deleted.
   *
   * @param version the version; empty for the current one
   */
  public Found enabled(Documents documents, VaultRow vault, String name, String version) {
    var found = get(documents, vault, name, version);
    if (!found.version.properties().isEnabled()) {
      throw VaultErrors.secretDisabled();
    }
    return found;
  }

  /** Changes the properties of a version. */
  Found update(
      Documents documents, VaultRow vault, String name, String version, SecretProperties change) {
    var found = get(documents, vault, name, version);
    var changed =
        found.version.with(
            found.version.properties().with(change), clock.instant().getEpochSecond());
    save(documents, vault, name, changed);
    return new Found(found.secret, changed);
  }

  /** Deletes a secret, which can be recovered. */
  Found delete(Documents documents, VaultRow vault, String name) {
    var found = get(documents, vault, name, "");
    var now = clock.instant();
    var deleted =
        found.secret.deleted(
            now.getEpochSecond(),
            now.plus(Duration.ofDays(vault.retentionDays())).getEpochSecond());
    save(documents, vault, deleted);
    return new Found(deleted, found.version);
  }

  /** Returns a deleted secret. */
  Found getDeleted(Documents documents, VaultRow vault, String name) {
    var secret =
        find(documents, vault, name)
            .filter(Secret::isDeleted)
            .orElseThrow(() -> VaultErrors.deletedSecretNotFound(name));
    return current(documents, vault, secret);
  }

  /** Recovers a deleted secret. */
  Found recover(Documents documents, VaultRow vault, String name) {
    var recovered = getDeleted(documents, vault, name).secret.recovered();
    save(documents, vault, recovered);
    return current(documents, vault, recovered);
  }

  /** Removes a deleted secret. */
  void purge(Documents documents, VaultRow vault, String name) {
    getDeleted(documents, vault, name);
    remove(documents, vault, name);
  }

  /** Removes what a deleted secret whose retention period is over has left. */
  private void removeExpired(Documents documents, VaultRow vault, String name) {
    documents
        .get(KIND, key(vault.name(), name))
        .map(body -> Json.read(body, Secret.class))
        .filter(secret -> secret.isPurged(clock.instant()))
        .ifPresent(secret -> remove(documents, vault, name));
  }

  private static void remove(Documents documents, VaultRow vault, String name) {
    delete(documents, VERSION_KIND, key(vault.name(), name) + "/");
    documents.delete(KIND, key(vault.name(), name));
  }

  /** Removes all secrets of a vault. */
  static void deleteAll(Documents documents, String vault) {
    delete(documents, VERSION_KIND, CaseFolding.of(vault) + "/");
    delete(documents, KIND, CaseFolding.of(vault) + "/");
  }

  private static void delete(Documents documents, String kind, String prefix) {
    documents
        .list(kind, prefix, "", Integer.MAX_VALUE)
        .forEach(entry -> documents.delete(kind, entry.key()));
  }

  /** Returns the secrets of a vault after a key, deleted ones included. */
  Scan scan(VaultRow vault, String after) {
    return Scan.of(store, KIND, CaseFolding.of(vault.name()) + "/", after);
  }

  /** Returns the versions of a secret after a key. */
  Scan scanVersions(VaultRow vault, String name, String after) {
    return Scan.of(store, VERSION_KIND, key(vault.name(), name) + "/", after);
  }

  /** Returns the current version of a stored secret if the secret is in a state. */
  Optional<Found> read(VaultRow vault, Entry entry, boolean deleted) {
    var secret = Json.read(entry.body(), Secret.class);
    return secret.isDeleted() == deleted && !secret.isPurged(clock.instant())
        ? Optional.of(store.read(documents -> current(documents, vault, secret)))
        : Optional.empty();
  }

  static SecretVersion readVersion(Entry entry) {
    return Json.read(entry.body(), SecretVersion.class);
  }

  /** Returns a secret that is not deleted. */
  Secret existing(Documents documents, VaultRow vault, String name) {
    return find(documents, vault, name)
        .filter(secret -> !secret.isDeleted())
        .orElseThrow(() -> VaultErrors.secretNotFound(name));
  }

  private Found current(Documents documents, VaultRow vault, Secret secret) {
    return new Found(
        secret, findVersion(documents, vault, secret.name(), secret.current()).orElseThrow());
  }

  /** Finds a secret; a deleted one whose retention period is over does not exist. */
  private Optional<Secret> find(Documents documents, VaultRow vault, String name) {
    return documents
        .get(KIND, key(vault.name(), name))
        .map(body -> Json.read(body, Secret.class))
        .filter(secret -> !secret.isPurged(clock.instant()));
  }

  private static Optional<SecretVersion> findVersion(
      Documents documents, VaultRow vault, String name, String version) {
    return documents
        .get(VERSION_KIND, key(vault.name(), name) + "/" + CaseFolding.of(version))
        .map(body -> Json.read(body, SecretVersion.class));
  }

  private static void save(Documents documents, VaultRow vault, Secret secret) {
    documents.put(KIND, key(vault.name(), secret.name()), Json.write(secret));
  }

  private static void save(
      Documents documents, VaultRow vault, String name, SecretVersion version) {
    documents.put(
        VERSION_KIND, key(vault.name(), name) + "/" + version.version(), Json.write(version));
  }

  private static String key(String vault, String name) {
    return CaseFolding.of(vault) + "/" + CaseFolding.of(name);
  }
}
