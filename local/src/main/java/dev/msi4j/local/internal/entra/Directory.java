package dev.msi4j.local.internal.entra;

import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.store.DocumentKind;
import dev.msi4j.local.internal.store.Documents;
import dev.msi4j.local.internal.store.Entry;
import dev.msi4j.local.internal.store.Scan;
import dev.msi4j.local.internal.store.Store;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The directory of one tenant: service principals and client secrets. Operates on the documents of
 * the caller's transaction, so that a resource and its principal are created and deleted
 * atomically.
 */
public final class Directory {
  private static final String PRINCIPAL = "principal";
  private static final String BY_APP_ID = "principal.byappid";

  public static final List<DocumentKind> DOCUMENT_KINDS =
      List.of(DocumentKind.object(PRINCIPAL), DocumentKind.text(BY_APP_ID));

  private final UUID tenantId;
  private final Clock clock;
  private final Supplier<UUID> ids;
  private final ClientSecrets secrets;

  /**
   * Creates the directory of a tenant.
   *
   * @param clock the source of creation times
   * @param ids generates object ids, application ids and salts
   */
  public Directory(UUID tenantId, Clock clock, Supplier<UUID> ids) {
    this.tenantId = tenantId;
    this.clock = clock;
    this.ids = ids;
    secrets = new ClientSecrets(ids);
  }

  /** Returns the id of the tenant. */
  public UUID tenantId() {
    return tenantId;
  }

  /**
   * Creates a principal with new ids.
   *
   * @param resourceId the resource id of the user-assigned identity, or of the resource with the
   *     system-assigned identity; null for an application
   */
  public Principal create(
      Documents documents, Principal.Kind kind, String displayName, @Nullable String resourceId) {
    return create(documents, kind, displayName, resourceId, clock.instant().toEpochMilli());
  }

  /**
   * Creates an application that every reader of the directory finds at once, whatever the
   * replication delay: one that is part of the tenant from the start.
   */
  public Principal createReplicated(Documents documents, String displayName) {
    return create(documents, Principal.Kind.APPLICATION, displayName, null, null);
  }

  private Principal create(
      Documents documents,
      Principal.Kind kind,
      String displayName,
      @Nullable String resourceId,
      @Nullable Long createdAt) {
    var principal =
        new Principal(
            ids.get(), ids.get(), tenantId, displayName, kind, resourceId, null, createdAt);
    restore(documents, principal);
    return principal;
  }

  /** Adds a principal that was read before, without its secrets. */
  public void restore(Documents documents, Principal principal) {
    save(documents, principal);
    documents.put(BY_APP_ID, principal.appId().toString(), principal.objectId().toString());
  }

  /** Returns the principal with an object id. */
  public Optional<Principal> byObjectId(Documents documents, UUID objectId) {
    return documents
        .get(PRINCIPAL, objectId.toString())
        .map(body -> Json.read(body, Principal.class));
  }

  /** Returns the principal with an application id (client id). */
  public Optional<Principal> byAppId(Documents documents, UUID appId) {
    return documents
        .get(BY_APP_ID, appId.toString())
        .flatMap(objectId -> byObjectId(documents, UUID.fromString(objectId)));
  }

  /**
   * Scans all principals, ordered by object id.
   *
   * @param after the object id after which the scan starts; empty to scan all principals
   */
  public Scan scan(Store store, String after) {
    return Scan.of(store, PRINCIPAL, "", after);
  }

  /** Deserializes a stored principal. */
  public static Principal read(Entry entry) {
    return Json.read(entry.body(), Principal.class);
  }

  /** Deletes a principal, if it exists, with its secrets; its tokens become invalid. */
  public void delete(Documents documents, UUID objectId) {
    byObjectId(documents, objectId).ifPresent(principal -> delete(documents, principal));
  }

  private void delete(Documents documents, Principal principal) {
    secrets.removeAll(documents, principal.appId());
    SignIns.forget(documents, principal);
    documents.delete(BY_APP_ID, principal.appId().toString());
    documents.delete(PRINCIPAL, principal.objectId().toString());
  }

  /** Revokes all tokens issued to a principal so far, if the principal exists. */
  public void revoke(Documents documents, UUID objectId) {
    byObjectId(documents, objectId).ifPresent(principal -> save(documents, principal.revoked()));
  }

  /** Creates an additional client secret of an application and returns it. */
  public String newSecret(Documents documents, UUID appId) {
    var secret = (ids.get() + "~" + ids.get()).replace("-", "");
    secrets.add(documents, appId, secret);
    return secret;
  }

  /** Adds a client secret to an application. */
  public void addSecret(Documents documents, UUID appId, String secret) {
    secrets.add(documents, appId, secret);
  }

  /** Removes a client secret from an application. */
  public void removeSecret(Documents documents, UUID appId, String secret) {
    secrets.remove(documents, appId, secret);
  }

  boolean isSecret(Documents documents, UUID appId, String secret) {
    return secrets.matches(documents, appId, secret);
  }

  private static void save(Documents documents, Principal principal) {
    documents.put(PRINCIPAL, principal.objectId().toString(), Json.write(principal));
  }
}
