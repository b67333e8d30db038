package dev.msi4j.local.internal.entra;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.store.DocumentKind;
import dev.msi4j.local.internal.store.DocumentKinds;
import dev.msi4j.local.internal.store.Documents;
import dev.msi4j.local.internal.store.Entry;
import dev.msi4j.local.internal.store.Scan;
import dev.msi4j.local.internal.store.Store;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The directory of one tenant: applications, service principals, groups and client secrets.
 * Operates on the documents of the caller's transaction, so that a resource and its principal are
 * created and deleted atomically.
 */
public final class Directory {
  private static final String PRINCIPAL = "principal";
  private static final String BY_APP_ID = "principal.byappid";

  public static final List<DocumentKind> DOCUMENT_KINDS =
      DocumentKinds.union(
          List.of(
              List.of(DocumentKind.object(PRINCIPAL), DocumentKind.text(BY_APP_ID)),
              Applications.DOCUMENT_KINDS,
              AppRoleAssignments.DOCUMENT_KINDS,
              Groups.DOCUMENT_KINDS));

  /** The number of characters of a secret that Microsoft Graph shows as its hint. */
  private static final int HINT_LENGTH = 3;

  private final UUID tenantId;
  private final Clock clock;
  private final Supplier<UUID> ids;
  private final ClientSecrets secrets;
  private final Applications applications = new Applications();
  private final Groups groups = new Groups();

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

  /** Returns the applications of the tenant. */
  public Applications applications() {
    return applications;
  }

  /** Returns the groups of the tenant. */
  public Groups groups() {
    return groups;
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

  /** Creates an application with a service principal, and returns the service principal. */
  public Principal createApplication(Documents documents, String displayName) {
    return create(documents, displayName, clock.instant().toEpochMilli());
  }

  /**
   * Creates an application with a service principal that every reader of the directory finds at
   * once, whatever the replication delay: one that is part of the tenant from the start.
   */
  public Principal createReplicated(Documents documents, String displayName) {
    return create(documents, displayName, null);
  }

  private Principal create(Documents documents, String displayName, @Nullable Long createdAt) {
    var principal = create(documents, Principal.Kind.APPLICATION, displayName, null, createdAt);
    register(documents, principal);
    return principal;
  }

  /** Creates the application of a service principal, if it does not exist. */
  public void register(Documents documents, Principal principal) {
    if (applications.byAppId(documents, principal.appId()).isEmpty()) {
      applications.save(
          documents,
          new Application(
              ids.get(),
              principal.appId(),
              principal.createdAt(),
              Json.object().put("displayName", principal.displayName())));
    }
  }

  /**
   * Creates an application without a service principal.
   *
   * @param properties the properties of Microsoft Graph
   */
  public Application createApplication(Documents documents, ObjectNode properties) {
    var application =
        new Application(ids.get(), ids.get(), clock.instant().toEpochMilli(), properties);
    applications.save(documents, application);
    return application;
  }

  /**
   * Creates the service principal of an application.
   *
   * @param settings the changed properties of Microsoft Graph
   */
  public Principal createPrincipal(
      Documents documents, Application application, ObjectNode settings) {
    var principal =
        new Principal(
            ids.get(),
            application.appId(),
            tenantId,
            application.displayName(),
            Principal.Kind.APPLICATION,
            null,
            null,
            clock.instant().toEpochMilli(),
            settings);
    restore(documents, principal);
    return principal;
  }

  /**
   * Creates a group without members.
   *
   * @param properties the properties of Microsoft Graph
   */
  public Group createGroup(Documents documents, ObjectNode properties) {
    var group = new Group(ids.get(), clock.instant().toEpochMilli(), properties);
    groups.save(documents, group);
    return group;
  }

  /** Replaces the properties of an application; its service principal gets the display name. */
  public void update(Documents documents, Application application) {
    applications.save(documents, application);
    byAppId(documents, application.appId())
        .ifPresent(principal ->
            save(documents, principal.updated(application.displayName(), principal.settings())));
  }

  /** Replaces the properties of a service principal. */
  public void update(Documents documents, Principal principal) {
    save(documents, principal);
  }

  /** Deletes an application with its credentials and its service principal. */
  public void delete(Documents documents, Application application) {
    applications.delete(documents, application);
    byAppId(documents, application.appId()).ifPresent(principal -> delete(documents, principal));
    secrets.removeAll(documents, application.appId());
  }

  private Principal create(
      Documents documents,
      Principal.Kind kind,
      String displayName,
      @Nullable String resourceId,
      @Nullable Long createdAt) {
    var principal =
        new Principal(
            ids.get(), ids.get(), tenantId, displayName, kind, resourceId, null, createdAt, null);
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

  /**
   * Deletes a principal, if it exists; its tokens become invalid. The secrets belong to the
   * application and are deleted with it; a principal without application loses its secrets.
   */
  public void delete(Documents documents, UUID objectId) {
    byObjectId(documents, objectId).ifPresent(principal -> delete(documents, principal));
  }

  private void delete(Documents documents, Principal principal) {
    if (applications.byAppId(documents, principal.appId()).isEmpty()) {
      secrets.removeAll(documents, principal.appId());
    }
    SignIns.forget(documents, principal);
    groups.forget(documents, principal.objectId());
    AppRoleAssignments.forget(documents, principal.objectId());
    documents.delete(BY_APP_ID, principal.appId().toString());
    documents.delete(PRINCIPAL, principal.objectId().toString());
  }

  /** Revokes all tokens issued to a principal so far, if the principal exists. */
  public void revoke(Documents documents, UUID objectId) {
    byObjectId(documents, objectId).ifPresent(principal -> save(documents, principal.revoked()));
  }

  /** Creates an additional client secret of an application and returns it. */
  public String newSecret(Documents documents, UUID appId) {
    var secret = generateSecret();
    secrets.add(documents, appId, secret);
    return secret;
  }

  /**
   * Creates an additional client secret of an application with a description.
   *
   * @param displayName the display name of the secret; null for none
   * @return the secret
   */
  public NewSecret newSecret(
      Documents documents,
      UUID appId,
      @Nullable String displayName,
      Instant startsAt,
      Instant endsAt) {
    var secret = generateSecret();
    var description =
        new ClientSecret(
            ids.get(),
            displayName,
            startsAt.toEpochMilli(),
            endsAt.toEpochMilli(),
            secret.substring(0, HINT_LENGTH));
    secrets.put(documents, appId, secret, description);
    return new NewSecret(secret, description);
  }

  /** A new client secret. The string form omits the secret. */
  public record NewSecret(String secret, ClientSecret description) {
    @Override
    public String toString() {
      return "NewSecret[" + description.keyId() + "]";
    }
  }

  private String generateSecret() {
    return (ids.get() + "~" + ids.get()).replace("-", "");
  }

  /** Adds a client secret to an application. */
  public void addSecret(Documents documents, UUID appId, String secret) {
    secrets.add(documents, appId, secret);
  }

  /** Removes a client secret from an application. */
  public void removeSecret(Documents documents, UUID appId, String secret) {
    secrets.remove(documents, appId, secret);
  }

  /** Removes the client secret with a key id; returns false if the application has none. */
  public boolean removeSecret(Documents documents, UUID appId, UUID keyId) {
    return secrets.remove(documents, appId, keyId);
  }

  /** Returns the descriptions of the client secrets of an application. */
  public List<ClientSecret> secrets(Documents documents, UUID appId) {
    return secrets.list(documents, appId);
  }

  /** Returns the description of a client secret; empty if the application does not have it. */
  Optional<ClientSecret> findSecret(Documents documents, UUID appId, String secret) {
    return secrets.find(documents, appId, secret);
  }

  private static void save(Documents documents, Principal principal) {
    documents.put(PRINCIPAL, principal.objectId().toString(), Json.write(principal));
  }
}
