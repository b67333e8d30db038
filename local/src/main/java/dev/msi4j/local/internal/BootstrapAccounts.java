package dev.msi4j.local.internal;

import dev.msi4j.local.internal.arm.Subscriptions;
import dev.msi4j.local.internal.arm.Subscriptions.Subscription;
import dev.msi4j.local.internal.entra.Directory;
import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.rbac.RoleAssignment;
import dev.msi4j.local.internal.rbac.RoleAssignments;
import dev.msi4j.local.internal.rbac.Roles;
import dev.msi4j.local.internal.store.Documents;
import dev.msi4j.local.internal.store.Store;
import java.time.Clock;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Opens the account of a store. It is made once and kept, so that a restart changes nothing for its
 * clients.
 */
final class BootstrapAccounts {
  private static final String KIND = "account";
  private static final String TENANT = "tenant";

  private final Directory directory;
  private final Subscriptions subscriptions;
  private final RoleAssignments assignments;
  private final Clock clock;
  private final Supplier<UUID> ids;

  BootstrapAccounts(
      Directory directory,
      Subscriptions subscriptions,
      RoleAssignments assignments,
      Clock clock,
      Supplier<UUID> ids) {
    this.directory = directory;
    this.subscriptions = subscriptions;
    this.assignments = assignments;
    this.clock = clock;
    this.ids = ids;
  }

  /** The tenant of the account, chosen now if the store has none. */
  static UUID tenant(Store store, Supplier<UUID> ids) {
    return store.write(documents -> {
      documents.insert(TENANT, TENANT, ids.get().toString());
      return UUID.fromString(documents.get(TENANT, TENANT).orElseThrow());
    });
  }

  /** The account in the store; made now if there is none. */
  BootstrapAccount open(Store store) {
    return store.write(documents -> {
      var bootstrapAccount =
          documents
              .get(KIND, KIND)
              .map(body -> Json.read(body, BootstrapAccount.class))
              .orElseGet(() -> create(documents));
      ensureOwner(documents, bootstrapAccount);
      return bootstrapAccount;
    });
  }

  private BootstrapAccount create(Documents documents) {
    var principal = directory.createReplicated(documents, "local-azure-owner");
    var secret = directory.newSecret(documents, principal.appId());
    var bootstrapAccount =
        new BootstrapAccount(directory.tenantId(), ids.get(), principal.appId(), secret);
    subscriptions.create(
        documents,
        new Subscription(
            bootstrapAccount.subscriptionId().toString(),
            bootstrapAccount.tenantId().toString(),
            "Local Subscription"));
    documents.put(KIND, KIND, Json.write(bootstrapAccount));
    return bootstrapAccount;
  }

  /** An account from before there were roles has none. */
  private void ensureOwner(Documents documents, BootstrapAccount bootstrapAccount) {
    var owner =
        directory
            .byAppId(documents, bootstrapAccount.clientId())
            .orElseThrow()
            .objectId()
            .toString();
    if (assignments.ofPrincipal(documents, owner).isEmpty()) {
      var scope = "/subscriptions/" + bootstrapAccount.subscriptionId();
      var now = clock.instant().toString();
      assignments.save(
          documents,
          new RoleAssignment(
              ids.get().toString(),
              scope,
              scope + "/providers/Microsoft.Authorization/roleDefinitions/" + Roles.OWNER,
              owner,
              "ServicePrincipal",
              null,
              now,
              now,
              owner,
              owner));
    }
  }
}
