package dev.msi4j.federation;

import com.azure.core.http.rest.Response;
import dev.msi4j.AssociatedResource;
import dev.msi4j.DeleteResult;
import dev.msi4j.FederatedIdentityCredential;
import dev.msi4j.Identity;
import dev.msi4j.ManagedServiceIdentityAsyncClient;
import dev.msi4j.ResourceId;
import java.util.List;
import reactor.core.publisher.Mono;

/** The client that does not block. */
record AsyncService(ManagedServiceIdentityAsyncClient client) implements Service {
  @Override
  public String subscriptionId() {
    return client.subscriptionId();
  }

  @Override
  public Mono<Identity> identity(ResourceId identity) {
    return client.userAssignedIdentities().get(identity);
  }

  @Override
  public Mono<DeleteResult> deleteIdentity(ResourceId identity) {
    return client.userAssignedIdentities().delete(Service.group(identity), identity.name());
  }

  @Override
  public Mono<List<AssociatedResource>> associatedResources(ResourceId identity) {
    return client
        .userAssignedIdentities()
        .listAssociatedResources(Service.group(identity), identity.name())
        .collectList();
  }

  @Override
  public Mono<List<FederatedIdentityCredential>> list(ResourceId identity) {
    return client
        .federatedIdentityCredentials()
        .list(Service.group(identity), identity.name())
        .collectList();
  }

  @Override
  public Mono<FederatedIdentityCredential> get(ResourceId identity, String name) {
    return client
        .federatedIdentityCredentials()
        .get(Service.group(identity), identity.name(), name);
  }

  @Override
  public Mono<Response<FederatedIdentityCredential>> put(
      ResourceId identity, String name, FederatedIdentityCredential credential) {
    return client
        .federatedIdentityCredentials()
        .createOrUpdateWithResponse(Service.group(identity), identity.name(), name, credential);
  }

  @Override
  public Mono<DeleteResult> delete(ResourceId identity, String name) {
    return client
        .federatedIdentityCredentials()
        .delete(Service.group(identity), identity.name(), name);
  }
}
