package dev.msi4j.local.internal.providers.compute;

import com.fasterxml.jackson.databind.JsonNode;
import dev.msi4j.local.internal.arm.ArmErrors;
import dev.msi4j.local.internal.arm.ResourceId;
import dev.msi4j.local.internal.arm.ResourceIdentities;
import dev.msi4j.local.internal.arm.ResourceReferences;
import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.store.Documents;
import dev.msi4j.local.internal.text.CaseFolding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Validates {@code networkProfile}: the network interfaces exist in the region of the virtual
 * machine and are not used by another one. Only the existence and the location of an interface are
 * read.
 */
final class NetworkProfiles {
  private static final String INTERFACE_KIND = "microsoft.network/networkinterfaces";

  /** The action that the caller needs on a network interface to attach it. */
  static final String JOIN_ACTION = "Microsoft.Network/networkInterfaces/join/action";

  private static final String PATH = "properties.networkProfile.networkInterfaces";

  private final ResourceReferences resourceReferences;

  NetworkProfiles(ResourceReferences resourceReferences) {
    this.resourceReferences = resourceReferences;
  }

  /** Returns the ids of the network interfaces in the properties of a virtual machine. */
  static List<String> interfaces(JsonNode properties) {
    var ids = new ArrayList<String>();
    properties
        .path("networkProfile")
        .path("networkInterfaces")
        .forEach(item -> ids.add(item.path("id").asText()));
    return ids;
  }

  /**
   * Checks the network interfaces of a request.
   *
   * @param current the stored virtual machine, or null for a new one
   */
  void check(
      Documents documents,
      ResourceIdentities.Target machine,
      @Nullable VirtualMachineRow current,
      JsonNode properties) {
    var items = properties.path("networkProfile").path("networkInterfaces");
    var previous = current == null ? List.<String>of() : interfaces(current.properties());
    var staysEmpty = current != null && previous.isEmpty() && items.isArray() && items.isEmpty();
    if (items.isMissingNode() || staysEmpty) {
      return;
    }
    checkItems(machine.id(), items);
    var requested = interfaces(properties);
    if (current != null && !sameInterfaces(previous, requested) && !isDeallocated(current)) {
      throw ComputeErrors.networkInterfacesOfRunningMachine(machine.id());
    }
    // equalsIgnoreCase would treat some letters as equal that keys distinguish.
    requested.stream()
        .filter(id -> previous.stream().map(CaseFolding::of).noneMatch(CaseFolding.of(id)::equals))
        .forEach(id -> join(documents, machine, id));
  }

  /** Stores the references from a virtual machine to its network interfaces. */
  void saveReferences(Documents documents, VirtualMachineRow machine) {
    resourceReferences.replace(documents, machine.id(), interfaces(machine.properties()));
  }

  /** Removes the references of a virtual machine that is being deleted. */
  void release(Documents documents, VirtualMachineRow machine) {
    resourceReferences.replace(documents, machine.id(), List.of());
  }

  private static void checkItems(ResourceId machine, JsonNode items) {
    if (!items.isArray()) {
      throw ArmErrors.invalidRequestContent(PATH + " must be an array");
    }
    if (items.isEmpty()) {
      throw ComputeErrors.noNetworkInterface(machine);
    }
    var primary = 0;
    for (var item : items) {
      primary += item.path("properties").path("primary").asBoolean() ? 1 : 0;
    }
    if (items.size() > 1 && primary != 1) {
      throw ComputeErrors.noPrimaryNetworkInterface(machine);
    }
  }

  private void join(Documents documents, ResourceIdentities.Target machine, String id) {
    var nic =
        ResourceId.parse(id)
            .filter(parsed -> parsed.kind().equals(INTERFACE_KIND))
            .orElseThrow(() -> ArmErrors.invalidLinkedId(id, PATH + ".id"));
    machine.request().checkLinked(JOIN_ACTION, nic.toString());
    var inRegion =
        documents
            .get(INTERFACE_KIND, nic.key())
            .map(body -> Json.read(body, JsonNode.class).path("location").asText())
            .filter(machine.location()::equals);
    if (inRegion.isEmpty()) {
      throw ArmErrors.invalidResourceReference(id, machine.id().toString());
    }
    user(documents, machine.id(), id)
        .ifPresent(user -> {
          throw ComputeErrors.nicInUse(id, user);
        });
  }

  /** Finds the id of another virtual machine that uses a network interface. */
  private Optional<String> user(Documents documents, ResourceId machine, String nic) {
    return resourceReferences.users(documents, nic).stream()
        .filter(key -> !key.equals(machine.key()))
        .flatMap(key -> documents.get(VirtualMachineRules.KIND, key).stream())
        .map(body -> Json.read(body, VirtualMachineRow.class).id())
        .findFirst();
  }

  private static boolean isDeallocated(VirtualMachineRow machine) {
    return VirtualMachineRow.DEALLOCATED.equals(machine.power());
  }

  private static boolean sameInterfaces(List<String> one, List<String> other) {
    return keys(one).equals(keys(other));
  }

  private static List<String> keys(List<String> ids) {
    return ids.stream().map(CaseFolding::of).sorted().collect(Collectors.toList());
  }
}
