package dev.msi4j.local.internal.providers.managedidentity;

import dev.msi4j.local.internal.arm.GenericResource;
import dev.msi4j.local.internal.arm.ResourceId;
import dev.msi4j.local.internal.arm.SystemData;
import dev.msi4j.local.internal.json.Json;
import java.util.List;
import java.util.Map;

/**
 * A user-assigned identity as the store keeps it.
 *
 * @param assignmentRestrictions providers or resource types it may be assigned to; empty for all
 */
record IdentityRow(
    String id,
    String name,
    String location,
    Map<String, String> tags,
    String tenantId,
    String principalId,
    String clientId,
    String isolationScope,
    List<String> assignmentRestrictions,
    SystemData systemData) {

  /** The identity as lists across providers show it; it has no state but this one. */
  GenericResource described() {
    return new GenericResource(
        ResourceId.parse(id).orElseThrow(),
        location,
        tags,
        Json.object(),
        "Succeeded",
        systemData.createdAt(),
        systemData.lastModifiedAt());
  }

  /** The same identity after a write. */
  IdentityRow with(
      Map<String, String> tags,
      String isolationScope,
      List<String> assignmentRestrictions,
      SystemData systemData) {
    return new IdentityRow(
        id,
        name,
        location,
        tags,
        tenantId,
        principalId,
        clientId,
        isolationScope,
        assignmentRestrictions,
        systemData);
  }
}
