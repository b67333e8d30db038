package dev.msi4j.benchmarks.client;

import dev.msi4j.local.LocalAzure;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.StringJoiner;

/**
 * A process that starts local Azures in memory, one after the other. Prints the milliseconds of
 * each start and those up to the response to its first request, all separated by spaces.
 */
public final class ServerStartProcess {
  private ServerStartProcess() {}

  /**
   * Starts the local Azures.
   *
   * @param args the number of starts
   * @throws Exception if a server cannot be started or reached
   */
  public static void main(String[] args) throws Exception {
    var line = new StringJoiner(" ");
    for (var i = 0; i < Integer.parseInt(args[0]); i++) {
      var began = System.nanoTime();
      try (var azure = LocalAzure.start()) {
        line.add(millisSince(began));
        request(azure);
        line.add(millisSince(began));
      }
    }
    System.out.println(line);
  }

  private static String millisSince(long began) {
    return Double.toString((System.nanoTime() - began) / 1e6);
  }

  private static void request(LocalAzure azure) throws Exception {
    var address =
        azure.authorityHost() + "/" + azure.tenantId() + "/v2.0/.well-known/openid-configuration";
    var response =
        HttpClient.newBuilder()
            .sslContext(azure.sslContext())
            .build()
            .send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.discarding());
    if (response.statusCode() != 200) {
      throw new IllegalStateException(address + " returned status " + response.statusCode());
    }
  }
}
