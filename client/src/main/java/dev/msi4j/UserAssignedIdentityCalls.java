package dev.msi4j;

import com.azure.core.util.BinaryData;

/** Creates the calls of {@link UserAssignedIdentities} and of its asynchronous counterpart. */
record UserAssignedIdentityCalls(ArgumentValidator validator, ArmPath subscription) {
  private static final String COLLECTION = "userAssignedIdentities";
  private static final ArmCall.ResponseReader<Identity> IDENTITY =
      ArmCall.ResponseReader.json(Identity::fromJson);

  UserAssignedIdentityCalls(ArgumentValidator validator, String subscriptionId) {
    this(validator, ArmPath.subscription(subscriptionId));
  }

  ArmPath path(String resourceGroup, String name) {
    return path(subscription, resourceGroup, name);
  }

  /** Returns the path of an identity in any subscription. */
  ArmPath path(ResourceId id) {
    validator.identityId(id);
    String subscriptionId = ArgumentValidator.requireNonNull("subscriptionId", id.subscriptionId());
    return path(
        ArmPath.subscription(validator.subscriptionId("subscriptionId", subscriptionId)),
        ArgumentValidator.requireNonNull("resourceGroup", id.resourceGroup()),
        id.name());
  }

  private ArmPath path(ArmPath parent, String resourceGroup, String name) {
    return parent.slash(
        "resourceGroups",
        validator.resourceGroup(resourceGroup),
        "providers",
        "Microsoft.ManagedIdentity",
        COLLECTION,
        validator.identityName(name));
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
        subscription.managedIdentity().slash(COLLECTION),
        Page.of(Identity::reader));
  }

  ArmCall<Page<Identity>> listByResourceGroup(String resourceGroup) {
    return ArmCall.get(
        Feature.IDENTITY_LIST_BY_RESOURCE_GROUP,
        subscription
            .slash("resourceGroups", validator.resourceGroup(resourceGroup))
            .managedIdentity()
            .slash(COLLECTION),
        Page.of(Identity::reader));
  }

  ArmCall<Page<AssociatedResource>> listAssociatedResources(
      ArmPath path, AssociatedResourcesQuery query) {
    ArgumentValidator.requireNonNull("query", query);
    return ArmCall.post(
            Feature.IDENTITY_LIST_ASSOCIATED_RESOURCES,
            path.slash("listAssociatedResources"),
            Page.of(() -> AssociatedResource::fromJson))
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
