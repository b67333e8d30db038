package dev.msi4j.federation;

import com.azure.core.http.rest.Response;
import dev.msi4j.AssociatedResource;
import dev.msi4j.DeleteResult;
import dev.msi4j.FederatedIdentityCredential;
import dev.msi4j.Identity;
import dev.msi4j.ResourceId;
import java.util.List;
import reactor.core.publisher.Mono;

/** Common interface to the blocking and the asynchronous client. Callers validate the ids. */
interface ClientAdapter {
  String subscriptionId();

  Mono<Identity> identity(ResourceId identity);

  Mono<DeleteResult> deleteIdentity(ResourceId identity);

  Mono<List<AssociatedResource>> associatedResources(ResourceId identity);

  Mono<List<FederatedIdentityCredential>> list(ResourceId identity);

  Mono<FederatedIdentityCredential> get(ResourceId identity, String name);

  Mono<Response<FederatedIdentityCredential>> put(
      ResourceId identity, String name, FederatedIdentityCredential credential);

  Mono<DeleteResult> delete(ResourceId identity, String name);

  /** Returns the resource group of a validated id. */
  static String group(ResourceId identity) {
    var group = identity.resourceGroup();
    if (group == null) {
      throw new IllegalStateException(identity + " is in no resource group");
    }
    return group;
  }
}
