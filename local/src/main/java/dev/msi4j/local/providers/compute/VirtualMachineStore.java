package dev.msi4j.local.providers.compute;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.arm.ArmErrors;
import dev.msi4j.local.arm.ArmRequest;
import dev.msi4j.local.arm.HostIdentities;
import dev.msi4j.local.arm.HostIdentity;
import dev.msi4j.local.arm.ResourceId;
import dev.msi4j.local.front.Json;
import dev.msi4j.local.store.Documents;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The rules of virtual machines. */
final class VirtualMachineStore {
  /** The kind under which the store keeps virtual machines. */
  static final String KIND = "microsoft.compute/virtualmachines";

  private final HostIdentities identities;
  private final Supplier<UUID> ids;

  VirtualMachineStore(HostIdentities identities, Supplier<UUID> ids) {
    this.identities = identities;
    this.ids = ids;
  }

  /** What a client asks a machine to be; null where it does not say. */
  record Wanted(
      @Nullable String location,
      @Nullable Map<String, String> tags,
      HostIdentities.@Nullable Wanted identity,
      @Nullable ObjectNode properties) {}

  /** A row, and whether the write made it. */
  record Written(VirtualMachineRow row, boolean created) {}

  VirtualMachineRow get(Documents documents, ResourceId id) {
    return find(documents, id).orElseThrow(() -> ArmErrors.resourceNotFound(id));
  }

  Optional<VirtualMachineRow> find(Documents documents, ResourceId id) {
    return documents.get(KIND, id.key()).map(body -> Json.read(body, VirtualMachineRow.class));
  }

  /** Makes a machine, or replaces what the client may change of the one that is there. */
  Written createOrUpdate(Documents documents, ResourceId id, Wanted wanted, ArmRequest request) {
    if (wanted.location == null) {
      throw ArmErrors.locationRequired();
    }
    var location = wanted.location;
    var existing = find(documents, id);
    existing
        .filter(row -> !row.location().equals(location))
        .ifPresent(row -> {
          throw ArmErrors.invalidResourceLocation(id, row.location(), location);
        });
    var current = existing.map(VirtualMachineRow::identity).orElse(HostIdentity.NONE);
    var identity =
        identities.replace(
            documents,
            new HostIdentities.Host(id, location, request),
            current,
            wanted.identity == null ? HostIdentities.Wanted.NONE : wanted.identity);
    var tags = wanted.tags == null ? Map.<String, String>of() : wanted.tags;
    var properties = wanted.properties == null ? Json.object() : wanted.properties;
    var row =
        existing
            .map(found -> found.with(tags, identity, properties))
            .orElseGet(() ->
                new VirtualMachineRow(
                    id.toString(),
                    id.name(),
                    location,
                    tags,
                    identity,
                    properties,
                    ids.get().toString()));
    return new Written(save(documents, id, row), existing.isEmpty());
  }

  /** Changes what the client names, and nothing else. */
  VirtualMachineRow update(Documents documents, ResourceId id, Wanted wanted, ArmRequest request) {
    var row = get(documents, id);
    var host = new HostIdentities.Host(id, row.location(), request);
    var identity =
        wanted.identity == null
            ? row.identity()
            : identities.merge(documents, host, row.identity(), wanted.identity);
    var properties = row.properties().deepCopy();
    if (wanted.properties != null) {
      properties.setAll(wanted.properties);
    }
    var tags = wanted.tags == null ? row.tags() : wanted.tags;
    return save(documents, id, row.with(tags, identity, properties));
  }

  /** Removes a machine; its own identity dies with it. */
  void delete(Documents documents, String key) {
    documents
        .get(KIND, key)
        .ifPresent(body -> {
          release(documents, Json.read(body, VirtualMachineRow.class));
          documents.delete(KIND, key);
        });
  }

  /** Takes the identities of a machine that is going away. */
  void release(Documents documents, VirtualMachineRow row) {
    var id = ResourceId.parse(row.id()).orElseThrow();
    identities.release(documents, id, row.identity());
  }

  private static VirtualMachineRow save(Documents documents, ResourceId id, VirtualMachineRow row) {
    documents.put(KIND, id.key(), Json.write(row));
    return row;
  }
}
