package dev.msi4j.local.internal;

import dev.msi4j.local.internal.arm.Subscriptions;
import dev.msi4j.local.internal.arm.Subscriptions.Subscription;
import dev.msi4j.local.internal.entra.Directory;
import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.rbac.RoleAssignment;
import dev.msi4j.local.internal.rbac.RoleAssignments;
import dev.msi4j.local.internal.rbac.Roles;
import dev.msi4j.local.internal.runtime.ServerRuntime;
import dev.msi4j.local.internal.store.DocumentKind;
import dev.msi4j.local.internal.store.Documents;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Creates the bootstrap account at the first start and stores it, so that clients keep their
 * credentials across restarts.
 */
final class BootstrapAccounts {
  private static final String KIND = "account";
  private static final String TENANT = "tenant";

  static final List<DocumentKind> DOCUMENT_KINDS =
      List.of(DocumentKind.secret(KIND).asPermanent(), DocumentKind.text(TENANT).asPermanent());

  private final Directory directory;
  private final Subscriptions subscriptions;
  private final RoleAssignments assignments;
  private final ServerRuntime runtime;

  BootstrapAccounts(
      Directory directory,
      Subscriptions subscriptions,
      RoleAssignments assignments,
      ServerRuntime runtime) {
    this.directory = directory;
    this.subscriptions = subscriptions;
    this.assignments = assignments;
    this.runtime = runtime;
  }

  /** Returns the tenant id in the store; creates one if the store is new. */
  static UUID tenant(ServerRuntime runtime) {
    return runtime
        .store()
        .write(documents -> {
          documents.insert(TENANT, TENANT, runtime.ids().get().toString());
          return UUID.fromString(documents.get(TENANT, TENANT).orElseThrow());
        });
  }

  /** Returns the account in the store; creates one if the store is new. */
  BootstrapAccount open() {
    return runtime
        .store()
        .write(documents -> {
          var account =
              documents
                  .get(KIND, KIND)
                  .map(body -> Json.read(body, BootstrapAccount.class))
                  .orElseGet(() -> create(documents));
          complete(documents, account);
          return account;
        });
  }

  private BootstrapAccount create(Documents documents) {
    var principal = directory.createReplicated(documents, "local-azure-owner");
    var secret = directory.newSecret(documents, principal.appId());
    var account =
        new BootstrapAccount(directory.tenantId(), runtime.ids().get(), principal.appId(), secret);
    createSubscription(documents, account);
    documents.put(KIND, KIND, Json.write(account));
    return account;
  }

  /** Runs a change that removes all documents of the account, and creates them again. */
  void keep(Documents documents, BootstrapAccount account, Runnable change) {
    var principal = directory.byAppId(documents, account.clientId()).orElseThrow();
    var application = directory.applications().byAppId(documents, account.clientId());
    change.run();
    directory.restore(documents, principal);
    application.ifPresent(found -> directory.applications().save(documents, found));
    directory.addSecret(documents, account.clientId(), account.clientSecret());
    createSubscription(documents, account);
    complete(documents, account);
  }

  private void createSubscription(Documents documents, BootstrapAccount account) {
    subscriptions.create(
        documents,
        new Subscription(
            account.subscriptionId().toString(),
            account.tenantId().toString(),
            "Local Subscription",
            Map.of()));
  }

  /**
   * Creates the application and assigns the role Owner: accounts of releases without applications
   * or role assignments lack them.
   */
  private void complete(Documents documents, BootstrapAccount account) {
    var principal = directory.byAppId(documents, account.clientId()).orElseThrow();
    directory.register(documents, principal);
    var owner = principal.objectId().toString();
    if (assignments.ofPrincipal(documents, owner).isEmpty()) {
      var scope = "/subscriptions/" + account.subscriptionId();
      var now = runtime.clock().instant().toString();
      assignments.save(
          documents,
          new RoleAssignment(
              runtime.ids().get().toString(),
              scope,
              scope + "/providers/Microsoft.Authorization/roleDefinitions/" + Roles.OWNER,
              owner,
              "ServicePrincipal",
              null,
              now,
              now,
              owner,
              owner,
              null));
    }
  }
}
