package dev.msi4j;

import com.azure.core.util.BinaryData;
import java.util.List;
import reactor.core.publisher.Mono;

/** The synchronous and the asynchronous client, for tests that run against both. */
enum ClientMode {
  SYNC {
    @Override
    Identity get(ManagedServiceIdentityClientBuilder client) {
      return client.buildClient().userAssignedIdentities().get("group", "name");
    }

    @Override
    Identity put(ManagedServiceIdentityClientBuilder client, BinaryData json) {
      return client.buildClient().userAssignedIdentities().createOrUpdate("group", "name", json);
    }

    @Override
    Identity patch(ManagedServiceIdentityClientBuilder client, BinaryData json) {
      return client.buildClient().userAssignedIdentities().update("group", "name", json);
    }

    @Override
    void revoke(ManagedServiceIdentityClientBuilder client) {
      client.buildClient().userAssignedIdentities().revokeTokens("group", "name");
    }

    @Override
    DeleteResult delete(ManagedServiceIdentityClientBuilder client) {
      return client.buildClient().userAssignedIdentities().delete("group", "name");
    }

    @Override
    List<String> list(ManagedServiceIdentityClientBuilder client) {
      return client.buildClient().userAssignedIdentities().listBySubscription().stream()
          .map(Identity::name)
          .toList();
    }

    @Override
    List<String> associated(ManagedServiceIdentityClientBuilder client) {
      return client
          .buildClient()
          .userAssignedIdentities()
          .listAssociatedResources("group", "name")
          .stream()
          .map(AssociatedResource::name)
          .toList();
    }
  },

  ASYNC {
    @Override
    Identity get(ManagedServiceIdentityClientBuilder client) {
      return await(client.buildAsyncClient().userAssignedIdentities().get("group", "name"));
    }

    @Override
    Identity put(ManagedServiceIdentityClientBuilder client, BinaryData json) {
      return await(
          client.buildAsyncClient().userAssignedIdentities().createOrUpdate("group", "name", json));
    }

    @Override
    Identity patch(ManagedServiceIdentityClientBuilder client, BinaryData json) {
      return await(
          client.buildAsyncClient().userAssignedIdentities().update("group", "name", json));
    }

    @Override
    void revoke(ManagedServiceIdentityClientBuilder client) {
      client.buildAsyncClient().userAssignedIdentities().revokeTokens("group", "name").block();
    }

    @Override
    DeleteResult delete(ManagedServiceIdentityClientBuilder client) {
      return await(client.buildAsyncClient().userAssignedIdentities().delete("group", "name"));
    }

    @Override
    List<String> list(ManagedServiceIdentityClientBuilder client) {
      return await(
          client
              .buildAsyncClient()
              .userAssignedIdentities()
              .listBySubscription()
              .map(identity -> String.valueOf(identity.name()))
              .collectList());
    }

    @Override
    List<String> associated(ManagedServiceIdentityClientBuilder client) {
      return await(
          client
              .buildAsyncClient()
              .userAssignedIdentities()
              .listAssociatedResources("group", "name")
              .map(resource -> String.valueOf(resource.name()))
              .collectList());
    }
  };

  abstract Identity get(ManagedServiceIdentityClientBuilder client);

  abstract Identity put(ManagedServiceIdentityClientBuilder client, BinaryData json);

  abstract Identity patch(ManagedServiceIdentityClientBuilder client, BinaryData json);

  abstract void revoke(ManagedServiceIdentityClientBuilder client);

  abstract DeleteResult delete(ManagedServiceIdentityClientBuilder client);

  /** Lists the identities of the subscription and returns their names. */
  abstract List<String> list(ManagedServiceIdentityClientBuilder client);

  abstract List<String> associated(ManagedServiceIdentityClientBuilder client);

  Identity put(ManagedServiceIdentityClientBuilder client) {
    return put(client, BinaryData.fromString("{\"location\":\"here\"}"));
  }

  private static <T> T await(Mono<T> mono) {
    return mono.blockOptional().orElseThrow();
  }
}
