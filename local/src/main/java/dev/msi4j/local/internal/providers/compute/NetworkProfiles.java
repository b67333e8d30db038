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
 * The rules of {@code networkProfile}: the interfaces of a machine are there, near and free. Of an
 * interface, nothing is known here but that it is there and where.
 */
final class NetworkProfiles {
  private static final String INTERFACE = "microsoft.network/networkinterfaces";

  /** The action that whoever gives an interface to a machine needs on the interface. */
  static final String JOIN = "Microsoft.Network/networkInterfaces/join/action";

  private static final String AT = "properties.networkProfile.networkInterfaces";

  private final ResourceReferences resourceReferences;

  NetworkProfiles(ResourceReferences resourceReferences) {
    this.resourceReferences = resourceReferences;
  }

  /** The ids of the interfaces that a machine with these properties has. */
  static List<String> interfaces(JsonNode properties) {
    var ids = new ArrayList<String>();
    properties
        .path("networkProfile")
        .path("networkInterfaces")
        .forEach(item -> ids.add(item.path("id").asText()));
    return ids;
  }

  /**
   * Checks the interfaces that a machine is to have.
   *
   * @param current the machine before, or null for a new one
   */
  void check(
      Documents documents,
      ResourceIdentities.Target machine,
      @Nullable VirtualMachineRow current,
      JsonNode properties) {
    var items = properties.path("networkProfile").path("networkInterfaces");
    var before = current == null ? List.<String>of() : interfaces(current.properties());
    var keepsNone = current != null && before.isEmpty() && items.isArray() && items.isEmpty();
    if (items.isMissingNode() || keepsNone) {
      return;
    }
    checkShape(machine.id(), items);
    var requested = interfaces(properties);
    if (current != null && !same(before, requested) && !isDeallocated(current)) {
      throw ComputeErrors.networkInterfacesOfRunningMachine(machine.id());
    }
    // By key: equalsIgnoreCase takes some letters for equal that ids keep apart.
    requested.stream()
        .filter(id -> before.stream().map(CaseFolding::of).noneMatch(CaseFolding.of(id)::equals))
        .forEach(id -> join(documents, machine, id));
  }

  /** Says which interfaces a machine uses from now on. */
  void use(Documents documents, VirtualMachineRow machine) {
    resourceReferences.replace(documents, machine.id(), interfaces(machine.properties()));
  }

  /** The machine is going away. */
  void release(Documents documents, VirtualMachineRow machine) {
    resourceReferences.replace(documents, machine.id(), List.of());
  }

  private static void checkShape(ResourceId machine, JsonNode items) {
    if (!items.isArray()) {
      throw ArmErrors.invalidRequestContent(AT + " must be an array");
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
            .filter(parsed -> parsed.kind().equals(INTERFACE))
            .orElseThrow(() -> ArmErrors.invalidLinkedId(id, AT + ".id"));
    machine.request().checkLinked(JOIN, nic.toString());
    var near =
        documents
            .get(INTERFACE, nic.key())
            .map(body -> Json.read(body, JsonNode.class).path("location").asText())
            .filter(machine.location()::equals);
    if (near.isEmpty()) {
      throw ArmErrors.invalidResourceReference(id, machine.id().toString());
    }
    user(documents, machine.id(), id)
        .ifPresent(user -> {
          throw ComputeErrors.nicInUse(id, user);
        });
  }

  /** The id of another machine that uses an interface. */
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

  private static boolean same(List<String> one, List<String> other) {
    return keys(one).equals(keys(other));
  }

  private static List<String> keys(List<String> ids) {
    return ids.stream().map(CaseFolding::of).sorted().collect(Collectors.toList());
  }
}
