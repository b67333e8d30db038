package dev.msi4j.local.internal.entra;

import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.store.DocumentKind;
import dev.msi4j.local.internal.store.Documents;
import dev.msi4j.local.internal.store.Entry;
import dev.msi4j.local.internal.store.Scan;
import dev.msi4j.local.internal.store.Store;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Stores the assignments of app roles. Each has two documents, so that the assignments of a
 * principal and those of a resource are each found by one query.
 */
public final class AppRoleAssignments {
  private static final String BY_PRINCIPAL = "approleassignment.byprincipal";
  private static final String BY_RESOURCE = "approleassignment.byresource";

  static final List<DocumentKind> DOCUMENT_KINDS =
      List.of(DocumentKind.object(BY_PRINCIPAL), DocumentKind.object(BY_RESOURCE));

  private AppRoleAssignments() {}

  /** Returns the assignments of a principal. */
  public static List<AppRoleAssignment> ofPrincipal(Documents documents, UUID principal) {
    return list(documents, BY_PRINCIPAL, principal).toList();
  }

  /** Returns the assignments of the roles of a resource. */
  public static List<AppRoleAssignment> ofResource(Documents documents, UUID resource) {
    return list(documents, BY_RESOURCE, resource).toList();
  }

  /**
   * Scans the assignments to a principal.
   *
   * @param after the key after which the scan starts; empty to scan all
   */
  public static Scan scanOfPrincipal(Store store, UUID principal, String after) {
    return Scan.of(store, BY_PRINCIPAL, principal + "/", after);
  }

  /**
   * Scans the assignments of the roles of a resource.
   *
   * @param after the key after which the scan starts; empty to scan all
   */
  public static Scan scanOfResource(Store store, UUID resource, String after) {
    return Scan.of(store, BY_RESOURCE, resource + "/", after);
  }

  /** Deserializes a stored assignment. */
  public static AppRoleAssignment read(Entry entry) {
    return Json.read(entry.body(), AppRoleAssignment.class);
  }

  /** Adds an assignment. */
  public static void save(Documents documents, AppRoleAssignment assignment) {
    var body = Json.write(assignment);
    documents.put(BY_PRINCIPAL, key(assignment.principalId(), assignment), body);
    documents.put(BY_RESOURCE, key(assignment.resourceId(), assignment), body);
  }

  /** Deletes an assignment. */
  public static void delete(Documents documents, AppRoleAssignment assignment) {
    documents.delete(BY_PRINCIPAL, key(assignment.principalId(), assignment));
    documents.delete(BY_RESOURCE, key(assignment.resourceId(), assignment));
  }

  /** Deletes the assignments of a deleted object: those to it, and those of its roles. */
  static void forget(Documents documents, UUID object) {
    Stream.concat(list(documents, BY_PRINCIPAL, object), list(documents, BY_RESOURCE, object))
        .toList()
        .forEach(assignment -> delete(documents, assignment));
  }

  private static Stream<AppRoleAssignment> list(Documents documents, String kind, UUID object) {
    return documents.list(kind, object + "/", "", Integer.MAX_VALUE).stream()
        .map(AppRoleAssignments::read);
  }

  private static String key(UUID object, AppRoleAssignment assignment) {
    return object + "/" + assignment.id();
  }
}
