package dev.msi4j.local.internal.providers.managedidentity;

import dev.msi4j.local.internal.arm.ArmException;
import dev.msi4j.local.internal.arm.ResourceId;

/** Creates the errors that only Microsoft.ManagedIdentity returns. */
final class ManagedIdentityErrors {
  private ManagedIdentityErrors() {}

  /** The resource exists but has no system-assigned identity. */
  static ArmException noSystemAssignedIdentity(ResourceId host) {
    return new ArmException(
        404, "ResourceNotFound", "The resource '" + host + "' has no system-assigned identity.");
  }

  /** A child resource of an identity does not exist. */
  static ArmException notFound(ResourceId id) {
    return new ArmException(404, "NotFound", "Resource '" + id + "' was not found.");
  }

  /** Concurrent writes of credentials under one identity; users quote this error from Azure. */
  static ArmException concurrentCredentialWrites(ResourceId identity) {
    return new ArmException(
        409,
        "ConcurrentFederatedIdentityCredentialsWritesForSingleManagedIdentity",
        "Too many Federated Identity Credentials are written concurrently for the managed identity '"
            + identity
            + "'. Concurrent Federated Identity Credentials writes under the same managed identity"
            + " are not supported.");
  }

  /** The principal is not replicated yet; the code is from Azure's change log. */
  static ArmException principalNotInGraph(ResourceId identity) {
    return new ArmException(
        404,
        "MsGraphResourceNotFoundOnFederatedIdentityCredentialCreation",
        "The service principal of the managed identity '"
            + identity
            + "' was not found in Microsoft Graph. A new one is not known everywhere at once: try again"
            + " later.");
  }

  static ArmException conflict(String message) {
    return new ArmException(409, "Conflict", message);
  }

  static ArmException serviceUnavailable() {
    return new ArmException(
        503, "ServiceUnavailable", "The service is temporarily unavailable. Try again later.");
  }
}
