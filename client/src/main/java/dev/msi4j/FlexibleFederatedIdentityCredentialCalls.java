package dev.msi4j;

import com.azure.core.util.BinaryData;
import java.util.Set;

/** The operations of {@link FlexibleFederatedIdentityCredentials}, described. */
record FlexibleFederatedIdentityCredentialCalls(
    ArgumentValidator check, UserAssignedIdentityCalls identities) {
  private static final ArmCall.Reading<FlexibleFederatedIdentityCredential> CREDENTIAL =
      ArmCall.Reading.json(FlexibleFederatedIdentityCredential::fromJson);

  ArmCall<FlexibleFederatedIdentityCredential> createOrUpdate(
      String resourceGroup,
      String identity,
      String name,
      FlexibleFederatedIdentityCredential credential) {
    ArgumentValidator.present("credential", credential);
    check.federation(credential.federation());
    ArmBody body = ArmBody.of(credential::writeRequest, Set.of());
    return put(resourceGroup, identity, name, body);
  }

  ArmCall<FlexibleFederatedIdentityCredential> createOrUpdate(
      String resourceGroup, String identity, String name, BinaryData json) {
    ArmBody body = ArmBody.raw(ArgumentValidator.present("json", json));
    return put(resourceGroup, identity, name, body);
  }

  private ArmCall<FlexibleFederatedIdentityCredential> put(
      String resourceGroup, String identity, String name, ArmBody body) {
    return ArmCall.put(
        Feature.FLEXIBLE_CREATE_OR_UPDATE, path(resourceGroup, identity, name), body, CREDENTIAL);
  }

  ArmCall<FlexibleFederatedIdentityCredential> get(
      String resourceGroup, String identity, String name) {
    return ArmCall.get(Feature.FLEXIBLE_GET, path(resourceGroup, identity, name), CREDENTIAL);
  }

  private ArmPath path(String resourceGroup, String identity, String name) {
    return identities
        .path(resourceGroup, identity)
        .slash("flexibleFederatedIdentityCredentials", check.credentialName(name));
  }
}
