package dev.msi4j.local;

import dev.msi4j.local.arm.Subscriptions;
import dev.msi4j.local.arm.Subscriptions.Subscription;
import dev.msi4j.local.entra.Directory;
import dev.msi4j.local.entra.Principal;
import dev.msi4j.local.front.Json;
import dev.msi4j.local.store.Documents;
import dev.msi4j.local.store.Store;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The account that a local Azure starts with: a tenant, a subscription, and a service principal to
 * sign in as. Made once and kept in the store, so that a restart changes nothing for its clients.
 */
record Account(UUID tenantId, UUID subscriptionId, UUID clientId, String clientSecret) {
  private static final String KIND = "account";
  private static final String TENANT = "tenant";

  /** The tenant of the account, chosen now if the store has none. */
  static UUID tenant(Store store, Supplier<UUID> ids) {
    return store.write(documents -> {
      documents.insert(TENANT, TENANT, ids.get().toString());
      return UUID.fromString(documents.get(TENANT, TENANT).orElseThrow());
    });
  }

  /** The account in the store; made now if there is none. */
  static Account open(
      Store store, Directory directory, Subscriptions subscriptions, Supplier<UUID> ids) {
    return store.write(documents ->
        documents
            .get(KIND, KIND)
            .map(body -> Json.read(body, Account.class))
            .orElseGet(() -> create(documents, directory, subscriptions, ids)));
  }

  private static Account create(
      Documents documents, Directory directory, Subscriptions subscriptions, Supplier<UUID> ids) {
    var principal =
        directory.create(documents, Principal.Kind.APPLICATION, "local-azure-owner", null);
    var secret =
        ids.get().toString().replace("-", "") + "~" + ids.get().toString().replace("-", "");
    directory.addSecret(documents, principal.appId(), secret);
    var account = new Account(directory.tenantId(), ids.get(), principal.appId(), secret);
    subscriptions.create(
        documents,
        new Subscription(
            account.subscriptionId.toString(), account.tenantId.toString(), "Local Subscription"));
    documents.put(KIND, KIND, Json.write(account));
    return account;
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "Account[" + tenantId + ", " + subscriptionId + ", " + clientId + "]";
  }
}
