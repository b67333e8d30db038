package dev.msi4j.local.internal.entra;

import dev.msi4j.local.internal.store.Documents;
import java.util.List;

/** Looks up the federated identity credentials of managed identities. */
@FunctionalInterface
public interface FederatedCredentials {
  /** Returns the current credentials of a managed identity. */
  List<FederatedCredential> of(Documents documents, Principal identity);
}
