package dev.msi4j.local.internal.providers.shells;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.arm.GenericResource;
import dev.msi4j.local.internal.arm.ManagedServiceIdentity;
import dev.msi4j.local.internal.arm.ResourceId;
import java.util.Map;

/**
 * A shell as it is stored.
 *
 * @param others other requested top-level members, such as the SKU and the kind
 * @param properties the requested properties without those that no response returns
 * @param uniqueId a GUID that no other resource has, also none of the same name
 * @param changedAt the time at which the last operation started or completed
 */
record ShellRow(
    String id,
    String name,
    String location,
    Map<String, String> tags,
    ManagedServiceIdentity identity,
    ObjectNode others,
    ObjectNode properties,
    String uniqueId,
    String provisioningState,
    String createdAt,
    String changedAt) {

  ResourceId resourceId() {
    return ResourceId.parse(id).orElseThrow();
  }

  /** Converts the resource for lists across providers. */
  GenericResource toGenericResource() {
    return new GenericResource(
        resourceId(), location, tags, others, provisioningState, createdAt, changedAt);
  }

  /** Returns the row with the members that a write changes. */
  ShellRow with(
      Map<String, String> newTags,
      ManagedServiceIdentity newIdentity,
      ObjectNode newOthers,
      ObjectNode newProperties,
      String now) {
    return new ShellRow(
        id,
        name,
        location,
        newTags,
        newIdentity,
        newOthers,
        newProperties,
        uniqueId,
        "Updating",
        createdAt,
        now);
  }

  ShellRow withState(String state, String now) {
    return new ShellRow(
        id, name, location, tags, identity, others, properties, uniqueId, state, createdAt, now);
  }
}
