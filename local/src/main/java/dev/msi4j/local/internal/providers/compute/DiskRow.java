package dev.msi4j.local.internal.providers.compute;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.arm.GenericResource;
import dev.msi4j.local.internal.arm.ResourceId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A managed disk as it is stored.
 *
 * @param others other requested top-level members, such as the SKU and zones
 * @param properties the requested properties with defaults
 * @param managedBy the id of the virtual machine that the disk is attached to, or null
 * @param changedAt the time at which the last operation started or completed
 */
record DiskRow(
    String id,
    String name,
    String location,
    Map<String, String> tags,
    ObjectNode others,
    ObjectNode properties,
    @Nullable String managedBy,
    String uniqueId,
    String provisioningState,
    String createdAt,
    String changedAt) {

  /** Converts the disk for lists across providers. */
  GenericResource toGenericResource() {
    return new GenericResource(
        ResourceId.parse(id).orElseThrow(),
        location,
        tags,
        others,
        provisioningState,
        createdAt,
        changedAt);
  }

  /** Returns the disk with the members that a write changes. */
  DiskRow with(
      Map<String, String> newTags, ObjectNode newOthers, ObjectNode newProperties, String now) {
    return new DiskRow(
        id,
        name,
        location,
        newTags,
        newOthers,
        newProperties,
        managedBy,
        uniqueId,
        "Updating",
        createdAt,
        now);
  }

  DiskRow attachedTo(@Nullable String machine) {
    return new DiskRow(
        id,
        name,
        location,
        tags,
        others,
        properties,
        machine,
        uniqueId,
        provisioningState,
        createdAt,
        changedAt);
  }

  DiskRow succeeded(String now) {
    return withState("Succeeded", now);
  }

  DiskRow deleting(String now) {
    return withState("Deleting", now);
  }

  private DiskRow withState(String state, String now) {
    return new DiskRow(
        id, name, location, tags, others, properties, managedBy, uniqueId, state, createdAt, now);
  }
}
