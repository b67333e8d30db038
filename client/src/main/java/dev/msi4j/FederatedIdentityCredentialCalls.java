package dev.msi4j;

import com.azure.core.util.BinaryData;
import org.jspecify.annotations.Nullable;

/** Creates the calls of {@link FederatedIdentityCredentials} and its asynchronous counterpart. */
record FederatedIdentityCredentialCalls(
    ArgumentValidator validator, UserAssignedIdentityCalls identities) {
  private static final String TYPE = "federatedIdentityCredentials";
  private static final ArmCall.ResponseReader<FederatedIdentityCredential> CREDENTIAL =
      ArmCall.ResponseReader.json(FederatedIdentityCredential::fromJson);

  ArmPath path(String resourceGroup, String identity, String name) {
    return collection(resourceGroup, identity).slash(validator.credentialName(name));
  }

  /** Returns the path of a credential in any subscription. */
  ArmPath path(ResourceId id) {
    return collection(validator.ownerOfCredential(id, TYPE))
        .slash(validator.credentialName(id.name()));
  }

  ArmPath collection(String resourceGroup, String identity) {
    return identities.path(resourceGroup, identity).slash(TYPE);
  }

  ArmPath collection(ResourceId identity) {
    return identities.path(identity).slash(TYPE);
  }

  ArmCall<FederatedIdentityCredential> createOrUpdate(
      ArmPath path, FederatedIdentityCredential credential) {
    ArgumentValidator.requireNonNull("credential", credential);
    validator.federation(credential.federation());
    return put(path, ArmBody.of(credential::writeRequest, credential.features()));
  }

  ArmCall<FederatedIdentityCredential> createOrUpdate(ArmPath path, BinaryData json) {
    return put(path, ArmBody.raw(ArgumentValidator.requireNonNull("json", json)));
  }

  private static ArmCall<FederatedIdentityCredential> put(ArmPath path, ArmBody body) {
    return ArmCall.put(Feature.CREDENTIAL_CREATE_OR_UPDATE, path, body, CREDENTIAL);
  }

  ArmCall<FederatedIdentityCredential> get(ArmPath path) {
    return ArmCall.get(Feature.CREDENTIAL_GET, path, CREDENTIAL);
  }

  ArmCall<DeleteResult> delete(ArmPath path) {
    return ArmCall.delete(Feature.CREDENTIAL_DELETE, path);
  }

  ArmCall<Page<FederatedIdentityCredential>> list(
      ArmPath collection, @Nullable Integer top, @Nullable String skiptoken) {
    return ArmCall.get(
            Feature.CREDENTIAL_LIST,
            collection,
            Page.of(() -> FederatedIdentityCredential::fromJson))
        .with("$top", validator.top(top))
        .with("$skiptoken", skiptoken);
  }
}
