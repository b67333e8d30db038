package com.example;

import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import dev.msi4j.Identity;
import dev.msi4j.junit.AzureAssertions;
import dev.msi4j.junit.LocalAzureTest;
import dev.msi4j.junit.ManagedIdentity;
import dev.msi4j.junit.RunsAs;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

@SpringBootTest
@LocalAzureTest
@RunsAs(identity = "shop")
class CredentialTests {
  @Autowired private TokenCredential credential;

  @Test
  void applicationSignsInAsItsIdentity(@ManagedIdentity(name = "shop") Identity shop) {
    var vault = new TokenRequestContext().addScopes("https://vault.azure.net/.default");

    AzureAssertions.assertThat(credential.getTokenSync(vault)).belongsTo(shop);
  }
}
