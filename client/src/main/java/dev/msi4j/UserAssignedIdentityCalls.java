package dev.msi4j;

import com.azure.core.util.BinaryData;

/** The operations of {@link UserAssignedIdentities}, described. */
record UserAssignedIdentityCalls(ArgumentValidator check, String subscriptionId) {
  private static final ArmCall.Reading<Identity> IDENTITY =
      ArmCall.Reading.json(Identity::fromJson);

  ArmCall<Identity> createOrUpdate(String resourceGroup, String name, Identity identity) {
    check.identity(identity);
    return put(resourceGroup, name, ArmBody.of(identity::writeRequest, identity.features()));
  }

  ArmCall<Identity> createOrUpdate(String resourceGroup, String name, BinaryData json) {
    return put(resourceGroup, name, ArmBody.raw(ArgumentValidator.present("json", json)));
  }

  private ArmCall<Identity> put(String resourceGroup, String name, ArmBody body) {
    return ArmCall.put(
        Feature.IDENTITY_CREATE_OR_UPDATE, path(resourceGroup, name), body, IDENTITY);
  }

  ArmCall<Identity> get(String resourceGroup, String name) {
    return ArmCall.get(Feature.IDENTITY_GET, path(resourceGroup, name), IDENTITY);
  }

  ArmCall<Identity> get(ResourceId id) {
    String path = check.identityId(id).canonical();
    return ArmCall.get(Feature.IDENTITY_GET, ArmPath.scope(check.scope(path)), IDENTITY);
  }

  ArmCall<Identity> update(String resourceGroup, String name, IdentityUpdate update) {
    ArgumentValidator.present("update", update);
    return patch(resourceGroup, name, ArmBody.of(update::toJson, update.features()));
  }

  ArmCall<Identity> update(String resourceGroup, String name, BinaryData json) {
    return patch(resourceGroup, name, ArmBody.raw(ArgumentValidator.present("json", json)));
  }

  private ArmCall<Identity> patch(String resourceGroup, String name, ArmBody body) {
    return ArmCall.patch(Feature.IDENTITY_UPDATE, path(resourceGroup, name), body, IDENTITY);
  }

  ArmCall<DeleteResult> delete(String resourceGroup, String name) {
    return ArmCall.delete(Feature.IDENTITY_DELETE, path(resourceGroup, name));
  }

  ArmCall<Page<Identity>> listBySubscription() {
    return ArmCall.get(
        Feature.IDENTITY_LIST_BY_SUBSCRIPTION,
        ArmPath.subscription(subscriptionId).identities(),
        Page.of(Identity::fromJson));
  }

  ArmCall<Page<Identity>> listByResourceGroup(String resourceGroup) {
    return ArmCall.get(
        Feature.IDENTITY_LIST_BY_RESOURCE_GROUP,
        group(resourceGroup).identities(),
        Page.of(Identity::fromJson));
  }

  ArmCall<Page<AssociatedResource>> listAssociatedResources(
      String resourceGroup, String name, AssociatedResourcesQuery query) {
    ArgumentValidator.present("query", query);
    return ArmCall.post(
            Feature.IDENTITY_LIST_ASSOCIATED_RESOURCES,
            path(resourceGroup, name).slash("listAssociatedResources"),
            Page.of(AssociatedResource::fromJson))
        .with("$filter", query.filter())
        .with("$orderby", query.orderby())
        .with("$top", check.top(query.top()))
        .with("$skip", check.skip(query.skip()))
        .with("$skiptoken", query.skiptoken());
  }

  ArmCall<Integer> revokeTokens(String resourceGroup, String name) {
    return ArmCall.post(
        Feature.IDENTITY_REVOKE_TOKENS,
        path(resourceGroup, name).slash("revokeTokens"),
        ArmCall.Reading.status());
  }

  ArmPath path(String resourceGroup, String name) {
    return group(resourceGroup).identities().slash(check.identityName(name));
  }

  private ArmPath group(String resourceGroup) {
    return ArmPath.resourceGroup(subscriptionId, check.resourceGroup(resourceGroup));
  }
}
