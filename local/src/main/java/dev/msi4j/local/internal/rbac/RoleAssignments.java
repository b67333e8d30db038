package dev.msi4j.local.internal.rbac;

import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.store.DocumentKind;
import dev.msi4j.local.internal.store.Documents;
import dev.msi4j.local.internal.store.Entry;
import dev.msi4j.local.internal.store.Scan;
import dev.msi4j.local.internal.text.CaseFolding;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Stores the role assignments. The document of an assignment has its resource id as key, so that it
 * is deleted with its resource group. An index by principal makes the access of a caller one query,
 * and an index by name keeps the names unique in the tenant.
 */
public final class RoleAssignments {
  /** The document kind of role assignments. */
  public static final String KIND = "microsoft.authorization/roleassignments";

  private static final String BY_PRINCIPAL = "roleassignment.byprincipal";
  private static final String BY_NAME = "roleassignment.byname";

  public static final List<DocumentKind> DOCUMENT_KINDS =
      List.of(
          DocumentKind.object(KIND), DocumentKind.object(BY_PRINCIPAL), DocumentKind.text(BY_NAME));

  private final Roles roles;

  private final Memberships memberships;
  private final ManagementGroups managementGroups;

  /**
   * Creates the role assignments.
   *
   * @param memberships returns the groups of a principal
   */
  public RoleAssignments(Roles roles, Memberships memberships, ManagementGroups managementGroups) {
    this.roles = roles;
    this.memberships = memberships;
    this.managementGroups = managementGroups;
  }

  /** Looks up the groups of principals. */
  @FunctionalInterface
  public interface Memberships {
    /** Returns all groups of which a principal is a member, directly or through other groups. */
    Collection<UUID> groupsOf(Documents documents, UUID principal);
  }

  /** Returns the ids under which a principal gets roles: its own, and those of its groups. */
  public Set<String> grantees(Documents documents, UUID principal) {
    return Stream.concat(Stream.of(principal), memberships.groupsOf(documents, principal).stream())
        .map(UUID::toString)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Returns the current permissions of a principal, with those of its groups. */
  public Access access(Documents documents, UUID principal) {
    var assigned =
        grantees(documents, principal).stream()
            .flatMap(id -> ofPrincipal(documents, id).stream())
            .toList();
    // Most principals have no role at a management group and need no hierarchy.
    var scopes =
        assigned.stream().anyMatch(each -> ScopeHierarchy.isInGroup(each.scope()))
            ? scopes(documents)
            : ScopeHierarchy.WITHOUT_GROUPS;
    // Reads a role that is assigned at many scopes once.
    var roleById = new HashMap<String, Optional<Role>>();
    return new Access(
        assigned.stream()
            .flatMap(assignment ->
                roleById
                    .computeIfAbsent(assignment.roleId(), id -> roles.find(documents, id))
                    .stream()
                    .map(role ->
                        new Grant(scopes.scope(assignment.scope()), role, condition(assignment))))
            .toList(),
        scopes);
  }

  /** Returns the hierarchy of the scopes at which roles are assigned. */
  public ScopeHierarchy scopes(Documents documents) {
    return managementGroups.scopes(documents);
  }

  private static @Nullable Condition condition(RoleAssignment assignment) {
    var text = assignment.condition();
    return text == null ? null : Condition.parse(text);
  }

  /** Returns the assignments of a principal. */
  public List<RoleAssignment> ofPrincipal(Documents documents, String principalId) {
    return documents.list(BY_PRINCIPAL, prefix(principalId), "", Integer.MAX_VALUE).stream()
        .map(entry -> Json.read(entry.body(), RoleAssignment.class))
        .toList();
  }

  /** Returns all assignments in the order of their ids. The stream reads them lazily. */
  public Stream<RoleAssignment> all(Documents documents) {
    return Scan.of(documents, KIND).stream().map(RoleAssignments::read);
  }

  /** Returns the number of assignments at a scope, and at the scopes whose path it starts. */
  public int count(Documents documents, String scope) {
    return documents.count(KIND, CaseFolding.of(scope) + "/");
  }

  /** Finds an assignment by its name, which is unique in the tenant. */
  public Optional<RoleAssignment> byName(Documents documents, String name) {
    return documents
        .get(BY_NAME, CaseFolding.of(name))
        .flatMap(key -> documents.get(KIND, key))
        .map(body -> Json.read(body, RoleAssignment.class));
  }

  /** Adds or replaces an assignment. */
  public void save(Documents documents, RoleAssignment assignment) {
    var body = Json.write(assignment);
    documents.put(KIND, assignment.key(), body);
    documents.put(BY_PRINCIPAL, prefix(assignment.principalId()) + assignment.key(), body);
    documents.put(BY_NAME, CaseFolding.of(assignment.name()), assignment.key());
  }

  /** Deletes an assignment. */
  public void delete(Documents documents, RoleAssignment assignment) {
    documents.delete(KIND, assignment.key());
    deleteIndexes(documents, assignment);
  }

  /** Deletes the index entries of an assignment whose document is deleted by the caller. */
  public void deleteIndexes(Documents documents, RoleAssignment assignment) {
    documents.delete(BY_PRINCIPAL, prefix(assignment.principalId()) + assignment.key());
    documents.delete(BY_NAME, CaseFolding.of(assignment.name()));
  }

  /** Reads a stored assignment. */
  public static RoleAssignment read(Entry entry) {
    return Json.read(entry.body(), RoleAssignment.class);
  }

  private static String prefix(String principalId) {
    return CaseFolding.of(principalId) + "|";
  }
}
