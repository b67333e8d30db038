package dev.msi4j;

/** Creates the call of {@link SystemAssignedIdentities} and its asynchronous counterpart. */
record SystemAssignedIdentityCalls(ArgumentValidator validator) {
  ArmCall<SystemAssignedIdentity> getByScope(ResourceId scope) {
    return getByScope(ArgumentValidator.requireNonNull("scope", scope).canonical());
  }

  ArmCall<SystemAssignedIdentity> getByScope(String scope) {
    return ArmCall.get(
        Feature.SYSTEM_ASSIGNED_GET_BY_SCOPE,
        ArmPath.scope(validator.scope(scope)).managedIdentity().slash("identities", "default"),
        ArmCall.ResponseReader.json(SystemAssignedIdentity::fromJson));
  }
}
