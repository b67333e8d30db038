package dev.msi4j.local.hosts;

import dev.msi4j.local.arm.HostIdentities;
import dev.msi4j.local.arm.HostIdentity;
import dev.msi4j.local.arm.ResourceId;
import dev.msi4j.local.entra.Principal;
import dev.msi4j.local.store.Documents;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A host that was opened with a set of identities. Of those that users assign, it has the ones that
 * are there when it asks.
 *
 * @param system its own principal, or null
 */
record BoundHost(ResourceId id, @Nullable Principal system, List<ResourceId> userAssigned)
    implements Host.Source {
  @Override
  public Host in(Documents documents) {
    var assigned = new LinkedHashMap<String, HostIdentity.Assigned>();
    for (var identity : userAssigned) {
      HostIdentities.lookUp(documents, identity)
          .ifPresent(found -> assigned.put(identity.toString(), found));
    }
    return new Host(id.toString(), new HostIdentity(own(), assigned));
  }

  private HostIdentity.@Nullable Own own() {
    return system == null
        ? null
        : new HostIdentity.Own(
            system.objectId().toString(), system.appId().toString(), system.tenantId().toString());
  }
}
