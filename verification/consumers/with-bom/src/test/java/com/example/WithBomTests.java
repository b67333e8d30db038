package com.example;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.azure.core.http.HttpClient;
import dev.msi4j.ManagedServiceIdentityClientBuilder;
import dev.msi4j.local.LocalAzure;
import java.util.Map;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class WithBomTests {
  @Test
  void azureIdentityKeepsItsHttpClient() {
    assertDoesNotThrow(() -> Class.forName("com.azure.core.http.netty.NettyAsyncHttpClient"));
    assertNotNull(HttpClient.createDefault());
  }

  @Test
  void junitKeepsItsVersion() {
    var place = Test.class.getProtectionDomain().getCodeSource().getLocation().toString();
    assertTrue(place.endsWith("junit-jupiter-api-5.13.4.jar"), place);
  }

  @Test
  void managedArtifactsHaveOneVersion() {
    try (var azure = LocalAzure.start()) {
      var client =
          new ManagedServiceIdentityClientBuilder()
              .subscriptionId(azure.subscriptionId().toString())
              .credential(request -> Mono.empty())
              .buildClient();

      assertNotNull(client.userAssignedIdentities());
    }
  }

  @Test
  void missingDriverIsNamed() {
    var builder =
        LocalAzure.builder()
            .database(
                "jdbc:postgresql://localhost/azure",
                Map.of("MSI4J_STATE_KEY", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="));

    var failure = assertThrows(IllegalStateException.class, builder::start);

    assertTrue(
        failure.getMessage().contains("needs the artifact org.postgresql:postgresql"),
        failure.getMessage());
  }
}
