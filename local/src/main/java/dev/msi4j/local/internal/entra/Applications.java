package dev.msi4j.local.internal.entra;

import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.store.DocumentKind;
import dev.msi4j.local.internal.store.DocumentKinds;
import dev.msi4j.local.internal.store.Documents;
import dev.msi4j.local.internal.store.Entry;
import dev.msi4j.local.internal.store.Scan;
import dev.msi4j.local.internal.store.Store;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Stores the application registrations of the tenant, with indexes by application id and by
 * application ID URI.
 */
public final class Applications {
  private static final String APPLICATION = "application";
  private static final String BY_APP_ID = "application.byappid";
  private static final String BY_URI = "application.byuri";

  static final List<DocumentKind> DOCUMENT_KINDS =
      DocumentKinds.union(
          List.of(
              List.of(
                  DocumentKind.object(APPLICATION),
                  DocumentKind.text(BY_APP_ID),
                  DocumentKind.text(BY_URI)),
              ApplicationCredentials.DOCUMENT_KINDS));

  /** Returns the application with an object id. */
  public Optional<Application> byObjectId(Documents documents, UUID objectId) {
    return documents.get(APPLICATION, objectId.toString()).map(Applications::read);
  }

  /** Returns the application with an application id. */
  public Optional<Application> byAppId(Documents documents, UUID appId) {
    return byIndex(documents, BY_APP_ID, appId.toString());
  }

  /** Returns the application with an application ID URI; ignores case and one trailing slash. */
  public Optional<Application> byUri(Documents documents, String uri) {
    return byIndex(documents, BY_URI, FirstPartyResources.normalized(uri));
  }

  private Optional<Application> byIndex(Documents documents, String index, String key) {
    return documents
        .get(index, key)
        .flatMap(objectId -> byObjectId(documents, UUID.fromString(objectId)));
  }

  /**
   * Scans all applications, ordered by object id.
   *
   * @param after the object id after which the scan starts; empty to scan all applications
   */
  public Scan scan(Store store, String after) {
    return Scan.of(store, APPLICATION, "", after);
  }

  /** Deserializes a stored application. */
  public static Application read(Entry entry) {
    return read(entry.body());
  }

  private static Application read(String body) {
    return Json.read(body, Application.class);
  }

  /** Adds or replaces an application. */
  public void save(Documents documents, Application application) {
    var objectId = application.objectId().toString();
    byObjectId(documents, application.objectId())
        .ifPresent(existing -> deleteUris(documents, existing));
    documents.put(APPLICATION, objectId, Json.write(application));
    documents.put(BY_APP_ID, application.appId().toString(), objectId);
    application
        .identifierUris()
        .forEach(uri -> documents.put(BY_URI, FirstPartyResources.normalized(uri), objectId));
  }

  /** Deletes an application with its federated identity credentials. */
  void delete(Documents documents, Application application) {
    deleteUris(documents, application);
    ApplicationCredentials.deleteAll(documents, application.objectId());
    documents.delete(BY_APP_ID, application.appId().toString());
    documents.delete(APPLICATION, application.objectId().toString());
  }

  private static void deleteUris(Documents documents, Application application) {
    application
        .identifierUris()
        .forEach(uri -> documents.delete(BY_URI, FirstPartyResources.normalized(uri)));
  }
}
