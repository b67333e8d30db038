package dev.msi4j.local.internal.imds;

import dev.msi4j.local.internal.arm.ManagedServiceIdentity;
import dev.msi4j.local.internal.arm.ResourceId;
import dev.msi4j.local.internal.arm.ResourceIdentities;
import dev.msi4j.local.internal.entra.Directory;
import dev.msi4j.local.internal.entra.Principal;
import dev.msi4j.local.internal.runtime.ServerRuntime;
import dev.msi4j.local.internal.store.Store;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/** Registers hosts with their identities, and removes them when they are closed. */
public final class HostRegistry {
  private static final String GROUP = "local-hosts";

  private final Store store;
  private final Directory directory;
  private final ResourceIdentities identities;
  private final String subscriptionId;
  private final Supplier<UUID> ids;

  /**
   * Creates a registry without hosts.
   *
   * @param subscriptionId the subscription in the resource ids of hosts
   */
  public HostRegistry(
      ServerRuntime runtime,
      Directory directory,
      ResourceIdentities identities,
      UUID subscriptionId) {
    store = runtime.store();
    ids = runtime.ids();
    this.directory = directory;
    this.identities = identities;
    this.subscriptionId = subscriptionId.toString();
  }

  /**
   * Registers a host of a type under a generated name. Creates its system-assigned identity if
   * requested.
   *
   * @throws IllegalArgumentException if a user-assigned identity does not exist
   */
  RegisteredHost register(String namespace, String type, RequestedHostIdentities requested) {
    var userAssigned = new LinkedHashMap<ResourceId, ManagedServiceIdentity.UserAssigned>();
    requested.userAssigned().forEach(id -> assign(userAssigned, id));
    var name = "host-" + ids.get().toString().substring(0, 8);
    var id = ResourceId.of(subscriptionId, GROUP, namespace, type, name);
    var system = requested.system() ? create(id) : null;
    return new RegisteredHost(identities, id, system, userAssigned);
  }

  void remove(RegisteredHost host) {
    var system = host.system();
    if (system != null) {
      store.change(documents -> directory.delete(documents, system.objectId()));
    }
  }

  private Principal create(ResourceId host) {
    return store.write(documents ->
        directory.create(documents, Principal.Kind.MANAGED_IDENTITY, host.name(), host.toString()));
  }

  private void assign(
      Map<ResourceId, ManagedServiceIdentity.UserAssigned> userAssigned, String text) {
    var id = ResourceId.parse(text).orElseThrow(() -> unknown(text));
    var assigned = store.read(documents -> identities.lookUp(documents, id));
    userAssigned.put(id, assigned.orElseThrow(() -> unknown(text)));
  }

  private static IllegalArgumentException unknown(String text) {
    return new IllegalArgumentException(
        "identity is '"
            + text
            + "': it must be the resource id of an existing user-assigned identity");
  }
}
