package dev.msi4j.local.internal.providers.authorization;

import dev.msi4j.local.internal.arm.ArmErrors;
import dev.msi4j.local.internal.arm.Providers;
import dev.msi4j.local.internal.arm.ResourceId;
import dev.msi4j.local.internal.entra.Directory;
import dev.msi4j.local.internal.entra.Guids;
import dev.msi4j.local.internal.entra.ReplicationDelay;
import dev.msi4j.local.internal.rbac.RoleAssignment;
import dev.msi4j.local.internal.rbac.RoleAssignments;
import dev.msi4j.local.internal.rbac.Roles;
import dev.msi4j.local.internal.rbac.ScopeHierarchy;
import dev.msi4j.local.internal.store.Documents;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Validates, creates and deletes role assignments. */
final class RoleAssignmentRules {
  /** The limit of role assignments in a subscription (Azure RBAC limits). */
  private static final int MAX_PER_SUBSCRIPTION = 4_000;

  /** The limit of role assignments in a management group (Azure RBAC limits). */
  private static final int MAX_PER_MANAGEMENT_GROUP = 500;

  private static final List<String> PRINCIPAL_TYPES =
      List.of("User", "Group", "ServicePrincipal", "ForeignGroup", "Device");

  private final Directory directory;
  private final ReplicationDelay replicationDelay;
  private final Roles roles;
  private final RoleAssignments assignments;
  private final Providers providers;
  private final Clock clock;

  RoleAssignmentRules(
      Directory directory,
      ReplicationDelay replicationDelay,
      Roles roles,
      RoleAssignments assignments,
      Providers providers,
      Clock clock) {
    this.directory = directory;
    this.replicationDelay = replicationDelay;
    this.roles = roles;
    this.assignments = assignments;
    this.providers = providers;
    this.clock = clock;
  }

  /**
   * A role assignment as a client requests it.
   *
   * @param subscription the subscription of the scope, or null for the tenant scope
   * @param callerObjectId the object id of the principal that sends the request
   */
  record RequestedAssignment(
      String name,
      String scope,
      @Nullable String subscription,
      String roleDefinitionId,
      UUID principalId,
      Optional<String> principalType,
      @Nullable String description,
      @Nullable String condition,
      UUID callerObjectId) {}

  /**
   * The result of a write.
   *
   * @param created whether the assignment is new
   */
  record Written(RoleAssignment assignment, boolean created) {}

  /**
   * Creates an assignment, or updates the description and the condition of an existing one.
   *
   * @param check checks whether the caller may write the assignment
   */
  Written create(
      Documents documents,
      RequestedAssignment requestedAssignment,
      Consumer<RoleAssignment> check) {
    checkScope(documents, requestedAssignment.scope);
    var existing = assignments.byName(documents, requestedAssignment.name);
    var assignment = assignment(documents, requestedAssignment);
    check.accept(assignment);
    if (existing.isPresent()) {
      return update(documents, existing.get(), assignment);
    }
    checkNew(documents, requestedAssignment, assignment);
    assignments.save(documents, assignment);
    return new Written(assignment, true);
  }

  /** Updates the description and the condition; no other property of an assignment can change. */
  private Written update(Documents documents, RoleAssignment existing, RoleAssignment requested) {
    if (!existing.isSameGrant(requested)) {
      throw AuthorizationErrors.updateNotPermitted();
    }
    var updated = existing.updated(requested);
    assignments.save(documents, updated);
    return new Written(updated, false);
  }

  private void checkNew(
      Documents documents, RequestedAssignment requestedAssignment, RoleAssignment assignment) {
    for (var other : assignments.ofPrincipal(documents, assignment.principalId())) {
      if (other.isSameGrant(assignment)) {
        throw AuthorizationErrors.roleAssignmentExists(other.name());
      }
    }
    if (requestedAssignment.subscription != null) {
      checkLimit(
          documents, "/subscriptions/" + requestedAssignment.subscription, MAX_PER_SUBSCRIPTION);
    } else {
      checkLimit(documents, requestedAssignment.scope, MAX_PER_MANAGEMENT_GROUP);
    }
  }

  private void checkLimit(Documents documents, String scope, int max) {
    if (assignments.count(documents, scope) >= max) {
      throw AuthorizationErrors.limitExceeded(max, scope);
    }
  }

  private RoleAssignment assignment(Documents documents, RequestedAssignment requestedAssignment) {
    var now = clock.instant().toString();
    var callerObjectId = requestedAssignment.callerObjectId.toString();
    var assignment =
        new RoleAssignment(
            requestedAssignment.name,
            requestedAssignment.scope,
            requestedAssignment.roleDefinitionId,
            requestedAssignment.principalId.toString(),
            principalType(documents, requestedAssignment),
            requestedAssignment.description,
            now,
            now,
            callerObjectId,
            callerObjectId,
            requestedAssignment.condition);
    var role =
        roles
            .find(documents, assignment.roleId())
            .orElseThrow(() -> AuthorizationErrors.roleDefinitionDoesNotExist(assignment.roleId()));
    if (!role.isAssignableAt(scopes(documents), requestedAssignment.scope)) {
      throw AuthorizationErrors.notAssignable(role, requestedAssignment.scope);
    }
    return assignment;
  }

  /**
   * Returns the type of the principal. A principal that is not yet replicated is accepted if the
   * request sets its type ("Assign Azure roles using the REST API", New service principal).
   */
  private String principalType(Documents documents, RequestedAssignment requestedAssignment) {
    var given = requestedAssignment.principalType.map(RoleAssignmentRules::canonicalType);
    var type = actualType(documents, requestedAssignment.principalId);
    if (type.isEmpty()) {
      return given.orElseThrow(() ->
          AuthorizationErrors.principalNotFound(
              requestedAssignment.principalId, directory.tenantId()));
    }
    var actual = type.get();
    if (given.isPresent() && !given.get().equals(actual)) {
      throw AuthorizationErrors.unmatchedPrincipalType(
          requestedAssignment.principalId, actual, given.get());
    }
    return actual;
  }

  private Optional<String> actualType(Documents documents, UUID principalId) {
    return directory
        .byObjectId(documents, principalId)
        .filter(replicationDelay::isVisible)
        .map(principal -> "ServicePrincipal")
        .or(() ->
            directory
                .groups()
                .find(documents, principalId)
                .filter(
                    group -> replicationDelay.isVisible(Instant.ofEpochMilli(group.createdAt())))
                .map(group -> "Group"));
  }

  private static String canonicalType(String type) {
    return PRINCIPAL_TYPES.stream()
        .filter(type::equalsIgnoreCase)
        .findFirst()
        .orElseThrow(() -> AuthorizationErrors.invalidPrincipalType(type));
  }

  /**
   * Checks that the management group of the scope exists, and the resource at the scope if a
   * registered provider serves its type.
   */
  private void checkScope(Documents documents, String scope) {
    if (!scopes(documents).contains(scope)) {
      throw AuthorizationErrors.managementGroupNotFound(scope);
    }
    ResourceId.parse(scope)
        .filter(id -> id.path().size() == 2 && providers.serve(id.namespace()))
        .filter(id -> documents.get(id.kind(), id.key()).isEmpty())
        .ifPresent(id -> {
          throw ArmErrors.resourceNotFound(id);
        });
  }

  /** Returns the hierarchy of the scopes at which roles are assigned. */
  ScopeHierarchy scopes(Documents documents) {
    return assignments.scopes(documents);
  }

  /** Returns the ids under which a principal gets roles: its own, and those of its groups. */
  Set<String> grantees(Documents documents, String principalId) {
    return Guids.parse(principalId)
        .map(id -> assignments.grantees(documents, id))
        .orElseGet(() -> Set.of(principalId));
  }

  /** Finds an assignment by name whose scope equals the given one. */
  Optional<RoleAssignment> find(Documents documents, String name, String scope) {
    return assignments.byName(documents, name).filter(found -> found.isAt(scope));
  }

  /**
   * Deletes an assignment and returns it; empty if it did not exist.
   *
   * @param check checks whether the caller may delete the assignment
   */
  Optional<RoleAssignment> delete(
      Documents documents, String name, String scope, Consumer<RoleAssignment> check) {
    var found = find(documents, name, scope);
    found.ifPresent(assignment -> {
      check.accept(assignment);
      checkNotLastOwner(documents, assignment);
      assignments.delete(documents, assignment);
    });
    return found;
  }

  private void checkNotLastOwner(Documents documents, RoleAssignment assignment) {
    var scopes = scopes(documents);
    var owners =
        assignments
            .all(documents)
            .filter(other -> other.roleId().equals(Roles.OWNER))
            .filter(other -> scopes.covers(other.scope(), assignment.scope()))
            .toList();
    var isAtSubscription = assignment.scope().split("/", -1).length == 3;
    if (isAtSubscription && owners.size() == 1 && owners.get(0).isSameGrant(assignment)) {
      throw AuthorizationErrors.lastAdministrator();
    }
  }
}
