package dev.msi4j.benchmarks.client;

import dev.msi4j.ManagedServiceIdentityClientBuilder;
import dev.msi4j.UserAssignedIdentities;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/** The client of this project, with its default settings. */
final class Msi4jClient implements Contestant {
  private final ManagedServiceIdentityClientBuilder builder;
  private final UserAssignedIdentities identities;

  Msi4jClient(int port, boolean tls) {
    builder =
        new ManagedServiceIdentityClientBuilder()
            .credential(new StaticToken())
            .subscriptionId(SUBSCRIPTION)
            .endpoint("https://localhost:" + port)
            .httpClient(PlainHttp.create(tls));
    identities = builder.buildClient().userAssignedIdentities();
  }

  @Override
  public String get() {
    return identities.get(GROUP, NAME).clientId().toString();
  }

  @Override
  public Supplier<Mono<String>> asyncGet() {
    var client = builder.buildAsyncClient().userAssignedIdentities();
    return () -> client.get(GROUP, NAME).map(found -> found.clientId().toString());
  }

  @Override
  public long list(int items, Runnable atLast) {
    return Contestant.count(
        identities.listByResourceGroup(Contestant.groupOf(items)), items, atLast);
  }
}
