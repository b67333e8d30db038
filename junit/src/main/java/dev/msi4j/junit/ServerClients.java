package dev.msi4j.junit;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpMethod;
import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import dev.msi4j.AzureCloud;
import dev.msi4j.ManagedServiceIdentityAsyncClient;
import dev.msi4j.ManagedServiceIdentityClient;
import dev.msi4j.ManagedServiceIdentityClientBuilder;
import dev.msi4j.http.PooledHttpClient;
import dev.msi4j.local.LocalAzure;

/** Clients of a local Azure that share one HTTP client. Thread-safe. */
final class ServerClients implements AutoCloseable {
  private final LocalAzure azure;
  private final PooledHttpClient http;
  private final TokenCredential owner;
  private final ManagedServiceIdentityClient client;
  private final Runnable removeTrust;

  ServerClients(LocalAzure azure) {
    this.azure = azure;
    http = PooledHttpClient.builder().sslContext(azure.sslContext()).build();
    owner = TokenRequestCredential.ofOwner(azure, http);
    client = builder(owner).buildClient();
    removeTrust = LocalTrust.add(azure);
  }

  LocalAzure azure() {
    return azure;
  }

  PooledHttpClient http() {
    return http;
  }

  /** Returns the credential of the owner of the subscription. */
  TokenCredential owner() {
    return owner;
  }

  /** Returns the client of the owner. */
  ManagedServiceIdentityClient client() {
    return client;
  }

  ManagedServiceIdentityAsyncClient asyncClient() {
    return builder(owner).buildAsyncClient();
  }

  ManagedServiceIdentityClientBuilder builder(TokenCredential credential) {
    return new ManagedServiceIdentityClientBuilder()
        .credential(credential)
        .subscriptionId(azure.subscriptionId().toString())
        .cloud(AzureCloud.PUBLIC)
        .endpoint(azure.armEndpoint())
        .httpClient(http);
  }

  /**
   * Sends a request to Resource Manager as the owner and returns the response body.
   *
   * @param path the path with its query
   * @throws IllegalStateException if the response is an error
   */
  String send(HttpMethod method, String path, String json) {
    var body = json.isEmpty() ? null : BinaryData.fromString(json);
    try (var response = client.sendRequest(method, path, body, Context.NONE)) {
      var content = response.getBodyAsBinaryData();
      var text = content == null ? "" : content.toString();
      if (response.getStatusCode() >= 300) {
        throw new IllegalStateException(
            method + " " + path + " failed: status " + response.getStatusCode() + ", " + text);
      }
      return text;
    }
  }

  /** Closes the clients; the server keeps running. */
  @Override
  public void close() {
    removeTrust.run();
    http.close();
  }
}
