package dev.msi4j.local.internal.providers.managedidentity;

import dev.msi4j.local.internal.arm.AssignableIdentities;
import dev.msi4j.local.internal.arm.ResourceId;
import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.store.Documents;
import java.util.Optional;

/** Reads the user-assigned identities in the store for the resources that refer to them. */
public final class StoredIdentities implements AssignableIdentities {
  @Override
  public String assignAction() {
    return "Microsoft.ManagedIdentity/userAssignedIdentities/assign/action";
  }

  @Override
  public boolean isIdentityType(ResourceId id) {
    return id.kind().equals(IdentityRules.KIND);
  }

  @Override
  public Optional<AssignableIdentity> find(Documents documents, ResourceId id) {
    return isIdentityType(id)
        ? documents
            .get(IdentityRules.KIND, id.key())
            .map(body -> assignable(Json.read(body, IdentityRow.class)))
        : Optional.empty();
  }

  private static AssignableIdentity assignable(IdentityRow row) {
    return new AssignableIdentity(
        row.principalId(),
        row.clientId(),
        row.location(),
        "Regional".equals(row.isolationScope()),
        row.assignmentRestrictions());
  }
}
