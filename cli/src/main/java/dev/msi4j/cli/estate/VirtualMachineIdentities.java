package dev.msi4j.cli.estate;

import dev.msi4j.ResourceId;
import dev.msi4j.cli.azure.ResourceManager;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Changes the user-assigned identities of a virtual machine and keeps the system-assigned one. */
final class VirtualMachineIdentities {
  private final ResourceManager azure;
  private final ResourceId machine;
  private final boolean systemAssigned;
  private final Set<ResourceId> assigned = new HashSet<>();
  private final Map<String, Object> requested = new HashMap<>();

  /** Reads the identities of a virtual machine. */
  VirtualMachineIdentities(ResourceManager azure, ResourceId machine) {
    this.azure = azure;
    this.machine = machine;
    var existing = azure.get(machine.toString(), InventoryReader.COMPUTE_VERSION);
    this.systemAssigned = existing.textOr("", "identity", "type").contains("SystemAssigned");
    existing
        .texts("identity", "userAssignedIdentities")
        .keySet()
        .forEach(id -> assigned.add(ResourceId.parse(id)));
  }

  /** Adds an identity. */
  void add(ResourceId identity) {
    assigned.add(identity);
    requested.put(identity.toString(), Map.of());
  }

  /** Removes an identity. */
  void remove(ResourceId identity) {
    if (assigned.remove(identity)) {
      // Azure removes an identity whose value is null.
      requested.put(identity.toString(), null);
    }
  }

  /** Writes the changed identities. */
  void write() {
    var identity = new HashMap<String, Object>();
    if (assigned.isEmpty()) {
      identity.put("type", systemAssigned ? "SystemAssigned" : "None");
    } else {
      identity.put("type", systemAssigned ? "SystemAssigned, UserAssigned" : "UserAssigned");
      identity.put("userAssignedIdentities", requested);
    }
    var unused =
        azure.patch(
            machine.toString(), InventoryReader.COMPUTE_VERSION, Map.of("identity", identity));
  }
}
