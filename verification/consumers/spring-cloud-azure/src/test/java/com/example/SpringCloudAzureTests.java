package com.example;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import com.azure.spring.cloud.autoconfigure.implementation.context.properties.AzureGlobalProperties;
import dev.msi4j.Identity;
import dev.msi4j.junit.AzureAssertions;
import dev.msi4j.junit.LocalAzureTest;
import dev.msi4j.junit.ManagedIdentity;
import dev.msi4j.junit.RunsAs;
import dev.msi4j.local.LocalAzure;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

@SpringBootTest
@LocalAzureTest
@RunsAs(identity = "shop")
class SpringCloudAzureTests {
  @Autowired private TokenCredential credential;
  @Autowired private AzureGlobalProperties properties;

  @Test
  void credentialOfStarterSignsInAsIdentity(@ManagedIdentity(name = "shop") Identity shop) {
    var vault = new TokenRequestContext().addScopes("https://vault.azure.net/.default");

    AzureAssertions.assertThat(credential.getTokenSync(vault)).belongsTo(shop);
  }

  @Test
  void profileOfStarterHasEndpointsOfLocalAzure(LocalAzure azure) {
    var environment = properties.getProfile().getEnvironment();

    assertThat(environment.getActiveDirectoryEndpoint())
        .startsWith(azure.authorityHost());
    assertThat(environment.getResourceManagerEndpoint()).startsWith(azure.armEndpoint());
  }
}
