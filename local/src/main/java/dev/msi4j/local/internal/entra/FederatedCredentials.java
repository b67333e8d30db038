package dev.msi4j.local.internal.entra;

import dev.msi4j.local.internal.store.Documents;
import java.util.List;

/** Where the token service finds the federated identity credentials of a client. */
@FunctionalInterface
public interface FederatedCredentials {
  /** The credentials of a client as they are now. */
  List<FederatedCredential> of(Documents documents, Principal client);
}
