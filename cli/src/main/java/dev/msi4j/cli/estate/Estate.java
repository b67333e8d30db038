package dev.msi4j.cli.estate;

import dev.msi4j.IsolationScope;
import dev.msi4j.ResourceId;
import dev.msi4j.federation.DesiredCredentials;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The desired state that files declare. A component that is null is not managed. */
record Estate(List<Group> groups, List<Identity> identities, List<Grant> grants) {
  Estate {
    groups = List.copyOf(groups);
    identities = List.copyOf(identities);
    grants = List.copyOf(grants);
  }

  /** Returns whether the role assignments of identities or other principals are managed. */
  boolean managesRoles() {
    return !grants.isEmpty() || identities.stream().anyMatch(each -> each.roles() != null);
  }

  /** Returns whether the assignments of identities to virtual machines are managed. */
  boolean managesVirtualMachines() {
    return identities.stream().anyMatch(each -> each.virtualMachines() != null);
  }

  /** A resource group. */
  record Group(ResourceId id, @Nullable String location, @Nullable Map<String, String> tags) {}

  /**
   * A user-assigned identity.
   *
   * @param location the region; null for the one of the resource group
   * @param virtualMachines the resource ids of the virtual machines with this identity
   */
  record Identity(
      ResourceId id,
      @Nullable String location,
      @Nullable Map<String, String> tags,
      @Nullable IsolationScope isolationScope,
      @Nullable DesiredCredentials credentials,
      @Nullable List<Role> roles,
      @Nullable List<ResourceId> virtualMachines) {
    Identity withRoles(@Nullable List<Role> others) {
      return new Identity(id, location, tags, isolationScope, credentials, others, virtualMachines);
    }
  }

  /**
   * A role at a scope.
   *
   * @param role the name or the GUID of the role definition
   * @param scope the resource id of the scope
   */
  record Role(String role, String scope) {}

  /** A role of a principal that is not an identity of the files. */
  record Grant(String principalId, String principalType, Role role) {}
}
