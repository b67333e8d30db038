package com.example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.core.http.netty.NettyAsyncHttpClientBuilder;
import com.azure.core.management.AzureEnvironment;
import com.azure.core.management.profile.AzureProfile;
import com.azure.identity.ClientSecretCredentialBuilder;
import com.azure.resourcemanager.msi.MsiManager;
import dev.msi4j.local.LocalAzure;
import java.util.HashMap;
import org.junit.jupiter.api.Test;
import reactor.netty.http.Http11SslContextSpec;

class WithoutBomTests {
  @Test
  void officialClientListsIdentities() {
    try (var azure = LocalAzure.start()) {
      var http = http(azure);
      var endpoints = new HashMap<>(AzureEnvironment.AZURE.getEndpoints());
      endpoints.put("resourceManagerEndpointUrl", azure.armEndpoint() + "/");
      var profile =
          new AzureProfile(
              azure.tenantId().toString(),
              azure.subscriptionId().toString(),
              new AzureEnvironment(endpoints));
      var manager =
          MsiManager.configure().withHttpClient(http).authenticate(owner(azure, http), profile);

      assertEquals(0, manager.identities().list().stream().count());
    }
  }

  private static TokenCredential owner(LocalAzure azure, HttpClient http) {
    return new ClientSecretCredentialBuilder()
        .authorityHost(azure.authorityHost())
        .tenantId(azure.tenantId().toString())
        .clientId(azure.clientId().toString())
        .clientSecret(azure.clientSecret())
        .disableInstanceDiscovery()
        .httpClient(http)
        .build();
  }

  private static HttpClient http(LocalAzure azure) {
    var netty =
        reactor.netty.http.client.HttpClient.create()
            .secure(tls ->
                tls.sslContext(
                    Http11SslContextSpec.forClient()
                        .configure(trust -> trust.trustManager(azure.trustManager()))));
    return new NettyAsyncHttpClientBuilder(netty).build();
  }
}
