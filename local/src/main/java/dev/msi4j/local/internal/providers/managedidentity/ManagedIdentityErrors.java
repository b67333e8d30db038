package dev.msi4j.local.internal.providers.managedidentity;

import dev.msi4j.local.internal.arm.ArmException;
import dev.msi4j.local.internal.arm.ResourceId;

/** Creates the errors of Microsoft.ManagedIdentity. */
final class ManagedIdentityErrors {
  private ManagedIdentityErrors() {}

  /** Reports a missing child of an identity in the wording of Microsoft.ManagedIdentity. */
  static ArmException notFound(ResourceId id) {
    return new ArmException(404, "NotFound", "Resource '" + id + "' was not found.");
  }

  /** Reports that an existing resource has no system-assigned identity. */
  static ArmException noSystemAssignedIdentity(ResourceId resource) {
    return new ArmException(
        404,
        "ResourceNotFound",
        "The resource '" + resource + "' has no system-assigned identity.");
  }

  /** Rejects concurrent credential writes under one identity; the message is quoted from Azure. */
  static ArmException concurrentCredentialWrites(ResourceId identity) {
    return new ArmException(
        409,
        "ConcurrentFederatedIdentityCredentialsWritesForSingleManagedIdentity",
        "Too many Federated Identity Credentials are written concurrently for the managed identity '"
            + identity
            + "'. Concurrent Federated Identity Credentials writes under the same managed identity"
            + " are not supported.");
  }

  /** Reports a principal that is not yet replicated; the code is in Azure's change log. */
  static ArmException principalNotInGraph(ResourceId identity) {
    return new ArmException(
        404,
        "MsGraphResourceNotFoundOnFederatedIdentityCredentialCreation",
        "The service principal of the managed identity '"
            + identity
            + "' was not found in Microsoft Graph. A new service principal takes time to replicate:"
            + " try again later.");
  }

  /** Reports a principal that is not yet replicated in versions before that code. */
  static ArmException serviceUnavailable() {
    return new ArmException(
        503, "ServiceUnavailable", "The service is temporarily unavailable. Try again later.");
  }
}
