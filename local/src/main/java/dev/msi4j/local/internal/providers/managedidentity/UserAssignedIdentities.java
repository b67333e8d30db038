package dev.msi4j.local.internal.providers.managedidentity;

import com.fasterxml.jackson.databind.JsonNode;
import dev.msi4j.local.internal.arm.ArmRequest;
import dev.msi4j.local.internal.arm.Locations;
import dev.msi4j.local.internal.arm.Operations;
import dev.msi4j.local.internal.arm.Paging;
import dev.msi4j.local.internal.arm.RateLimit;
import dev.msi4j.local.internal.arm.ResourceGroups;
import dev.msi4j.local.internal.arm.ResourceId;
import dev.msi4j.local.internal.arm.Subscriptions;
import dev.msi4j.local.internal.arm.Tags;
import dev.msi4j.local.internal.http.JsonBody;
import dev.msi4j.local.internal.http.Response;
import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.store.Entry;
import dev.msi4j.local.internal.store.Store;

/** Serves the operations on user-assigned identities. */
final class UserAssignedIdentities {
  private static final String COLLECTION = "userAssignedIdentities";
  private static final String TYPE = "Microsoft.ManagedIdentity/" + COLLECTION;
  private static final String GROUP_LIST_PATH =
      "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/" + TYPE;
  private static final String ITEM_PATH = GROUP_LIST_PATH + "/{name}";

  private static final String DISPLAY = "User Assigned Identities";

  // Azure documents limits for these operations only (managed identity limits).
  private static final RateLimit WRITES = new RateLimit(COLLECTION + "/write", 10, 2, 0.25);
  private static final RateLimit READS = new RateLimit(COLLECTION + "/read", 30, 10, 0.5);
  private static final RateLimit LISTS = new RateLimit(COLLECTION + "/list", 15, 5, 0.25);
  private static final RateLimit DELETES = new RateLimit(COLLECTION + "/delete", 10, 2, 0.25);

  private final Store store;
  private final Paging paging;
  private final IdentityRules identities;
  private final Subscriptions subscriptions;

  UserAssignedIdentities(
      Store store, Paging paging, IdentityRules identities, Subscriptions subscriptions) {
    this.store = store;
    this.paging = paging;
    this.identities = identities;
    this.subscriptions = subscriptions;
  }

  void declare(Operations.OperationsBuilder operations) {
    operations
        .get(ITEM_PATH)
        .action(TYPE + "/read")
        .limit(READS)
        .display(DISPLAY, "Get User Assigned Identity", "Gets an existing user assigned identity")
        .handle(this::get);
    operations
        .put(ITEM_PATH)
        .action(TYPE + "/write")
        .limit(WRITES)
        .display(
            DISPLAY,
            "Create/Update User Assigned Identity",
            "Creates a user assigned identity, or changes the tags of an existing one")
        .handle(this::createOrUpdate);
    operations.patch(ITEM_PATH).action(TYPE + "/write").limit(WRITES).handle(this::update);
    operations
        .delete(ITEM_PATH)
        .action(TYPE + "/delete")
        .limit(DELETES)
        .display(
            DISPLAY, "Delete User Assigned Identity", "Deletes an existing user assigned identity")
        .handle(this::delete);
    operations.get(GROUP_LIST_PATH).action(TYPE + "/read").limit(LISTS).handle(this::listByGroup);
    operations
        .get("/subscriptions/{subscriptionId}/providers/" + TYPE)
        .action(TYPE + "/read")
        .filtered()
        .limit(LISTS)
        .handle(this::listBySubscription);
    operations
        .post(ITEM_PATH + "/listAssociatedResources")
        .action(TYPE + "/listAssociatedResources/action")
        .only("2021-09-30-preview", "2022-01-31-preview")
        .display(
            DISPLAY,
            "List Associated Resources for User Assigned Identity",
            "Lists the resources that a user assigned identity is assigned to")
        .handle(this::listAssociatedResources);
    // Clients follow nextLink with GET.
    operations
        .get(ITEM_PATH + "/listAssociatedResources")
        .action(TYPE + "/listAssociatedResources/action")
        .only("2021-09-30-preview", "2022-01-31-preview")
        .handle(this::listAssociatedResources);
    operations
        .post(ITEM_PATH + "/revokeTokens")
        .action(TYPE + "/revokeTokens/action")
        .only("2023-07-31-preview")
        .display(
            DISPLAY,
            "Revoke Tokens of User Assigned Identity",
            "Revokes all tokens that a user assigned identity has")
        .handle(this::revokeTokens);
  }

  private Response get(ArmRequest request) {
    var row = store.read(documents -> identities.get(documents, id(request)));
    return Response.json(200, Responses.identity(request, row));
  }

  private Response createOrUpdate(ArmRequest request) {
    var requestedIdentity = requested(request.body());
    var written =
        store.write(documents ->
            identities.createOrUpdate(documents, id(request), requestedIdentity, request.caller()));
    var response =
        Response.json(written.created() ? 201 : 200, Responses.identity(request, written.row()));
    // A relative URL on a final response, as recorded from Azure.
    return written.created() ? response.with("Location", written.row().id()) : response;
  }

  private Response update(ArmRequest request) {
    var requestedIdentity = requested(request.body());
    var row =
        store.write(documents ->
            identities.update(documents, id(request), requestedIdentity, request.caller()));
    return Response.json(200, Responses.identity(request, row));
  }

  private Response delete(ArmRequest request) {
    boolean deleted = store.write(documents -> identities.delete(documents, id(request)));
    return Response.empty(deleted ? 200 : 204);
  }

  private Response listByGroup(ArmRequest request) {
    return list(request, ResourceGroups.prefix(request.subscription(), request.resourceGroup()));
  }

  private Response listBySubscription(ArmRequest request) {
    return list(request, ResourceGroups.prefix(request.subscription()));
  }

  private Response list(ArmRequest request, String prefix) {
    return paging.page(
        request,
        IdentityRules.KIND,
        prefix,
        "$skiptoken",
        (documents, entry) -> identity(request, entry));
  }

  private Response listAssociatedResources(ArmRequest request) {
    var name =
        store
            .read(documents -> subscriptions.find(documents, request.subscription()))
            .orElseThrow()
            .displayName();
    var keys = store.read(documents -> identities.associatedResources(documents, id(request)));
    return AssociatedResources.page(request, store, keys, paging.pageSize(), name);
  }

  private Response revokeTokens(ArmRequest request) {
    store.change(documents -> identities.revokeTokens(documents, id(request)));
    return Response.empty(200);
  }

  private static JsonNode identity(ArmRequest request, Entry entry) {
    return Responses.identity(request, Json.read(entry.body(), IdentityRow.class));
  }

  private static IdentityRules.RequestedIdentity requested(JsonBody body) {
    var properties = body.object("properties");
    return new IdentityRules.RequestedIdentity(
        body.text("location").map(location -> Locations.normalize(location, TYPE)).orElse(null),
        Tags.of(body).orElse(null),
        properties.text("isolationScope").orElse(null),
        properties.object("assignmentRestrictions").texts("providers").orElse(null));
  }

  private static ResourceId id(ArmRequest request) {
    return ResourceId.of(
        request.subscription(),
        request.resourceGroup(),
        "Microsoft.ManagedIdentity",
        "userAssignedIdentities",
        request.argument("name"));
  }
}
