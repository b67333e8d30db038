package dev.msi4j.local.internal.rbac;

import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.store.DocumentKind;
import dev.msi4j.local.internal.store.Documents;
import dev.msi4j.local.internal.store.Entry;
import dev.msi4j.local.internal.store.Scan;
import dev.msi4j.local.internal.text.CaseFolding;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Who has which role where. An assignment is kept under its resource id, so that it goes with the
 * resource group it is in; and under its principal, so that what a caller may do is one look-up.
 */
public final class RoleAssignments {
  /** The kind under which the store keeps assignments. */
  public static final String KIND = "microsoft.authorization/roleassignments";

  private static final String BY_PRINCIPAL = "roleassignment.byprincipal";
  private static final String BY_NAME = "roleassignment.byname";

  public static final List<DocumentKind> DOCUMENT_KINDS =
      List.of(
          DocumentKind.object(KIND), DocumentKind.object(BY_PRINCIPAL), DocumentKind.text(BY_NAME));

  private final Roles roles;

  public RoleAssignments(Roles roles) {
    this.roles = roles;
  }

  /** What a principal may do at this moment. */
  public Access access(Documents documents, UUID principal) {
    // A role that is assigned at many scopes is read once.
    var read = new HashMap<String, Optional<Role>>();
    return new Access(
        ofPrincipal(documents, principal.toString()).stream()
            .flatMap(assignment ->
                read.computeIfAbsent(assignment.roleId(), id -> roles.find(documents, id)).stream()
                    .map(role -> new Grant(Scope.of(assignment.scope()), role)))
            .toList());
  }

  /** The assignments of a principal. */
  public List<RoleAssignment> ofPrincipal(Documents documents, String principalId) {
    return documents.list(BY_PRINCIPAL, prefix(principalId), "", Integer.MAX_VALUE).stream()
        .map(entry -> Json.read(entry.body(), RoleAssignment.class))
        .toList();
  }

  /** Every assignment, in the order of their ids, each read when the stream comes to it. */
  public Stream<RoleAssignment> all(Documents documents) {
    return Scan.of(documents, KIND).stream().map(RoleAssignments::read);
  }

  /** How many there are in a subscription. */
  public int count(Documents documents, String subscription) {
    return documents.count(KIND, "/subscriptions/" + CaseFolding.of(subscription) + "/");
  }

  /** An assignment by its name, which is its own in the whole tenant. */
  public Optional<RoleAssignment> byName(Documents documents, String name) {
    return documents
        .get(BY_NAME, CaseFolding.of(name))
        .flatMap(key -> documents.get(KIND, key))
        .map(body -> Json.read(body, RoleAssignment.class));
  }

  /** Adds an assignment, or replaces what can be changed of it. */
  public void save(Documents documents, RoleAssignment assignment) {
    var body = Json.write(assignment);
    documents.put(KIND, assignment.key(), body);
    documents.put(BY_PRINCIPAL, prefix(assignment.principalId()) + assignment.key(), body);
    documents.put(BY_NAME, CaseFolding.of(assignment.name()), assignment.key());
  }

  /** Removes an assignment. */
  public void delete(Documents documents, RoleAssignment assignment) {
    documents.delete(KIND, assignment.key());
    forget(documents, assignment);
  }

  /** Removes what else is kept of an assignment whose own document goes away. */
  public void forget(Documents documents, RoleAssignment assignment) {
    documents.delete(BY_PRINCIPAL, prefix(assignment.principalId()) + assignment.key());
    documents.delete(BY_NAME, CaseFolding.of(assignment.name()));
  }

  /** The assignment as the store keeps it. */
  public static RoleAssignment read(Entry entry) {
    return Json.read(entry.body(), RoleAssignment.class);
  }

  private static String prefix(String principalId) {
    return CaseFolding.of(principalId) + "|";
  }
}
