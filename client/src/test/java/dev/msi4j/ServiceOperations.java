package dev.msi4j;

import static com.azure.core.util.Context.NONE;
import static dev.msi4j.ScriptedServer.GROUP;
import static dev.msi4j.ScriptedServer.IDENTITIES;
import static dev.msi4j.ScriptedServer.IDENTITY;
import static dev.msi4j.ServiceOperation.listing;
import static dev.msi4j.ServiceOperation.read;

import com.azure.core.util.BinaryData;
import java.util.stream.Stream;

/** All operations of the service with example arguments. */
final class ServiceOperations {
  private static final String V = "?api-version=2024-11-30";
  private static final String VM =
      "subscriptions/sub/resourceGroups/group/providers/Microsoft.Compute/virtualMachines/vm";
  private static final String CREDENTIALS = IDENTITY + "/federatedIdentityCredentials";
  private static final String CREDENTIAL = CREDENTIALS + "/cred";
  private static final String FLEXIBLE =
      IDENTITY + "/flexibleFederatedIdentityCredentials/cred?api-version=2025-01-31-preview";
  private static final String RAW_JSON = "{ \"raw\" : 1.0 }";
  private static final BinaryData RAW = BinaryData.fromString(RAW_JSON);
  private static final Identity IDENTITY_MODEL =
      Identity.builder().location("eastus").isolationScope(IsolationScope.REGIONAL).build();
  private static final String IDENTITY_JSON =
      "{\"location\":\"eastus\",\"properties\":{\"isolationScope\":\"Regional\"}}";
  private static final IdentityUpdate UPDATE = IdentityUpdate.builder().noTags().build();
  private static final String UPDATE_JSON = "{\"tags\":{}}";
  private static final FederatedIdentityCredential CREDENTIAL_MODEL =
      FederatedIdentityCredential.builder()
          .issuer("https://issuer.test")
          .subject("s")
          .audiences("api://AzureADTokenExchange")
          .build();
  private static final String CREDENTIAL_JSON =
      "{\"properties\":{\"issuer\":\"https://issuer.test\",\"subject\":\"s\","
          + "\"audiences\":[\"api://AzureADTokenExchange\"]}}";
  private static final FlexibleFederatedIdentityCredential FLEXIBLE_MODEL =
      FlexibleFederatedIdentityCredential.builder()
          .issuer("https://issuer.test")
          .claimsMatchingExpression(ClaimsMatchingExpression.of("claims['sub'] eq 's'"))
          .audiences("api://AzureADTokenExchange")
          .build();
  private static final String FLEXIBLE_JSON =
      "{\"properties\":{\"issuer\":\"https://issuer.test\","
          + "\"audiences\":[\"api://AzureADTokenExchange\"],\"claimsMatchingExpression\":"
          + "{\"value\":\"claims['sub'] eq 's'\",\"languageVersion\":1}}}";
  private static final AssociatedResourcesQuery QUERY =
      AssociatedResourcesQuery.builder()
          .filter("f eq 1")
          .orderby("name")
          .top(2)
          .skip(3)
          .skiptoken("t=")
          .build();

  private ServiceOperations() {}

  static Stream<ServiceOperation> all() {
    return Stream.of(identities(), credentials(), flexibleCredentials(), others(), byId("sub"))
        .flatMap(each -> each);
  }

  private static Stream<ServiceOperation> identities() {
    return Stream.of(
        read(
                "create an identity",
                "PUT " + IDENTITY + V,
                c -> c.userAssignedIdentities().createOrUpdate("group", "name", IDENTITY_MODEL),
                c ->
                    c.userAssignedIdentities()
                        .createOrUpdateWithResponse("group", "name", IDENTITY_MODEL, NONE),
                c -> c.userAssignedIdentities().createOrUpdate("group", "name", IDENTITY_MODEL),
                c ->
                    c.userAssignedIdentities()
                        .createOrUpdateWithResponse("group", "name", IDENTITY_MODEL))
            .body(IDENTITY_JSON)
            .success(200, 201),
        read(
                "create an identity from JSON",
                "PUT " + IDENTITY + V,
                c -> c.userAssignedIdentities().createOrUpdate("group", "name", RAW),
                c ->
                    c.userAssignedIdentities()
                        .createOrUpdateWithResponse("group", "name", RAW, NONE),
                c -> c.userAssignedIdentities().createOrUpdate("group", "name", RAW),
                c -> c.userAssignedIdentities().createOrUpdateWithResponse("group", "name", RAW))
            .body(RAW_JSON)
            .success(200, 201),
        read(
            "get an identity",
            "GET " + IDENTITY + V,
            c -> c.userAssignedIdentities().get("group", "name"),
            c -> c.userAssignedIdentities().getWithResponse("group", "name", NONE),
            c -> c.userAssignedIdentities().get("group", "name"),
            c -> c.userAssignedIdentities().getWithResponse("group", "name")),
        read(
                "update an identity",
                "PATCH " + IDENTITY + V,
                c -> c.userAssignedIdentities().update("group", "name", UPDATE),
                c -> c.userAssignedIdentities().updateWithResponse("group", "name", UPDATE, NONE),
                c -> c.userAssignedIdentities().update("group", "name", UPDATE),
                c -> c.userAssignedIdentities().updateWithResponse("group", "name", UPDATE))
            .body(UPDATE_JSON),
        read(
                "update an identity from JSON",
                "PATCH " + IDENTITY + V,
                c -> c.userAssignedIdentities().update("group", "name", RAW),
                c -> c.userAssignedIdentities().updateWithResponse("group", "name", RAW, NONE),
                c -> c.userAssignedIdentities().update("group", "name", RAW),
                c -> c.userAssignedIdentities().updateWithResponse("group", "name", RAW))
            .body(RAW_JSON),
        read(
                "delete an identity",
                "DELETE " + IDENTITY + V,
                c -> c.userAssignedIdentities().delete("group", "name"),
                c -> c.userAssignedIdentities().deleteWithResponse("group", "name", NONE),
                c -> c.userAssignedIdentities().delete("group", "name"),
                c -> c.userAssignedIdentities().deleteWithResponse("group", "name"))
            .success(200, 204),
        listing(
            "list identities of the subscription",
            "GET /subscriptions/sub" + IDENTITIES + V,
            c -> c.userAssignedIdentities().listBySubscription(),
            c -> c.userAssignedIdentities().listBySubscription(NONE),
            c -> c.userAssignedIdentities().listBySubscription()),
        listing(
            "list identities of a group",
            "GET " + GROUP + IDENTITIES + V,
            c -> c.userAssignedIdentities().listByResourceGroup("group"),
            c -> c.userAssignedIdentities().listByResourceGroup("group", NONE),
            c -> c.userAssignedIdentities().listByResourceGroup("group")),
        listing(
            "list associated resources",
            "POST " + IDENTITY + "/listAssociatedResources?api-version=2022-01-31-preview",
            c -> c.userAssignedIdentities().listAssociatedResources("group", "name"),
            c ->
                c.userAssignedIdentities()
                    .listAssociatedResources("group", "name", AssociatedResourcesQuery.ALL, NONE),
            c -> c.userAssignedIdentities().listAssociatedResources("group", "name")),
        listing(
            "query associated resources",
            "POST "
                + IDENTITY
                + "/listAssociatedResources?$filter=f%20eq%201&$orderby=name&$top=2&$skip=3&$skiptoken=t%3D"
                + "&api-version=2022-01-31-preview",
            c -> c.userAssignedIdentities().listAssociatedResources("group", "name", QUERY),
            c -> c.userAssignedIdentities().listAssociatedResources("group", "name", QUERY, NONE),
            c -> c.userAssignedIdentities().listAssociatedResources("group", "name", QUERY)),
        read(
            "revoke tokens",
            "POST " + IDENTITY + "/revokeTokens?api-version=2023-07-31-preview",
            c -> c.userAssignedIdentities().revokeTokens("group", "name"),
            c -> c.userAssignedIdentities().revokeTokensWithResponse("group", "name", NONE),
            c -> c.userAssignedIdentities().revokeTokens("group", "name"),
            c -> c.userAssignedIdentities().revokeTokensWithResponse("group", "name")));
  }

  private static Stream<ServiceOperation> credentials() {
    return Stream.of(
        read(
                "create a credential",
                "PUT " + CREDENTIAL + V,
                c ->
                    c.federatedIdentityCredentials()
                        .createOrUpdate("group", "name", "cred", CREDENTIAL_MODEL),
                c ->
                    c.federatedIdentityCredentials()
                        .createOrUpdateWithResponse(
                            "group", "name", "cred", CREDENTIAL_MODEL, NONE),
                c ->
                    c.federatedIdentityCredentials()
                        .createOrUpdate("group", "name", "cred", CREDENTIAL_MODEL),
                c ->
                    c.federatedIdentityCredentials()
                        .createOrUpdateWithResponse("group", "name", "cred", CREDENTIAL_MODEL))
            .body(CREDENTIAL_JSON)
            .success(200, 201),
        read(
                "create a credential from JSON",
                "PUT " + CREDENTIAL + V,
                c -> c.federatedIdentityCredentials().createOrUpdate("group", "name", "cred", RAW),
                c ->
                    c.federatedIdentityCredentials()
                        .createOrUpdateWithResponse("group", "name", "cred", RAW, NONE),
                c -> c.federatedIdentityCredentials().createOrUpdate("group", "name", "cred", RAW),
                c ->
                    c.federatedIdentityCredentials()
                        .createOrUpdateWithResponse("group", "name", "cred", RAW))
            .body(RAW_JSON)
            .success(200, 201),
        read(
            "get a credential",
            "GET " + CREDENTIAL + V,
            c -> c.federatedIdentityCredentials().get("group", "name", "cred"),
            c -> c.federatedIdentityCredentials().getWithResponse("group", "name", "cred", NONE),
            c -> c.federatedIdentityCredentials().get("group", "name", "cred"),
            c -> c.federatedIdentityCredentials().getWithResponse("group", "name", "cred")),
        read(
                "delete a credential",
                "DELETE " + CREDENTIAL + V,
                c -> c.federatedIdentityCredentials().delete("group", "name", "cred"),
                c ->
                    c.federatedIdentityCredentials()
                        .deleteWithResponse("group", "name", "cred", NONE),
                c -> c.federatedIdentityCredentials().delete("group", "name", "cred"),
                c -> c.federatedIdentityCredentials().deleteWithResponse("group", "name", "cred"))
            .success(200, 204),
        listing(
            "list credentials",
            "GET " + CREDENTIALS + V,
            c -> c.federatedIdentityCredentials().list("group", "name"),
            c -> c.federatedIdentityCredentials().list("group", "name", null, null, NONE),
            c -> c.federatedIdentityCredentials().list("group", "name")),
        listing(
            "list two credentials from a token on",
            "GET " + CREDENTIALS + "?$top=2&$skiptoken=t%3D&api-version=2024-11-30",
            c -> c.federatedIdentityCredentials().list("group", "name", 2, "t="),
            c -> c.federatedIdentityCredentials().list("group", "name", 2, "t=", NONE),
            c -> c.federatedIdentityCredentials().list("group", "name", 2, "t=")));
  }

  private static Stream<ServiceOperation> flexibleCredentials() {
    return Stream.of(
        read(
                "create a flexible credential",
                "PUT " + FLEXIBLE,
                c ->
                    c.flexibleFederatedIdentityCredentials()
                        .createOrUpdate("group", "name", "cred", FLEXIBLE_MODEL),
                c ->
                    c.flexibleFederatedIdentityCredentials()
                        .createOrUpdateWithResponse("group", "name", "cred", FLEXIBLE_MODEL, NONE),
                c ->
                    c.flexibleFederatedIdentityCredentials()
                        .createOrUpdate("group", "name", "cred", FLEXIBLE_MODEL),
                c ->
                    c.flexibleFederatedIdentityCredentials()
                        .createOrUpdateWithResponse("group", "name", "cred", FLEXIBLE_MODEL))
            .body(FLEXIBLE_JSON)
            .success(200, 201),
        read(
                "create a flexible credential from JSON",
                "PUT " + FLEXIBLE,
                c ->
                    c.flexibleFederatedIdentityCredentials()
                        .createOrUpdate("group", "name", "cred", RAW),
                c ->
                    c.flexibleFederatedIdentityCredentials()
                        .createOrUpdateWithResponse("group", "name", "cred", RAW, NONE),
                c ->
                    c.flexibleFederatedIdentityCredentials()
                        .createOrUpdate("group", "name", "cred", RAW),
                c ->
                    c.flexibleFederatedIdentityCredentials()
                        .createOrUpdateWithResponse("group", "name", "cred", RAW))
            .body(RAW_JSON)
            .success(200, 201),
        read(
            "get a flexible credential",
            "GET " + FLEXIBLE,
            c -> c.flexibleFederatedIdentityCredentials().get("group", "name", "cred"),
            c ->
                c.flexibleFederatedIdentityCredentials()
                    .getWithResponse("group", "name", "cred", NONE),
            c -> c.flexibleFederatedIdentityCredentials().get("group", "name", "cred"),
            c ->
                c.flexibleFederatedIdentityCredentials().getWithResponse("group", "name", "cred")));
  }

  private static Stream<ServiceOperation> others() {
    return Stream.of(
        read(
            "get the identity of a resource",
            "GET /" + VM + "/providers/Microsoft.ManagedIdentity/identities/default" + V,
            c -> c.systemAssignedIdentities().getByScope(VM),
            c -> c.systemAssignedIdentities().getByScopeWithResponse(VM, NONE),
            c -> c.systemAssignedIdentities().getByScope(VM),
            c -> c.systemAssignedIdentities().getByScopeWithResponse(VM)),
        listing(
            "list the operations",
            "GET /providers/Microsoft.ManagedIdentity/operations" + V,
            c -> c.operations().list(),
            c -> c.operations().list(NONE),
            c -> c.operations().list()));
  }

  /** Returns the operations that take a resource id, for resources in the given subscription. */
  static Stream<ServiceOperation> byId(String subscription) {
    String path = IDENTITY.replace("/sub/", "/" + subscription + "/");
    ResourceId id = ResourceId.parse(path.replace("resourceGroups", "resourcegroups"));
    ResourceId credential = id.child("federatedIdentityCredentials", "cred");
    ResourceId flexible = id.child("flexibleFederatedIdentityCredentials", "cred");
    ResourceId vm =
        ResourceId.resourceGroup(subscription, "group")
            .extension("Microsoft.Compute", "virtualMachines", "vm");
    return Stream.of(
        read(
                "create an identity by id",
                "PUT " + path + V,
                c -> c.userAssignedIdentities().createOrUpdate(id, IDENTITY_MODEL),
                c ->
                    c.userAssignedIdentities().createOrUpdateWithResponse(id, IDENTITY_MODEL, NONE),
                c -> c.userAssignedIdentities().createOrUpdate(id, IDENTITY_MODEL),
                c -> c.userAssignedIdentities().createOrUpdateWithResponse(id, IDENTITY_MODEL))
            .body(IDENTITY_JSON)
            .success(200, 201),
        read(
                "create an identity from JSON by id",
                "PUT " + path + V,
                c -> c.userAssignedIdentities().createOrUpdate(id, RAW),
                c -> c.userAssignedIdentities().createOrUpdateWithResponse(id, RAW, NONE),
                c -> c.userAssignedIdentities().createOrUpdate(id, RAW),
                c -> c.userAssignedIdentities().createOrUpdateWithResponse(id, RAW))
            .body(RAW_JSON)
            .success(200, 201),
        read(
            "get an identity by id",
            "GET " + path + V,
            c -> c.userAssignedIdentities().get(id),
            c -> c.userAssignedIdentities().getWithResponse(id, NONE),
            c -> c.userAssignedIdentities().get(id),
            c -> c.userAssignedIdentities().getWithResponse(id)),
        read(
                "update an identity by id",
                "PATCH " + path + V,
                c -> c.userAssignedIdentities().update(id, UPDATE),
                c -> c.userAssignedIdentities().updateWithResponse(id, UPDATE, NONE),
                c -> c.userAssignedIdentities().update(id, UPDATE),
                c -> c.userAssignedIdentities().updateWithResponse(id, UPDATE))
            .body(UPDATE_JSON),
        read(
                "update an identity from JSON by id",
                "PATCH " + path + V,
                c -> c.userAssignedIdentities().update(id, RAW),
                c -> c.userAssignedIdentities().updateWithResponse(id, RAW, NONE),
                c -> c.userAssignedIdentities().update(id, RAW),
                c -> c.userAssignedIdentities().updateWithResponse(id, RAW))
            .body(RAW_JSON),
        read(
                "delete an identity by id",
                "DELETE " + path + V,
                c -> c.userAssignedIdentities().delete(id),
                c -> c.userAssignedIdentities().deleteWithResponse(id, NONE),
                c -> c.userAssignedIdentities().delete(id),
                c -> c.userAssignedIdentities().deleteWithResponse(id))
            .success(200, 204),
        listing(
            "list associated resources by id",
            "POST " + path + "/listAssociatedResources?api-version=2022-01-31-preview",
            c -> c.userAssignedIdentities().listAssociatedResources(id),
            c ->
                c.userAssignedIdentities()
                    .listAssociatedResources(id, AssociatedResourcesQuery.ALL, NONE),
            c -> c.userAssignedIdentities().listAssociatedResources(id)),
        listing(
            "query associated resources by id",
            "POST "
                + path
                + "/listAssociatedResources?$filter=f%20eq%201&$orderby=name&$top=2&$skip=3&$skiptoken=t%3D"
                + "&api-version=2022-01-31-preview",
            c -> c.userAssignedIdentities().listAssociatedResources(id, QUERY),
            c -> c.userAssignedIdentities().listAssociatedResources(id, QUERY, NONE),
            c -> c.userAssignedIdentities().listAssociatedResources(id, QUERY)),
        read(
            "revoke tokens by id",
            "POST " + path + "/revokeTokens?api-version=2023-07-31-preview",
            c -> c.userAssignedIdentities().revokeTokens(id),
            c -> c.userAssignedIdentities().revokeTokensWithResponse(id, NONE),
            c -> c.userAssignedIdentities().revokeTokens(id),
            c -> c.userAssignedIdentities().revokeTokensWithResponse(id)),
        read(
                "create a credential by id",
                "PUT " + path + "/federatedIdentityCredentials/cred" + V,
                c -> c.federatedIdentityCredentials().createOrUpdate(credential, CREDENTIAL_MODEL),
                c ->
                    c.federatedIdentityCredentials()
                        .createOrUpdateWithResponse(credential, CREDENTIAL_MODEL, NONE),
                c -> c.federatedIdentityCredentials().createOrUpdate(credential, CREDENTIAL_MODEL),
                c ->
                    c.federatedIdentityCredentials()
                        .createOrUpdateWithResponse(credential, CREDENTIAL_MODEL))
            .body(CREDENTIAL_JSON)
            .success(200, 201),
        read(
                "create a credential from JSON by id",
                "PUT " + path + "/federatedIdentityCredentials/cred" + V,
                c -> c.federatedIdentityCredentials().createOrUpdate(credential, RAW),
                c ->
                    c.federatedIdentityCredentials()
                        .createOrUpdateWithResponse(credential, RAW, NONE),
                c -> c.federatedIdentityCredentials().createOrUpdate(credential, RAW),
                c -> c.federatedIdentityCredentials().createOrUpdateWithResponse(credential, RAW))
            .body(RAW_JSON)
            .success(200, 201),
        read(
            "get a credential by id",
            "GET " + path + "/federatedIdentityCredentials/cred" + V,
            c -> c.federatedIdentityCredentials().get(credential),
            c -> c.federatedIdentityCredentials().getWithResponse(credential, NONE),
            c -> c.federatedIdentityCredentials().get(credential),
            c -> c.federatedIdentityCredentials().getWithResponse(credential)),
        read(
                "delete a credential by id",
                "DELETE " + path + "/federatedIdentityCredentials/cred" + V,
                c -> c.federatedIdentityCredentials().delete(credential),
                c -> c.federatedIdentityCredentials().deleteWithResponse(credential, NONE),
                c -> c.federatedIdentityCredentials().delete(credential),
                c -> c.federatedIdentityCredentials().deleteWithResponse(credential))
            .success(200, 204),
        listing(
            "list credentials by id",
            "GET " + path + "/federatedIdentityCredentials" + V,
            c -> c.federatedIdentityCredentials().list(id),
            c -> c.federatedIdentityCredentials().list(id, null, null, NONE),
            c -> c.federatedIdentityCredentials().list(id)),
        listing(
            "list two credentials from a token on by id",
            "GET "
                + path
                + "/federatedIdentityCredentials?$top=2&$skiptoken=t%3D&api-version=2024-11-30",
            c -> c.federatedIdentityCredentials().list(id, 2, "t="),
            c -> c.federatedIdentityCredentials().list(id, 2, "t=", NONE),
            c -> c.federatedIdentityCredentials().list(id, 2, "t=")),
        read(
                "create a flexible credential by id",
                "PUT "
                    + path
                    + "/flexibleFederatedIdentityCredentials/cred?api-version=2025-01-31-preview",
                c ->
                    c.flexibleFederatedIdentityCredentials()
                        .createOrUpdate(flexible, FLEXIBLE_MODEL),
                c ->
                    c.flexibleFederatedIdentityCredentials()
                        .createOrUpdateWithResponse(flexible, FLEXIBLE_MODEL, NONE),
                c ->
                    c.flexibleFederatedIdentityCredentials()
                        .createOrUpdate(flexible, FLEXIBLE_MODEL),
                c ->
                    c.flexibleFederatedIdentityCredentials()
                        .createOrUpdateWithResponse(flexible, FLEXIBLE_MODEL))
            .body(FLEXIBLE_JSON)
            .success(200, 201),
        read(
                "create a flexible credential from JSON by id",
                "PUT "
                    + path
                    + "/flexibleFederatedIdentityCredentials/cred?api-version=2025-01-31-preview",
                c -> c.flexibleFederatedIdentityCredentials().createOrUpdate(flexible, RAW),
                c ->
                    c.flexibleFederatedIdentityCredentials()
                        .createOrUpdateWithResponse(flexible, RAW, NONE),
                c -> c.flexibleFederatedIdentityCredentials().createOrUpdate(flexible, RAW),
                c ->
                    c.flexibleFederatedIdentityCredentials()
                        .createOrUpdateWithResponse(flexible, RAW))
            .body(RAW_JSON)
            .success(200, 201),
        read(
            "get a flexible credential by id",
            "GET "
                + path
                + "/flexibleFederatedIdentityCredentials/cred?api-version=2025-01-31-preview",
            c -> c.flexibleFederatedIdentityCredentials().get(flexible),
            c -> c.flexibleFederatedIdentityCredentials().getWithResponse(flexible, NONE),
            c -> c.flexibleFederatedIdentityCredentials().get(flexible),
            c -> c.flexibleFederatedIdentityCredentials().getWithResponse(flexible)),
        read(
            "get the identity of a resource by id",
            "GET " + vm.canonical() + "/providers/Microsoft.ManagedIdentity/identities/default" + V,
            c -> c.systemAssignedIdentities().getByScope(vm),
            c -> c.systemAssignedIdentities().getByScopeWithResponse(vm, NONE),
            c -> c.systemAssignedIdentities().getByScope(vm),
            c -> c.systemAssignedIdentities().getByScopeWithResponse(vm)));
  }
}
