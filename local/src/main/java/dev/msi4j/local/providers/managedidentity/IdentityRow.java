package dev.msi4j.local.providers.managedidentity;

import dev.msi4j.local.arm.SystemData;
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
