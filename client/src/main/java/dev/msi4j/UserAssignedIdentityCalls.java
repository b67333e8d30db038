package dev.msi4j;

import com.azure.core.util.BinaryData;

/** Creates the calls of {@link UserAssignedIdentities} and of its asynchronous counterpart. */
record UserAssignedIdentityCalls(ArgumentValidator validator, String subscriptionId) {
  private static final ArmCall.ResponseReader<Identity> IDENTITY =
      ArmCall.ResponseReader.json(Identity::fromJson);

  ArmPath path(String resourceGroup, String name) {
    return path(subscriptionId, resourceGroup, name);
  }

  /** Returns the path of an identity in any subscription. */
  ArmPath path(ResourceId id) {
    validator.identityId(id);
    String subscription = ArgumentValidator.requireNonNull("subscriptionId", id.subscriptionId());
    return path(
        validator.subscriptionId("subscriptionId", subscription),
        ArgumentValidator.requireNonNull("resourceGroup", id.resourceGroup()),
        id.name());
  }

  private ArmPath path(String subscription, String resourceGroup, String name) {
    return group(subscription, resourceGroup).identities().slash(validator.identityName(name));
  }

  private ArmPath group(String subscription, String resourceGroup) {
    return ArmPath.resourceGroup(subscription, validator.resourceGroup(resourceGroup));
  }

  ArmCall<Identity> createOrUpdate(ArmPath path, Identity identity) {
    validator.identity(identity);
    return put(path, ArmBody.of(identity::writeRequest, identity.features()));
  }

  ArmCall<Identity> createOrUpdate(ArmPath path, BinaryData json) {
    return put(path, ArmBody.raw(ArgumentValidator.requireNonNull("json", json)));
  }

  private static ArmCall<Identity> put(ArmPath path, ArmBody body) {
    return ArmCall.put(Feature.IDENTITY_CREATE_OR_UPDATE, path, body, IDENTITY);
  }

  ArmCall<Identity> get(ArmPath path) {
    return ArmCall.get(Feature.IDENTITY_GET, path, IDENTITY);
  }

  ArmCall<Identity> update(ArmPath path, IdentityUpdate update) {
    ArgumentValidator.requireNonNull("update", update);
    return patch(path, ArmBody.of(update::toJson, update.features()));
  }

  ArmCall<Identity> update(ArmPath path, BinaryData json) {
    return patch(path, ArmBody.raw(ArgumentValidator.requireNonNull("json", json)));
  }

  private static ArmCall<Identity> patch(ArmPath path, ArmBody body) {
    return ArmCall.patch(Feature.IDENTITY_UPDATE, path, body, IDENTITY);
  }

  ArmCall<DeleteResult> delete(ArmPath path) {
    return ArmCall.delete(Feature.IDENTITY_DELETE, path);
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
        group(subscriptionId, resourceGroup).identities(),
        Page.of(Identity::fromJson));
  }

  ArmCall<Page<AssociatedResource>> listAssociatedResources(
      ArmPath path, AssociatedResourcesQuery query) {
    ArgumentValidator.requireNonNull("query", query);
    return ArmCall.post(
            Feature.IDENTITY_LIST_ASSOCIATED_RESOURCES,
            path.slash("listAssociatedResources"),
            Page.of(AssociatedResource::fromJson))
        .with("$filter", query.filter())
        .with("$orderby", query.orderby())
        .with("$top", validator.top(query.top()))
        .with("$skip", validator.skip(query.skip()))
        .with("$skiptoken", query.skiptoken());
  }

  ArmCall<Integer> revokeTokens(ArmPath path) {
    return ArmCall.post(
        Feature.IDENTITY_REVOKE_TOKENS,
        path.slash("revokeTokens"),
        ArmCall.ResponseReader.status());
  }
}
