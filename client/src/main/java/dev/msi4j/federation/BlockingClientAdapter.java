package dev.msi4j.federation;

import com.azure.core.http.rest.Response;
import com.azure.core.util.Context;
import dev.msi4j.AssociatedResource;
import dev.msi4j.DeleteResult;
import dev.msi4j.FederatedIdentityCredential;
import dev.msi4j.Identity;
import dev.msi4j.ManagedServiceIdentityClient;
import dev.msi4j.ResourceId;
import java.util.List;
import reactor.core.publisher.Mono;

/** Adapts the blocking client: each call runs on the subscribing thread. */
record BlockingClientAdapter(ManagedServiceIdentityClient client) implements ClientAdapter {
  @Override
  public String subscriptionId() {
    return client.subscriptionId();
  }

  @Override
  public Mono<Identity> identity(ResourceId identity) {
    return Mono.fromCallable(() -> client.userAssignedIdentities().get(identity));
  }

  @Override
  public Mono<DeleteResult> deleteIdentity(ResourceId identity) {
    return Mono.fromCallable(() ->
        client.userAssignedIdentities().delete(ClientAdapter.group(identity), identity.name()));
  }

  @Override
  public Mono<List<AssociatedResource>> associatedResources(ResourceId identity) {
    return Mono.fromCallable(() ->
        client
            .userAssignedIdentities()
            .listAssociatedResources(ClientAdapter.group(identity), identity.name())
            .stream()
            .toList());
  }

  @Override
  public Mono<List<FederatedIdentityCredential>> list(ResourceId identity) {
    return Mono.fromCallable(() ->
        client
            .federatedIdentityCredentials()
            .list(ClientAdapter.group(identity), identity.name())
            .stream()
            .toList());
  }

  @Override
  public Mono<FederatedIdentityCredential> get(ResourceId identity, String name) {
    return Mono.fromCallable(() ->
        client
            .federatedIdentityCredentials()
            .get(ClientAdapter.group(identity), identity.name(), name));
  }

  @Override
  public Mono<Response<FederatedIdentityCredential>> put(
      ResourceId identity, String name, FederatedIdentityCredential credential) {
    return Mono.fromCallable(() ->
        client
            .federatedIdentityCredentials()
            .createOrUpdateWithResponse(
                ClientAdapter.group(identity), identity.name(), name, credential, Context.NONE));
  }

  @Override
  public Mono<DeleteResult> delete(ResourceId identity, String name) {
    return Mono.fromCallable(() ->
        client
            .federatedIdentityCredentials()
            .delete(ClientAdapter.group(identity), identity.name(), name));
  }
}
