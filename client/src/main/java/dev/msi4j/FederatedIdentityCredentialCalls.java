package dev.msi4j;

import com.azure.core.util.BinaryData;
import org.jspecify.annotations.Nullable;

/** The operations of {@link FederatedIdentityCredentials}, described. */
record FederatedIdentityCredentialCalls(
    ArgumentValidator check, UserAssignedIdentityCalls identities) {
  private static final ArmCall.Reading<FederatedIdentityCredential> CREDENTIAL =
      ArmCall.Reading.json(FederatedIdentityCredential::fromJson);

  ArmCall<FederatedIdentityCredential> createOrUpdate(
      String resourceGroup, String identity, String name, FederatedIdentityCredential credential) {
    ArgumentValidator.present("credential", credential);
    check.federation(credential.federation());
    ArmBody body = ArmBody.of(credential::writeRequest, credential.features());
    return put(resourceGroup, identity, name, body);
  }

  ArmCall<FederatedIdentityCredential> createOrUpdate(
      String resourceGroup, String identity, String name, BinaryData json) {
    ArmBody body = ArmBody.raw(ArgumentValidator.present("json", json));
    return put(resourceGroup, identity, name, body);
  }

  private ArmCall<FederatedIdentityCredential> put(
      String resourceGroup, String identity, String name, ArmBody body) {
    return ArmCall.put(
        Feature.CREDENTIAL_CREATE_OR_UPDATE, path(resourceGroup, identity, name), body, CREDENTIAL);
  }

  ArmCall<FederatedIdentityCredential> get(String resourceGroup, String identity, String name) {
    return ArmCall.get(Feature.CREDENTIAL_GET, path(resourceGroup, identity, name), CREDENTIAL);
  }

  ArmCall<DeleteResult> delete(String resourceGroup, String identity, String name) {
    return ArmCall.delete(Feature.CREDENTIAL_DELETE, path(resourceGroup, identity, name));
  }

  ArmCall<Page<FederatedIdentityCredential>> list(
      String resourceGroup, String identity, @Nullable Integer top, @Nullable String skiptoken) {
    return ArmCall.get(
            Feature.CREDENTIAL_LIST,
            collection(resourceGroup, identity),
            Page.of(FederatedIdentityCredential::fromJson))
        .with("$top", check.top(top))
        .with("$skiptoken", skiptoken);
  }

  private ArmPath path(String resourceGroup, String identity, String name) {
    return collection(resourceGroup, identity).slash(check.credentialName(name));
  }

  private ArmPath collection(String resourceGroup, String identity) {
    return identities.path(resourceGroup, identity).slash("federatedIdentityCredentials");
  }
}
