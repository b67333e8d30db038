package dev.msi4j.local.internal.arm;

import dev.msi4j.local.internal.entra.Caller;
import dev.msi4j.local.internal.http.Request;
import dev.msi4j.local.internal.http.Router;
import dev.msi4j.local.internal.rbac.RoleAssignments;
import dev.msi4j.local.internal.store.Documents;
import dev.msi4j.local.internal.store.Store;
import java.util.Optional;
import java.util.Set;

/**
 * Decides whether a request reaches its operation: checks the subscription, the registration of the
 * provider, the permission of the caller and the resource group, in this order.
 */
public final class RequestAdmission {
  /** The operations on the group itself have their own error for a group that does not exist. */
  private static final Set<String> WITHOUT_GROUP_CHECK =
      Set.of("Microsoft.Resources/subscriptions/resourceGroups");

  private final Store store;
  private final RoleAssignments assignments;
  private final Subscriptions subscriptions;
  private final ResourceGroups groups;

  public RequestAdmission(
      Store store,
      RoleAssignments assignments,
      Subscriptions subscriptions,
      ResourceGroups groups) {
    this.store = store;
    this.assignments = assignments;
    this.subscriptions = subscriptions;
    this.groups = groups;
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
   */
  private record Candidate(
      ArmRequest request, Optional<ArmException> subscription, Optional<ArmException> group) {}

  private Candidate candidate(Documents documents, ArmRequest request) {
    var id = request.arguments().get(ArmRequest.SUBSCRIPTION);
    var namespace = request.operation().namespace();
    return new Candidate(
        request,
        id == null ? Optional.empty() : subscriptionError(documents, id, namespace),
        id == null ? Optional.empty() : groupError(documents, request, id));
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

  private Optional<ArmException> groupError(
      Documents documents, ArmRequest request, String subscription) {
    var name = request.arguments().get(ArmRequest.RESOURCE_GROUP);
    var operation = request.operation();
    if (name == null
        || WITHOUT_GROUP_CHECK.contains(operation.namespace() + "/" + operation.type())) {
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
