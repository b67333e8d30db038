package dev.msi4j.local.internal.entra;

import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.store.DocumentKind;
import dev.msi4j.local.internal.store.Documents;
import dev.msi4j.local.internal.store.Entry;
import dev.msi4j.local.internal.text.CaseFolding;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Stores the federated identity credentials of applications. */
public final class ApplicationCredentials {
  private static final String KIND = "application.federatedcredential";

  static final List<DocumentKind> DOCUMENT_KINDS = List.of(DocumentKind.object(KIND));

  private ApplicationCredentials() {}

  /** Returns the credentials of an application, in the order of their names. */
  public static List<ApplicationCredential> of(Documents documents, UUID application) {
    return entries(documents, application).stream()
        .map(entry -> Json.read(entry.body(), ApplicationCredential.class))
        .toList();
  }

  /** Finds a credential by its id or its name. */
  public static Optional<ApplicationCredential> find(
      Documents documents, UUID application, String idOrName) {
    return of(documents, application).stream()
        .filter(credential ->
            credential.name().equalsIgnoreCase(idOrName)
                || credential.id().toString().equalsIgnoreCase(idOrName))
        .findFirst();
  }

  /** Adds a credential, or replaces the one with the same name. */
  public static void save(Documents documents, UUID application, ApplicationCredential credential) {
    documents.put(KIND, key(application, credential), Json.write(credential));
  }

  /** Deletes a credential. */
  public static void delete(
      Documents documents, UUID application, ApplicationCredential credential) {
    documents.delete(KIND, key(application, credential));
  }

  /** Returns the credentials that the token service matches with assertions. */
  static List<FederatedCredential> matchable(Documents documents, Application application) {
    return of(documents, application.objectId()).stream()
        .map(credential ->
            credential.trust().credential(Instant.ofEpochMilli(credential.changedAt())))
        .toList();
  }

  static void deleteAll(Documents documents, UUID application) {
    entries(documents, application).forEach(credential -> documents.delete(KIND, credential.key()));
  }

  private static List<Entry> entries(Documents documents, UUID application) {
    return documents.list(KIND, application + "/", "", Integer.MAX_VALUE);
  }

  private static String key(UUID application, ApplicationCredential credential) {
    return application + "/" + CaseFolding.of(credential.name());
  }
}
