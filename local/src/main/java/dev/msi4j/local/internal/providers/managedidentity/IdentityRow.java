package dev.msi4j.local.internal.providers.managedidentity;

import dev.msi4j.local.internal.arm.GenericResource;
import dev.msi4j.local.internal.arm.ResourceId;
import dev.msi4j.local.internal.arm.SystemData;
import dev.msi4j.local.internal.json.Json;
import java.util.List;
import java.util.Map;

/**
 * A user-assigned identity as it is stored.
 *
 * @param assignmentRestrictions the providers or resource types that the identity can be assigned
 *     to; empty for all
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

  /** Converts the identity for lists across providers; its state is always Succeeded. */
  GenericResource toGenericResource() {
    return new GenericResource(
        ResourceId.parse(id).orElseThrow(),
        location,
        tags,
        Json.object(),
        "Succeeded",
        systemData.createdAt(),
        systemData.lastModifiedAt());
  }

  /** Returns a copy with the properties that a write changes. */
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
