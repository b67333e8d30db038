package dev.msi4j.junit;

import static dev.msi4j.junit.AzureAssertions.assertThat;

import dev.msi4j.Identity;
import org.junit.jupiter.api.Test;

// @start region=test
@LocalAzureTest
class SecretReaderTests {
  @Test
  @RunsAs(identity = "app", host = Host.VM)
  void signsInAsTheApp(@ManagedIdentity(name = "app") Identity app) {
    var token = new SecretReader().signIn();

    assertThat(token).belongsTo(app).hasAudience("https://vault.azure.net");
  }
}
// @end
