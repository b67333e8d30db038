package dev.msi4j.local.internal.arm;

import dev.msi4j.local.internal.entra.Caller;
import dev.msi4j.local.internal.http.Request;
import dev.msi4j.local.internal.http.Router;
import dev.msi4j.local.internal.rbac.Locks;
import dev.msi4j.local.internal.rbac.RoleAssignments;
import dev.msi4j.local.internal.store.Documents;
import dev.msi4j.local.internal.store.Store;
import java.util.Optional;

/**
 * Decides whether a request reaches its operation: checks the subscription, the registration of the
 * provider, the permission of the caller, the resource group and the locks, in this order.
 */
public final class RequestAdmission {
  private final Store store;
  private final RoleAssignments assignments;
  private final Subscriptions subscriptions;
  private final ResourceGroups groups;
  private final Locks locks;

  public RequestAdmission(
      Store store,
      RoleAssignments assignments,
      Subscriptions subscriptions,
      ResourceGroups groups,
      Locks locks) {
    this.store = store;
    this.assignments = assignments;
    this.subscriptions = subscriptions;
    this.groups = groups;
    this.locks = locks;
  }

  /**
   * Admits a request to its operation.
   *
   * @throws ArmException if a check fails
   */
  ArmRequest admit(Request request, Router.Match<Operation> match, String version, Caller caller) {
    return admit(
        store.read(documents -> {
          var access = assignments.access(documents, caller.objectId());
          return candidate(
              documents,
              new ArmRequest(request, match.value(), match.arguments(), version, caller, access));
        }));
  }

  /**
   * A request with the results of the checks that read the store. The decision is made after the
   * transaction, so that no pattern of a role is matched while the transaction holds a connection.
   *
   * @param subscription the error if the subscription can't be used
   * @param group the error if the resource group can't be used
   * @param lock the error if a lock forbids the request
   */
  private record Candidate(
      ArmRequest request,
      Optional<ArmException> subscription,
      Optional<ArmException> group,
      Optional<ArmException> lock) {}

  private Candidate candidate(Documents documents, ArmRequest request) {
    var id = request.arguments().get(ArmRequest.SUBSCRIPTION);
    var namespace = request.operation().namespace();
    return new Candidate(
        request,
        id == null ? Optional.empty() : subscriptionError(documents, id, namespace),
        id == null ? Optional.empty() : groupError(documents, request, id),
        id == null ? Optional.empty() : lockError(documents, request, id));
  }

  /** Only a permitted caller learns whether the resource group exists. */
  private static ArmRequest admit(Candidate candidate) {
    throwIfPresent(candidate.subscription);
    var request = candidate.request;
    var authorization = request.operation().authorization();
    if (!authorization
        .required()
        .isMet(request.access(), authorization.action(), request.scope())) {
      throw ArmErrors.authorizationFailed(request);
    }
    throwIfPresent(candidate.group);
    throwIfPresent(candidate.lock);
    request.access().decide(authorization.linked());
    return request;
  }

  private static void throwIfPresent(Optional<ArmException> error) {
    if (error.isPresent()) {
      throw error.get();
    }
  }

  private Optional<ArmException> subscriptionError(
      Documents documents, String subscription, String namespace) {
    if (subscriptions.find(documents, subscription).isEmpty()) {
      return Optional.of(ArmErrors.subscriptionNotFound(subscription));
    }
    return subscriptions.isRegistered(documents, subscription, namespace)
        ? Optional.empty()
        : Optional.of(ArmErrors.missingSubscriptionRegistration(namespace));
  }

  /**
   * Returns the error if a lock forbids the request. A lock does not apply to operations on locks;
   * otherwise no caller could remove a read-only lock.
   */
  private Optional<ArmException> lockError(
      Documents documents, ArmRequest request, String subscription) {
    var operation = request.operation();
    if (operation.isRead() || Locks.isManagedBy(operation.action())) {
      return Optional.empty();
    }
    var scope = request.scope();
    var deletes = operation.method().equals("DELETE");
    var deletesGroup = deletes && request.isResourceGroup();
    var locked =
        deletes
            ? locks.againstDelete(documents, subscription, scope, deletesGroup)
            : locks.againstWrite(documents, subscription, scope);
    return locked.isEmpty()
        ? Optional.empty()
        : Optional.of(ArmErrors.scopeLocked(scope, deletes ? "delete" : "write", locked));
  }

  private Optional<ArmException> groupError(
      Documents documents, ArmRequest request, String subscription) {
    var name = request.arguments().get(ArmRequest.RESOURCE_GROUP);
    var operation = request.operation();
    if (name == null || request.isResourceGroup()) {
      return Optional.empty();
    }
    var group = groups.find(documents, subscription, name);
    if (group.isEmpty()) {
      return Optional.of(ArmErrors.resourceGroupNotFound(name));
    }
    var creates = operation.method().equals("PUT") || operation.method().equals("PATCH");
    return group.get().isDeleting() && creates
        ? Optional.of(ArmErrors.resourceGroupBeingDeleted(group.get().name()))
        : Optional.empty();
  }
}
