package dev.msi4j.local.internal.imds;

import dev.msi4j.local.internal.arm.ManagedServiceIdentity;
import dev.msi4j.local.internal.arm.ResourceId;
import dev.msi4j.local.internal.arm.ResourceIdentities;
import dev.msi4j.local.internal.entra.Principal;
import dev.msi4j.local.internal.store.Documents;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A host that was opened with a set of identities. Of the user-assigned ones, it has those that
 * still exist when it asks: an identity that was deleted and created again is another identity.
 *
 * @param identities looks up the user-assigned identities
 * @param system its own principal, or null
 * @param userAssigned the identities as they were when the host was opened
 */
record RegisteredHost(
    ResourceIdentities identities,
    ResourceId id,
    @Nullable Principal system,
    Map<ResourceId, ManagedServiceIdentity.UserAssigned> userAssigned)
    implements Host.Source {
  @Override
  public Host in(Documents documents) {
    var assigned = new LinkedHashMap<String, ManagedServiceIdentity.UserAssigned>();
    userAssigned.forEach((identity, bound) -> {
      if (identities.lookUp(documents, identity).equals(Optional.of(bound))) {
        assigned.put(identity.toString(), bound);
      }
    });
    return new Host(id.toString(), new ManagedServiceIdentity(own(), assigned));
  }

  private ManagedServiceIdentity.@Nullable SystemAssigned own() {
    return system == null
        ? null
        : new ManagedServiceIdentity.SystemAssigned(
            system.objectId().toString(), system.appId().toString(), system.tenantId().toString());
  }
}
