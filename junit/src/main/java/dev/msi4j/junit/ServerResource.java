package dev.msi4j.junit;

import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.LocalAzureBuilder;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A running local Azure with its clients, which JUnit closes with the store that has it. */
// JUnit before 5.13 closes only what implements the deprecated interface.
@SuppressWarnings("deprecation")
final class ServerResource implements ExtensionContext.Store.CloseableResource, AutoCloseable {
  private final LocalAzure azure;
  private final ServerClients clients;

  ServerResource(LocalAzureBuilder options) {
    azure = options.recordRequests(true).start();
    clients = new ServerClients(azure);
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
