package dev.msi4j.benchmarks.client;

import com.azure.resourcemanager.msi.models.Identities;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/** The fluent client in Microsoft's azure-resourcemanager-msi. */
final class OfficialFluentClient implements Contestant {
  private final Identities identities;

  OfficialFluentClient(int port, boolean tls) {
    identities = OfficialClient.manager(port, tls).identities();
  }

  @Override
  public String get() {
    return identities.getByResourceGroup(GROUP, NAME).clientId();
  }

  @Override
  public Supplier<Mono<String>> asyncGet() {
    return () -> identities.getByResourceGroupAsync(GROUP, NAME).map(found -> found.clientId());
  }

  @Override
  public long list(int items, Runnable atLast) {
    return Contestant.count(
        identities.listByResourceGroup(Contestant.groupOf(items)), items, atLast);
  }
}
