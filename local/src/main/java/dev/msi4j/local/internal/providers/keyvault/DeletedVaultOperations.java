package dev.msi4j.local.internal.providers.keyvault;

import dev.msi4j.local.internal.arm.ArmRequest;
import dev.msi4j.local.internal.arm.Operations;
import dev.msi4j.local.internal.arm.Paging;
import dev.msi4j.local.internal.http.Response;
import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.keyvault.DeletedVault;
import dev.msi4j.local.internal.keyvault.Vaults;
import dev.msi4j.local.internal.store.Documents;
import dev.msi4j.local.internal.store.Store;
import dev.msi4j.local.internal.text.CaseFolding;

/** Serves the operations on deleted key vaults. */
final class DeletedVaultOperations {
  private static final String NAMESPACE = "Microsoft.KeyVault";
  private static final String SUBSCRIPTION =
      "/subscriptions/{subscriptionId}/providers/" + NAMESPACE;
  private static final String ITEM_PATH =
      SUBSCRIPTION + "/locations/{location}/deletedVaults/{name}";

  private static final String DISPLAY = "Soft-deleted vault";

  private final Store store;
  private final Paging paging;
  private final VaultRules rules;

  DeletedVaultOperations(Store store, Paging paging, VaultRules rules) {
    this.store = store;
    this.paging = paging;
    this.rules = rules;
  }

  void declare(Operations.OperationsBuilder operations) {
    operations
        .get(SUBSCRIPTION + "/deletedVaults")
        .action(NAMESPACE + "/deletedVaults/read")
        .display(DISPLAY, "View Soft-Deleted Vaults", "Lists the deleted vaults")
        .handle(this::list);
    operations
        .get(ITEM_PATH)
        .action(NAMESPACE + "/locations/deletedVaults/read")
        .display(DISPLAY, "View Soft-Deleted Vault", "Gets the properties of a deleted vault")
        .handle(this::get);
    operations
        .post(ITEM_PATH + "/purge")
        .action(NAMESPACE + "/locations/deletedVaults/purge/action")
        .display(DISPLAY, "Purge Soft-Deleted Vault", "Purges a deleted vault")
        .handle(this::purge);
  }

  private Response list(ArmRequest request) {
    return paging.page(
        request,
        Vaults.DELETED_KIND,
        CaseFolding.of(Vaults.deletedPrefix(request.subscription())),
        "$skiptoken",
        entry -> rules.isKept(Json.read(entry.body(), DeletedVault.class)),
        (documents, entry) -> Responses.deletedVault(Json.read(entry.body(), DeletedVault.class)));
  }

  private Response get(ArmRequest request) {
    return Response.json(
        200, Responses.deletedVault(store.read(documents -> find(documents, request))));
  }

  private Response purge(ArmRequest request) {
    store.change(documents -> rules.purge(documents, find(documents, request)));
    return Response.empty(200);
  }

  private DeletedVault find(Documents documents, ArmRequest request) {
    return rules.getDeleted(
        documents, request.subscription(), request.argument("location"), request.argument("name"));
  }
}
