package dev.msi4j;

import com.azure.core.util.BinaryData;
import java.util.Set;

/**
 * Creates the calls of {@link FlexibleFederatedIdentityCredentials} and its asynchronous
 * counterpart.
 */
record FlexibleFederatedIdentityCredentialCalls(
    ArgumentValidator validator, UserAssignedIdentityCalls identities) {
  private static final String TYPE = "flexibleFederatedIdentityCredentials";
  private static final ArmCall.ResponseReader<FlexibleFederatedIdentityCredential> CREDENTIAL =
      ArmCall.ResponseReader.json(FlexibleFederatedIdentityCredential::fromJson);

  ArmPath path(String resourceGroup, String identity, String name) {
    return identities.path(resourceGroup, identity).slash(TYPE, validator.credentialName(name));
  }

  /** Returns the path of a credential in any subscription. */
  ArmPath path(ResourceId id) {
    return identities
        .path(validator.ownerOfCredential(id, TYPE))
        .slash(TYPE, validator.credentialName(id.name()));
  }

  ArmCall<FlexibleFederatedIdentityCredential> createOrUpdate(
      ArmPath path, FlexibleFederatedIdentityCredential credential) {
    ArgumentValidator.requireNonNull("credential", credential);
    validator.federation(credential.federation());
    return put(path, ArmBody.of(credential::writeRequest, Set.of()));
  }

  ArmCall<FlexibleFederatedIdentityCredential> createOrUpdate(ArmPath path, BinaryData json) {
    return put(path, ArmBody.raw(ArgumentValidator.requireNonNull("json", json)));
  }

  private static ArmCall<FlexibleFederatedIdentityCredential> put(ArmPath path, ArmBody body) {
    return ArmCall.put(Feature.FLEXIBLE_CREATE_OR_UPDATE, path, body, CREDENTIAL);
  }

  ArmCall<FlexibleFederatedIdentityCredential> get(ArmPath path) {
    return ArmCall.get(Feature.FLEXIBLE_GET, path, CREDENTIAL);
  }
}
