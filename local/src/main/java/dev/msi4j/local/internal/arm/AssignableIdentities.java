package dev.msi4j.local.internal.arm;

import dev.msi4j.local.internal.store.Documents;
import java.util.List;
import java.util.Optional;

/**
 * Looks up the user-assigned identities that can be assigned to resources. The provider of managed
 * identities implements this interface, so that Resource Manager knows neither the name nor the
 * stored form of an identity.
 */
public interface AssignableIdentities {
  /** Returns the action that a caller needs on an identity to assign it to a resource. */
  String assignAction();

  /** Returns whether a resource id has the type of a user-assigned identity. */
  boolean isIdentityType(ResourceId id);

  /** Returns an identity; empty if it does not exist, or if the id has another type. */
  Optional<AssignableIdentity> find(Documents documents, ResourceId id);

  /**
   * The properties of a user-assigned identity that decide whether it can be assigned to a
   * resource.
   *
   * @param location the name of the identity's region
   * @param isRegional whether only resources in the same region can have the identity
   * @param assignmentRestrictions the providers or resource types that can have the identity; empty
   *     for all
   */
  record AssignableIdentity(
      String principalId,
      String clientId,
      String location,
      boolean isRegional,
      List<String> assignmentRestrictions) {

    /** Returns the part of the identity that is stored with each resource that has it. */
    ManagedServiceIdentity.UserAssigned assigned() {
      return new ManagedServiceIdentity.UserAssigned(principalId, clientId);
    }
  }
}
