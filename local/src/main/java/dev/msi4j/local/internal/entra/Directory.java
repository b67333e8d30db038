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
 * The directory of one tenant: its service principals and the secrets of its applications. Works on
 * the documents of the caller's transaction, so that a resource and its principal come and go
 * together.
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
   * The directory of a tenant.
   *
   * @param clock tells when a principal is made
   * @param ids makes object ids, application ids and salts
   */
  public Directory(UUID tenantId, Clock clock, Supplier<UUID> ids) {
    this.tenantId = tenantId;
    this.clock = clock;
    this.ids = ids;
    secrets = new ClientSecrets(ids);
  }

  /** The tenant. */
  public UUID tenantId() {
    return tenantId;
  }

  /**
   * Makes a principal with ids of its own.
   *
   * @param resourceId of a managed identity: the identity, or the resource that has it as its own
   */
  public Principal create(
      Documents documents, Principal.Kind kind, String displayName, @Nullable String resourceId) {
    var principal =
        new Principal(
            ids.get(),
            ids.get(),
            tenantId,
            displayName,
            kind,
            resourceId,
            null,
            clock.instant().toEpochMilli());
    save(documents, principal);
    documents.put(BY_APP_ID, principal.appId().toString(), principal.objectId().toString());
    return principal;
  }

  /** The principal with this object id. */
  public Optional<Principal> byObjectId(Documents documents, UUID objectId) {
    return documents
        .get(PRINCIPAL, objectId.toString())
        .map(body -> Json.read(body, Principal.class));
  }

  /** The principal with this application id, known as client id. */
  public Optional<Principal> byAppId(Documents documents, UUID appId) {
    return documents
        .get(BY_APP_ID, appId.toString())
        .flatMap(objectId -> byObjectId(documents, UUID.fromString(objectId)));
  }

  /**
   * A walk over every principal, in the order of their object ids, which are the keys.
   *
   * @param after only principals behind this one; empty for all
   */
  public Scan scan(Store store, String after) {
    return Scan.of(store, PRINCIPAL, "", after);
  }

  /** The principal as the store keeps it. */
  public static Principal read(Entry entry) {
    return Json.read(entry.body(), Principal.class);
  }

  /** Removes a principal, if it is there; its secrets go with it, and its tokens are void. */
  public void delete(Documents documents, UUID objectId) {
    byObjectId(documents, objectId).ifPresent(principal -> delete(documents, principal));
  }

  private void delete(Documents documents, Principal principal) {
    secrets.removeAll(documents, principal.appId());
    documents.delete(BY_APP_ID, principal.appId().toString());
    documents.delete(PRINCIPAL, principal.objectId().toString());
  }

  /** Voids every token that a principal, if it is there, has got so far; it can get new ones. */
  public void revoke(Documents documents, UUID objectId) {
    byObjectId(documents, objectId).ifPresent(principal -> save(documents, principal.revoked()));
  }

  /** Makes a secret for an application to sign in with, beside those it has. */
  public String newSecret(Documents documents, UUID appId) {
    var secret = (ids.get() + "~" + ids.get()).replace("-", "");
    secrets.add(documents, appId, secret);
    return secret;
  }

  /** Gives an application a secret to sign in with, beside those it has. */
  public void addSecret(Documents documents, UUID appId, String secret) {
    secrets.add(documents, appId, secret);
  }

  /** Takes a secret away from an application. */
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
