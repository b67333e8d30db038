package dev.msi4j;

/** The operation of {@link SystemAssignedIdentities}, described. */
record SystemAssignedIdentityCalls(ArgumentValidator check) {
  ArmCall<SystemAssignedIdentity> getByScope(String scope) {
    return ArmCall.get(
        Feature.SYSTEM_ASSIGNED_GET_BY_SCOPE,
        ArmPath.scope(check.scope(scope)).managedIdentity().slash("identities", "default"),
        ArmCall.Reading.json(SystemAssignedIdentity::fromJson));
  }
}
