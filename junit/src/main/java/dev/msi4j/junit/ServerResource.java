package dev.msi4j.junit;

import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import com.azure.core.util.Context;
import dev.msi4j.ResourceId;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.LocalAzureBuilder;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A running local Azure with its clients, which JUnit closes with the store that has it. The token
 * endpoint of virtual machines has responded once: azure-identity waits only a second for its first
 * response, and on a busy machine the very first one takes longer.
 */
// JUnit before 5.13 closes only what implements the deprecated interface.
@SuppressWarnings("deprecation")
final class ServerResource implements ExtensionContext.Store.CloseableResource, AutoCloseable {
  private static final String PROBE = "/metadata/identity/oauth2/token?api-version=2018-02-01";

  private final LocalAzure azure;
  private final ServerClients clients;

  ServerResource(LocalAzureBuilder options) {
    azure = options.recordRequests(true).start();
    clients = new ServerClients(azure);
    probeTokenEndpoint();
  }

  /** Sends the probe of azure-identity, for a virtual machine that does not exist. */
  private void probeTokenEndpoint() {
    var group = ResourceId.resourceGroup(azure.subscriptionId().toString(), "none");
    var machine = azure.virtualMachine(group + "/providers/Microsoft.Compute/virtualMachines/none");
    var probe = machine.imdsEndpoint() + PROBE;
    clients.http().sendSync(new HttpRequest(HttpMethod.GET, probe), Context.NONE).close();
  }

  ServerClients clients() {
    return clients;
  }

  @Override
  public void close() {
    clients.close();
    azure.close();
  }
}
