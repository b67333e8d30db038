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

/** Adapts the asynchronous client. */
record AsyncClientAdapter(ManagedServiceIdentityAsyncClient client) implements ClientAdapter {
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
    return client.userAssignedIdentities().delete(ClientAdapter.group(identity), identity.name());
  }

  @Override
  public Mono<List<AssociatedResource>> associatedResources(ResourceId identity) {
    return client
        .userAssignedIdentities()
        .listAssociatedResources(ClientAdapter.group(identity), identity.name())
        .collectList();
  }

  @Override
  public Mono<List<FederatedIdentityCredential>> list(ResourceId identity) {
    return client
        .federatedIdentityCredentials()
        .list(ClientAdapter.group(identity), identity.name())
        .collectList();
  }

  @Override
  public Mono<FederatedIdentityCredential> get(ResourceId identity, String name) {
    return client
        .federatedIdentityCredentials()
        .get(ClientAdapter.group(identity), identity.name(), name);
  }

  @Override
  public Mono<Response<FederatedIdentityCredential>> put(
      ResourceId identity, String name, FederatedIdentityCredential credential) {
    return client
        .federatedIdentityCredentials()
        .createOrUpdateWithResponse(
            ClientAdapter.group(identity), identity.name(), name, credential);
  }

  @Override
  public Mono<DeleteResult> delete(ResourceId identity, String name) {
    return client
        .federatedIdentityCredentials()
        .delete(ClientAdapter.group(identity), identity.name(), name);
  }
}
