package dev.msi4j.local.internal.providers.keyvault;

import dev.msi4j.local.internal.arm.ArmErrors;
import dev.msi4j.local.internal.arm.ArmRequest;
import dev.msi4j.local.internal.arm.JsonShape;
import dev.msi4j.local.internal.arm.Locations;
import dev.msi4j.local.internal.arm.Operations;
import dev.msi4j.local.internal.arm.Paging;
import dev.msi4j.local.internal.arm.ResourceId;
import dev.msi4j.local.internal.arm.ResourceLists;
import dev.msi4j.local.internal.arm.Tags;
import dev.msi4j.local.internal.http.JsonBody;
import dev.msi4j.local.internal.http.Response;
import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.keyvault.VaultRow;
import dev.msi4j.local.internal.keyvault.Vaults;
import dev.msi4j.local.internal.store.Store;
import java.util.Optional;

/** Serves the operations on key vaults. */
final class VaultOperations {
  private static final String TYPE = Responses.VAULT_TYPE;

  /** The path of a vault. */
  static final String ITEM_PATH = ResourceLists.groupPath(TYPE) + "/{name}";

  private static final String POLICIES_TYPE = TYPE + "/accessPolicies";

  private static final String DISPLAY = "Key vault";
  private static final String CREATE_MODE = "createMode";

  /** The types of the members that are stored as sent. */
  private static final JsonShape SHAPE =
      JsonShape.of(
          """
          {
            "properties": {
              "tenantId": "", "sku": {"family": "", "name": ""}, "createMode": "",
              "accessPolicies": [{
                "tenantId": "", "objectId": "", "applicationId": "",
                "permissions": {"keys": [""], "secrets": [""], "certificates": [""], "storage": [""]}
              }],
              "enabledForDeployment": true, "enabledForDiskEncryption": true,
              "enabledForTemplateDeployment": true, "enableSoftDelete": true,
              "softDeleteRetentionInDays": 0, "enableRbacAuthorization": true,
              "enablePurgeProtection": true, "publicNetworkAccess": "",
              "networkAcls": {
                "bypass": "", "defaultAction": "", "ipRules": [{"value": ""}],
                "virtualNetworkRules": [{"id": ""}]
              }
            }
          }
          """);

  private final Store store;
  private final Paging paging;
  private final VaultRules rules;

  VaultOperations(Store store, Paging paging, VaultRules rules) {
    this.store = store;
    this.paging = paging;
    this.rules = rules;
  }

  void declare(Operations.OperationsBuilder operations) {
    operations
        .get(ITEM_PATH)
        .action(TYPE + "/read")
        .display(DISPLAY, "View Key Vault", "Gets the properties of a key vault")
        .handle(this::get);
    operations
        .put(ITEM_PATH)
        .action(TYPE + "/write")
        .display(DISPLAY, "Update Key Vault", "Creates a key vault or updates its properties")
        .handle(this::createOrUpdate);
    operations.patch(ITEM_PATH).action(TYPE + "/write").handle(this::update);
    operations
        .delete(ITEM_PATH)
        .action(TYPE + "/delete")
        .display(DISPLAY, "Delete Key Vault", "Deletes a key vault")
        .handle(this::delete);
    operations
        .put(ITEM_PATH + "/accessPolicies/{operationKind}")
        .action(POLICIES_TYPE + "/write")
        .display(DISPLAY, "Update Access Policy", "Adds, replaces or removes access policies")
        .handle(this::changePolicies);
    ResourceLists.declare(operations, TYPE, this::list);
    operations
        .post("/subscriptions/{subscriptionId}/providers/Microsoft.KeyVault/checkNameAvailability")
        .action("Microsoft.KeyVault/checkNameAvailability/read")
        .display(DISPLAY, "Check Name Availability", "Checks that a vault name is not in use")
        .handle(this::checkName);
  }

  private Response get(ArmRequest request) {
    var row = store.read(documents -> rules.get(documents, id(request)));
    return Response.json(200, Responses.vault(request, row));
  }

  private Response createOrUpdate(ArmRequest request) {
    var requested = requested(request);
    var written =
        store.write(
            documents -> rules.createOrUpdate(documents, id(request), requested, request.caller()));
    return Response.json(written.created() ? 201 : 200, Responses.vault(request, written.vault()));
  }

  private Response update(ArmRequest request) {
    var requested = requested(request);
    var row =
        store.write(documents -> rules.update(documents, id(request), requested, request.caller()));
    return Response.json(200, Responses.vault(request, row));
  }

  private Response changePolicies(ArmRequest request) {
    var kind = request.argument("operationKind");
    var change =
        AccessPolicies.Change.of(kind)
            .orElseThrow(() ->
                KeyVaultErrors.invalidProperty("operationKind", kind, "add, replace or remove"));
    var requested = requested(request);
    var row =
        store.write(documents ->
            rules.changePolicies(documents, id(request), change, requested, request.caller()));
    return Response.json(200, Responses.accessPolicies(row, POLICIES_TYPE));
  }

  private Response delete(ArmRequest request) {
    boolean deleted = store.write(documents -> rules.delete(documents, id(request)));
    return Response.empty(deleted ? 200 : 204);
  }

  private Response list(ArmRequest request, String prefix) {
    return paging.page(
        request,
        Vaults.KIND,
        prefix,
        "$skiptoken",
        (documents, entry) -> Responses.vault(request, Json.read(entry.body(), VaultRow.class)));
  }

  private Response checkName(ArmRequest request) {
    var body = request.body();
    var name = body.required("name");
    var type = body.required("type");
    if (!type.equalsIgnoreCase(TYPE)) {
      throw ArmErrors.badRequest("The property 'type' is '" + type + "': it must be " + TYPE + ".");
    }
    var error = store.read(documents -> rules.nameError(documents, name));
    var document = Json.object().put("nameAvailable", error.isEmpty());
    error.ifPresent(found ->
        document
            .put("reason", found.status() == 409 ? "AlreadyExists" : "AccountNameInvalid")
            .put("message", found.getMessage()));
    return Response.json(200, document);
  }

  private static VaultRules.RequestedVault requested(ArmRequest request) {
    var body = request.body();
    SHAPE.check(body);
    var properties = body.object("properties");
    return new VaultRules.RequestedVault(
        location(body).orElse(null),
        Tags.of(body).orElse(null),
        properties.node(),
        properties.text(CREATE_MODE).filter("recover"::equalsIgnoreCase).isPresent(),
        request.apiVersion());
  }

  private static Optional<String> location(JsonBody body) {
    return body.text("location").map(location -> Locations.normalize(location, TYPE));
  }

  /** Returns the id of the vault that the request path names. */
  static ResourceId id(ArmRequest request) {
    return ResourceId.of(
        request.subscription(),
        request.resourceGroup(),
        "Microsoft.KeyVault",
        "vaults",
        request.argument("name"));
  }
}
