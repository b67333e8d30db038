package dev.msi4j.local.internal.keyvault;

import dev.msi4j.local.internal.arm.ResourceId;
import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.store.DocumentKind;
import dev.msi4j.local.internal.store.DocumentKinds;
import dev.msi4j.local.internal.store.Documents;
import dev.msi4j.local.internal.text.CaseFolding;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * Stores key vaults and deleted key vaults. An index by name keeps the names unique, because the
 * host name of a vault contains its name. A deleted vault keeps its name and its secrets until it
 * is purged.
 */
public final class Vaults {
  /** The document kind of vaults. */
  public static final String KIND = "microsoft.keyvault/vaults";

  /** The document kind of deleted vaults. */
  public static final String DELETED_KIND = "microsoft.keyvault/deletedvaults";

  private static final String BY_NAME = "keyvault.byname";
  private static final String DELETED_BY_NAME = "keyvault.deletedbyname";

  public static final List<DocumentKind> DOCUMENT_KINDS =
      DocumentKinds.union(
          List.of(
              List.of(
                  DocumentKind.object(KIND),
                  DocumentKind.object(DELETED_KIND),
                  DocumentKind.text(BY_NAME),
                  DocumentKind.text(DELETED_BY_NAME)),
              Secrets.DOCUMENT_KINDS));

  private final Clock clock;

  public Vaults(Clock clock) {
    this.clock = clock;
  }

  /** Returns the prefix of the ids of deleted vaults in a subscription. */
  public static String deletedPrefix(String subscription) {
    return "/subscriptions/" + subscription + "/providers/Microsoft.KeyVault/locations/";
  }

  public Optional<VaultRow> find(Documents documents, ResourceId id) {
    return read(documents, id.key());
  }

  /** Finds a vault by its name, which is unique. */
  public Optional<VaultRow> byName(Documents documents, String name) {
    return documents.get(BY_NAME, CaseFolding.of(name)).flatMap(key -> read(documents, key));
  }

  private static Optional<VaultRow> read(Documents documents, String key) {
    return documents.get(KIND, key).map(body -> Json.read(body, VaultRow.class));
  }

  /** Finds a deleted vault by its name; empty if the vault is purged. */
  public Optional<DeletedVault> deletedByName(Documents documents, String name) {
    return documents
        .get(DELETED_BY_NAME, CaseFolding.of(name))
        .flatMap(key -> documents.get(DELETED_KIND, key))
        .map(body -> Json.read(body, DeletedVault.class))
        .filter(this::isKept);
  }

  /** Returns whether the retention period of a deleted vault is not over. */
  public boolean isKept(DeletedVault deleted) {
    return !deleted.isPurged(clock.instant());
  }

  /** Adds or replaces a vault. */
  public void save(Documents documents, VaultRow vault) {
    documents.put(KIND, vault.key(), Json.write(vault));
    documents.put(BY_NAME, CaseFolding.of(vault.name()), vault.key());
  }

  /** Deletes a vault, which can be recovered. */
  public void delete(Documents documents, VaultRow vault) {
    documents.delete(KIND, vault.key());
    keepDeleted(documents, vault);
  }

  /** Keeps a vault for its recovery when its document is deleted by the caller. */
  public void keepDeleted(Documents documents, VaultRow vault) {
    var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    var purge = now.plus(Duration.ofDays(vault.retentionDays()));
    var deleted = new DeletedVault(vault, now.toString(), purge.toString());
    documents.delete(BY_NAME, CaseFolding.of(vault.name()));
    documents.put(DELETED_KIND, deleted.key(), Json.write(deleted));
    documents.put(DELETED_BY_NAME, CaseFolding.of(vault.name()), deleted.key());
  }

  /** Recovers a deleted vault with its secrets. */
  public void recover(Documents documents, DeletedVault deleted, VaultRow recovered) {
    deleteDeleted(documents, deleted);
    save(documents, recovered);
  }

  /** Removes a deleted vault with its secrets. */
  public void purge(Documents documents, DeletedVault deleted) {
    deleteDeleted(documents, deleted);
    Secrets.deleteAll(documents, deleted.vault().name());
  }

  /** Removes what a vault that is purged by now has left under a name. */
  public void purgeExpired(Documents documents, String name) {
    documents
        .get(DELETED_BY_NAME, CaseFolding.of(name))
        .flatMap(key -> documents.get(DELETED_KIND, key))
        .map(body -> Json.read(body, DeletedVault.class))
        .filter(deleted -> !isKept(deleted))
        .ifPresent(deleted -> purge(documents, deleted));
  }

  private static void deleteDeleted(Documents documents, DeletedVault deleted) {
    documents.delete(DELETED_KIND, deleted.key());
    documents.delete(DELETED_BY_NAME, CaseFolding.of(deleted.vault().name()));
  }
}
