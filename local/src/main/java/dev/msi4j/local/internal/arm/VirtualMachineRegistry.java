package dev.msi4j.local.internal.arm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.store.DocumentKind;
import dev.msi4j.local.internal.store.Documents;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What others may know of a machine without knowing the provider that has it: the network, whose
 * dynamic addresses come and go with the machines that run, and the token endpoints inside.
 */
public final class VirtualMachineRegistry {
  private static final String KIND = "machine";

  public static final List<DocumentKind> DOCUMENT_KINDS = List.of(DocumentKind.object(KIND));

  /**
   * A machine as others see it.
   *
   * @param id its resource id, as its owner spelled it
   * @param machineId the GUID that the machine itself knows
   * @param interfaces the resource ids of its network interfaces
   * @param extensionPort where the token extension listens inside, or null if it is not installed
   * @param instance what the machine is told of itself: the section {@code compute} of its instance
   *     metadata
   */
  public record Machine(
      String id,
      String machineId,
      String location,
      boolean running,
      List<String> interfaces,
      @Nullable Integer extensionPort,
      ObjectNode instance) {}

  /** Says what a machine is from now on. */
  public void save(Documents documents, Machine machine) {
    documents.put(KIND, ResourceId.parse(machine.id).orElseThrow().key(), Json.write(machine));
  }

  /** A machine is gone. */
  public void remove(Documents documents, ResourceId id) {
    documents.delete(KIND, id.key());
  }

  /** The machine with this key of a resource; empty for a resource that is not one. */
  public Optional<Machine> find(Documents documents, String key) {
    return documents.get(KIND, key).map(VirtualMachineRegistry::read);
  }

  /** All machines, in the order of their ids. */
  public List<Machine> list(Documents documents) {
    return documents.list(KIND, "", "", Integer.MAX_VALUE).stream()
        .map(entry -> read(entry.body()))
        .toList();
  }

  private static Machine read(String body) {
    return Json.read(body, Machine.class);
  }
}
