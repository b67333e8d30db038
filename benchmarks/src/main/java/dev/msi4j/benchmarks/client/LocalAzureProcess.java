package dev.msi4j.benchmarks.client;

import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.LocalAzureBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * A process with a local Azure. Prints its endpoint, authority, CA file, tenant, subscription,
 * client ID and client secret, each on a line, and ends with its standard input.
 */
public final class LocalAzureProcess {
  private LocalAzureProcess() {}

  /**
   * Starts the local Azure.
   *
   * @param args the state, as in {@link #builder}
   * @throws IOException if the standard input cannot be read
   */
  public static void main(String[] args) throws IOException {
    try (var azure = builder(args[0]).start()) {
      System.out.println(azure.armEndpoint());
      System.out.println(azure.authorityHost());
      System.out.println(azure.caFile());
      System.out.println(azure.tenantId());
      System.out.println(azure.subscriptionId());
      System.out.println(azure.clientId());
      System.out.println(azure.clientSecret());
      System.out.flush();
      while (System.in.read() >= 0) {
        // Ends with the process that started it.
      }
    }
  }

  /**
   * Returns the builder of a local Azure.
   *
   * @param state {@code memory}, the URL of a PostgreSQL database, or a state directory
   */
  public static LocalAzureBuilder builder(String state) {
    if (state.equals("memory")) {
      return LocalAzure.builder();
    }
    return state.startsWith("jdbc:")
        ? LocalAzure.builder()
            .database(
                state, Map.of("MSI4J_STATE_KEY", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="))
        : LocalAzure.builder().stateDirectory(Path.of(state));
  }
}
