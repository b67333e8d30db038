package dev.msi4j.local.internal.providers.managedidentity;

import dev.msi4j.local.internal.entra.FederatedCredential;
import dev.msi4j.local.internal.entra.FederatedCredentials;
import dev.msi4j.local.internal.entra.Principal;
import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.store.Documents;
import dev.msi4j.local.internal.text.CaseFolding;
import java.time.Instant;
import java.util.List;

/** Provides the stored federated identity credentials to the token service. */
public final class StoredCredentials implements FederatedCredentials {
  @Override
  public List<FederatedCredential> of(Documents documents, Principal client) {
    var identity = client.resourceId();
    return identity == null
        ? List.of()
        : documents
            .list(CredentialRules.KIND, CaseFolding.of(identity) + "/", "", Integer.MAX_VALUE)
            .stream()
            .map(entry -> credential(Json.read(entry.body(), CredentialRow.class)))
            .toList();
  }

  private static FederatedCredential credential(CredentialRow row) {
    return row.trust().credential(Instant.parse(row.systemData().lastModifiedAt()));
  }
}
