package dev.msi4j.local.internal.providers.managedidentity;

import dev.msi4j.local.internal.arm.ApiVersions;
import dev.msi4j.local.internal.arm.GenericResource;
import dev.msi4j.local.internal.arm.Operations;
import dev.msi4j.local.internal.arm.ProviderContext;
import dev.msi4j.local.internal.arm.ResourceIdentities;
import dev.msi4j.local.internal.arm.ResourceProvider;
import dev.msi4j.local.internal.arm.Subscriptions;
import dev.msi4j.local.internal.entra.Directory;
import dev.msi4j.local.internal.entra.ReplicationDelay;
import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.store.DocumentKind;
import dev.msi4j.local.internal.store.DocumentKinds;
import dev.msi4j.local.internal.store.Documents;
import dev.msi4j.local.internal.store.Entry;
import java.util.List;
import java.util.Optional;

/** The Microsoft.ManagedIdentity resource provider in all of its api-versions. */
public final class ManagedIdentityProvider implements ResourceProvider {
  private static final ApiVersions VERSIONS =
      ApiVersions.of(
          "2026-05-31",
          "2026-04-30",
          "2025-05-31-preview",
          "2025-01-31-preview",
          "2024-11-30",
          "2023-07-31-preview",
          "2023-01-31",
          "2022-01-31-preview",
          "2021-09-30-preview",
          "2018-11-30",
          "2015-08-31-preview");

  /** The kinds of documents that this package stores. */
  public static final List<DocumentKind> DOCUMENT_KINDS =
      DocumentKinds.union(
          List.of(
              IdentityRules.DOCUMENT_KINDS,
              CredentialRules.DOCUMENT_KINDS,
              CredentialWriteLock.DOCUMENT_KINDS));

  private final IdentityRules identities;
  private final UserAssignedIdentities userAssigned;
  private final FederatedIdentityCredentials credentials;
  private final SystemAssignedIdentities systemAssigned;

  public ManagedIdentityProvider(
      ProviderContext context,
      Directory directory,
      ReplicationDelay replicationDelay,
      ResourceIdentities resourceIdentities,
      Subscriptions subscriptions,
      CredentialWriteLock writes) {
    var store = context.runtime().store();
    var clock = context.runtime().clock();
    var paging = context.paging();
    var providers = context.providers();
    identities =
        new IdentityRules(directory, replicationDelay, resourceIdentities, providers, clock);
    userAssigned = new UserAssignedIdentities(store, paging, identities, subscriptions);
    credentials =
        new FederatedIdentityCredentials(
            store, paging, writes, new CredentialRules(identities, providers, clock));
    systemAssigned = new SystemAssignedIdentities(store, resourceIdentities);
  }

  @Override
  public String namespace() {
    return "Microsoft.ManagedIdentity";
  }

  @Override
  public String displayName() {
    return "Managed Service Identity";
  }

  @Override
  public ApiVersions versions() {
    return VERSIONS;
  }

  @Override
  public void declare(Operations.OperationsBuilder operations) {
    userAssigned.declare(operations);
    credentials.declare(operations);
    systemAssigned.declare(operations);
  }

  @Override
  public Optional<GenericResource> describe(Entry resource) {
    return Optional.of(resource)
        .filter(entry -> entry.kind().equals(IdentityRules.KIND))
        .map(entry -> Json.read(entry.body(), IdentityRow.class).toGenericResource());
  }

  @Override
  public void onRemoved(Documents documents, Entry resource) {
    if (resource.kind().equals(IdentityRules.KIND)) {
      identities.removePrincipal(documents, Json.read(resource.body(), IdentityRow.class));
    }
  }
}
