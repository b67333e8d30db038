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
 * A host with a fixed set of identities. A user-assigned identity that is deleted is no longer
 * available to the host, even if an identity with the same name is created again.
 *
 * @param identities looks up the user-assigned identities
 * @param system the principal of the system-assigned identity, or null
 * @param userAssigned the user-assigned identities at the time of registration
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
    userAssigned.forEach((identity, registered) -> {
      if (identities.lookUp(documents, identity).equals(Optional.of(registered))) {
        assigned.put(identity.toString(), registered);
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
