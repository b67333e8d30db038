package dev.msi4j.samples;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpMethod;
import com.azure.core.util.BinaryData;
import com.azure.core.util.Configuration;
import com.azure.core.util.ConfigurationBuilder;
import com.azure.core.util.Context;
import com.azure.identity.DefaultAzureCredentialBuilder;
import dev.msi4j.ManagedServiceIdentityClient;
import dev.msi4j.ManagedServiceIdentityClientBuilder;
import dev.msi4j.http.PooledHttpClient;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.LocalAzureBuilder;
import dev.msi4j.local.TestAzure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A local Azure, and the configuration and HTTP client with which a sample uses it. */
final class SampleAzure implements AutoCloseable {
  private static final String PASSWORD = "local-azure";

  private final LocalAzure azure;
  private final PooledHttpClient http;

  private SampleAzure(LocalAzureBuilder builder) {
    azure = builder.start();
    http =
        PooledHttpClient.builder()
            .configuration(Configuration.NONE)
            .sslContext(azure.sslContext())
            .build();
  }

  static SampleAzure start() {
    return start(TestAzure.builder());
  }

  static SampleAzure start(LocalAzureBuilder builder) {
    return new SampleAzure(builder);
  }

  LocalAzure azure() {
    return azure;
  }

  Configuration configuration() {
    var variables = azure.environment();
    return new ConfigurationBuilder(path -> Map.of(), path -> Map.of(), path -> variables).build();
  }

  HttpClient http() {
    return http;
  }

  ManagedServiceIdentityClientBuilder builder() {
    return new ManagedServiceIdentityClientBuilder()
        .configuration(configuration())
        .endpoint(azure.armEndpoint())
        .httpClient(http)
        .credential(
            new DefaultAzureCredentialBuilder()
                .configuration(configuration())
                .httpClient(http)
                .disableInstanceDiscovery()
                .build());
  }

  ManagedServiceIdentityClient client() {
    return builder().buildClient();
  }

  void createGroup(String name) {
    send(HttpMethod.PUT, "/resourceGroups/" + name + "?api-version=2021-04-01", "westeurope");
  }

  int statusOfGroup(String name) {
    return send(HttpMethod.GET, "/resourceGroups/" + name + "?api-version=2021-04-01", null);
  }

  /** Returns the body of a virtual machine. */
  String machine(String group, String name) {
    var url =
        "/subscriptions/"
            + azure.subscriptionId()
            + "/resourceGroups/"
            + group
            + "/providers/Microsoft.Compute/virtualMachines/"
            + name
            + "?api-version=2024-11-01";
    try (var response = client().sendRequest(HttpMethod.GET, url, null, Context.NONE)) {
      return response.getBodyAsBinaryData().toString();
    }
  }

  private int send(HttpMethod method, String path, @Nullable String location) {
    var url = "/subscriptions/" + azure.subscriptionId() + path;
    var body = location == null ? null : BinaryData.fromObject(Map.of("location", location));
    try (var response = client().sendRequest(method, url, body, Context.NONE)) {
      return response.getStatusCode();
    }
  }

  /**
   * Writes a trust store as samples/README.md does with keytool; returns the options of the JVM.
   */
  List<String> trustOptions(Path folder) {
    var file = folder.resolve("local.p12");
    try (var out = Files.newOutputStream(file)) {
      var store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setCertificateEntry("local", azure.trustManager().getAcceptedIssuers()[0]);
      store.store(out, PASSWORD.toCharArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
    return new ArrayList<>(
        List.of(
            "-Djavax.net.ssl.trustStore=" + file,
            "-Djavax.net.ssl.trustStorePassword=" + PASSWORD));
  }

  @Override
  public void close() {
    http.close();
    azure.close();
  }
}
