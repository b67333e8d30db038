package dev.msi4j.local.internal.arm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.store.DocumentKind;
import dev.msi4j.local.internal.store.Documents;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Publishes the virtual machines to other packages, which do not know the compute provider: the
 * network provider, whose dynamic addresses depend on running virtual machines, and the token
 * endpoints.
 */
public final class VirtualMachineRegistry {
  private static final String KIND = "machine";

  public static final List<DocumentKind> DOCUMENT_KINDS = List.of(DocumentKind.object(KIND));

  /**
   * The published properties of a virtual machine.
   *
   * @param id the resource id in the spelling of its creator
   * @param machineId the GUID of the virtual machine ({@code vmId})
   * @param interfaces the resource ids of the network interfaces
   * @param extensionPort the port of the token extension in the virtual machine, or null if the
   *     extension is not installed
   * @param instance the section {@code compute} of the instance metadata
   */
  public record VirtualMachine(
      String id,
      String machineId,
      String location,
      boolean running,
      List<String> interfaces,
      @Nullable Integer extensionPort,
      ObjectNode instance) {}

  /** Publishes a virtual machine, or replaces its properties. */
  public void save(Documents documents, VirtualMachine machine) {
    documents.put(KIND, ResourceId.parse(machine.id).orElseThrow().key(), Json.write(machine));
  }

  /** Removes a deleted virtual machine. */
  public void remove(Documents documents, ResourceId id) {
    documents.delete(KIND, id.key());
  }

  /** Finds a virtual machine by its key; empty for other resources. */
  public Optional<VirtualMachine> find(Documents documents, String key) {
    return documents.get(KIND, key).map(VirtualMachineRegistry::read);
  }

  /** Returns all virtual machines in the order of their keys. */
  public List<VirtualMachine> list(Documents documents) {
    return documents.list(KIND, "", "", Integer.MAX_VALUE).stream()
        .map(entry -> read(entry.body()))
        .toList();
  }

  private static VirtualMachine read(String body) {
    return Json.read(body, VirtualMachine.class);
  }
}
