package dev.msi4j.benchmarks.client;

import com.azure.core.management.AzureEnvironment;
import com.azure.core.management.profile.AzureProfile;
import com.azure.resourcemanager.msi.MsiManager;
import com.azure.resourcemanager.msi.fluent.UserAssignedIdentitiesClient;
import java.util.HashMap;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/** The generated client in Microsoft's azure-resourcemanager-msi. */
final class OfficialClient implements Contestant {
  private final UserAssignedIdentitiesClient identities;

  OfficialClient(int port, boolean tls) {
    identities = manager(port, tls).serviceClient().getUserAssignedIdentities();
  }

  static MsiManager manager(int port, boolean tls) {
    var endpoints = new HashMap<>(AzureEnvironment.AZURE.getEndpoints());
    endpoints.put("resourceManagerEndpointUrl", "https://localhost:" + port);
    var environment = new AzureEnvironment(endpoints);
    return MsiManager.configure()
        .withHttpClient(PlainHttp.create(tls))
        .authenticate(new StaticToken(), new AzureProfile("tenant", SUBSCRIPTION, environment));
  }

  @Override
  public String get() {
    return identities.getByResourceGroup(GROUP, NAME).clientId().toString();
  }

  @Override
  public Supplier<Mono<String>> asyncGet() {
    return () ->
        identities.getByResourceGroupAsync(GROUP, NAME).map(found -> found.clientId().toString());
  }

  @Override
  public long list(int items, Runnable atLast) {
    return Contestant.count(
        identities.listByResourceGroup(Contestant.groupOf(items)), items, atLast);
  }
}
