package dev.msi4j.local.internal.providers.managedidentity;

import com.fasterxml.jackson.databind.JsonNode;
import dev.msi4j.local.internal.arm.ArmErrors;
import dev.msi4j.local.internal.arm.ArmRequest;
import dev.msi4j.local.internal.arm.Operations;
import dev.msi4j.local.internal.arm.Paging;
import dev.msi4j.local.internal.arm.ResourceId;
import dev.msi4j.local.internal.http.Response;
import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.store.Entry;
import dev.msi4j.local.internal.store.Store;
import java.util.List;

/**
 * Serves the operations on federated identity credentials. Flexible credentials, a separate
 * resource type in one preview version, are the same credentials under another path.
 */
final class FederatedIdentityCredentials {
  private static final String PARENT = "Microsoft.ManagedIdentity/userAssignedIdentities";
  private static final String TYPE = PARENT + "/federatedIdentityCredentials";
  private static final String FLEXIBLE_TYPE = PARENT + "/flexibleFederatedIdentityCredentials";

  private static final String IDENTITY =
      "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/"
          + PARENT
          + "/{name}";
  private static final String LIST_PATH = IDENTITY + "/federatedIdentityCredentials";
  private static final String ITEM_PATH = LIST_PATH + "/{credential}";
  private static final String FLEXIBLE =
      IDENTITY + "/flexibleFederatedIdentityCredentials/{credential}";

  private static final String FIRST_VERSION = "2022-01-31-preview";
  private static final String FLEXIBLE_VERSION = "2025-01-31-preview";
  private static final String DISPLAY = "Federated Identity Credentials";

  private final Store store;
  private final Paging paging;
  private final CredentialWriteLock writes;
  private final CredentialRules credentials;

  FederatedIdentityCredentials(
      Store store, Paging paging, CredentialWriteLock writes, CredentialRules credentials) {
    this.store = store;
    this.paging = paging;
    this.writes = writes;
    this.credentials = credentials;
  }

  void declare(Operations.OperationsBuilder operations) {
    operations
        .get(ITEM_PATH)
        .action(TYPE + "/read")
        .since(FIRST_VERSION)
        .display(
            DISPLAY,
            "Get or List Federated Identity Credentials",
            "Gets or lists the federated identity credentials of a user assigned identity")
        .handle(this::get);
    operations.get(LIST_PATH).action(TYPE + "/read").since(FIRST_VERSION).handle(this::list);
    operations
        .put(ITEM_PATH)
        .action(TYPE + "/write")
        .since(FIRST_VERSION)
        .display(
            DISPLAY,
            "Create or Update Federated Identity Credential",
            "Creates or updates a federated identity credential")
        .handle(this::createOrUpdate);
    operations
        .delete(ITEM_PATH)
        .action(TYPE + "/delete")
        .since(FIRST_VERSION)
        .display(
            DISPLAY,
            "Delete Federated Identity Credential",
            "Deletes a federated identity credential")
        .handle(this::delete);
    operations
        .get(FLEXIBLE)
        .action(FLEXIBLE_TYPE + "/read")
        .only(FLEXIBLE_VERSION)
        .handle(this::get);
    operations
        .put(FLEXIBLE)
        .action(FLEXIBLE_TYPE + "/write")
        .only(FLEXIBLE_VERSION)
        .handle(this::createOrUpdate);
  }

  private Response get(ArmRequest request) {
    var row = store.read(documents -> credentials.get(documents, id(request)));
    return Response.json(200, Responses.credential(request, row));
  }

  private Response createOrUpdate(ArmRequest request) {
    var requestedCredential = requested(request);
    var written =
        writes.write(
            identity(request),
            documents ->
                credentials.createOrUpdate(
                    documents, id(request), requestedCredential, request.caller()));
    var response =
        Response.json(written.created() ? 201 : 200, Responses.credential(request, written.row()));
    // A relative URL, as recorded from Azure.
    return written.created() ? response.with("Location", written.row().id()) : response;
  }

  private Response delete(ArmRequest request) {
    boolean deleted =
        writes.write(identity(request), documents -> credentials.delete(documents, id(request)));
    return Response.empty(deleted ? 200 : 204);
  }

  private Response list(ArmRequest request) {
    var any = identity(request).child("federatedIdentityCredentials", "any");
    store.read(documents -> {
      credentials.checkParent(documents, any, "read");
      return true;
    });
    // Azure spells the parameter with a capital T in links to next pages only.
    return paging.page(
        request,
        CredentialRules.KIND,
        any.parent().key() + "/",
        "$skipToken",
        (documents, entry) -> credential(request, entry));
  }

  private static JsonNode credential(ArmRequest request, Entry entry) {
    return Responses.credential(request, Json.read(entry.body(), CredentialRow.class));
  }

  private static CredentialRules.RequestedCredential requested(ArmRequest request) {
    var properties = request.body().object("properties");
    var expression =
        Responses.EXPRESSION_VERSIONS.contains(request.apiVersion())
                && properties.has("claimsMatchingExpression")
            ? expression(
                properties.object("claimsMatchingExpression").text("value").orElse(""),
                properties.object("claimsMatchingExpression").integer("languageVersion").orElse(0))
            : null;
    return new CredentialRules.RequestedCredential(
        properties.text("issuer").orElse(null),
        properties.text("subject").orElse(null),
        properties.texts("audiences").orElse(List.of()),
        expression,
        request.apiVersion());
  }

  private static CredentialRow.Expression expression(String value, int languageVersion) {
    if (value.isBlank() || languageVersion != 1) {
      throw ArmErrors.badRequest(
          "The claimsMatchingExpression is invalid: expected a 'value' and the 'languageVersion' 1, not"
              + " '"
              + value
              + "' and "
              + languageVersion
              + ".");
    }
    return new CredentialRow.Expression(value, languageVersion);
  }

  private static ResourceId id(ArmRequest request) {
    return identity(request).child("federatedIdentityCredentials", request.argument("credential"));
  }

  private static ResourceId identity(ArmRequest request) {
    return ResourceId.of(
        request.subscription(),
        request.resourceGroup(),
        "Microsoft.ManagedIdentity",
        "userAssignedIdentities",
        request.argument("name"));
  }
}
