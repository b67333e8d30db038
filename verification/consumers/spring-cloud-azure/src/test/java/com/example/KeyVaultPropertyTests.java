package com.example;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import dev.msi4j.Identity;
import dev.msi4j.junit.LocalAzureTest;
import dev.msi4j.junit.ManagedIdentity;
import dev.msi4j.junit.RunsAs;
import dev.msi4j.local.LocalAzure;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;

@LocalAzureTest
@RunsAs(identity = "shop")
class KeyVaultPropertyTests {
  @Test
  void propertyOfApplicationIsSecretOfVault(
      @ManagedIdentity(name = "shop", roles = "Key Vault Secrets User") Identity shop,
      LocalAzure azure,
      TokenCredential administrator)
      throws Exception {
    var vault =
        shop.id().replaceFirst("/providers/.*", "")
            + "/providers/Microsoft.KeyVault/vaults/spring-secrets";
    put(
        azure,
        administrator,
        vault,
        """
        {"location": "westeurope",
         "properties": {
           "tenantId": "%s", "sku": {"family": "A", "name": "standard"},
           "enableRbacAuthorization": true
         }}
        """
            .formatted(azure.tenantId()));
    put(
        azure,
        administrator,
        vault + "/secrets/password",
        """
        {"properties": {"value": "of the vault"}}
        """);

    var source = "--spring.cloud.azure.keyvault.secret.property-sources[0].";
    try (var application =
        new SpringApplicationBuilder(Application.class)
            .web(WebApplicationType.NONE)
            .run(
                source + "endpoint=" + azure.vaultUrl("spring-secrets"),
                source + "credential.managed-identity-enabled=true",
                source + "credential.client-id=" + shop.clientId())) {
      assertThat(application.getEnvironment().getProperty("password")).isEqualTo("of the vault");
    }
  }

  private static void put(
      LocalAzure azure, TokenCredential administrator, String id, String document)
      throws Exception {
    var scope = azure.armEndpoint() + "/.default";
    var token = administrator.getTokenSync(new TokenRequestContext().addScopes(scope));
    var request =
        HttpRequest.newBuilder(URI.create(azure.armEndpoint() + id + "?api-version=2023-07-01"))
            .header("Authorization", "Bearer " + token.getToken())
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofString(document))
            .build();
    var response =
        HttpClient.newBuilder()
            .sslContext(azure.sslContext())
            .build()
            .send(request, BodyHandlers.ofString());
    assertThat(response.statusCode()).as(response.body()).isIn(200, 201);
  }
}
