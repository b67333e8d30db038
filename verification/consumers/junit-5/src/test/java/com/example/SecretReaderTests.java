package com.example;

import static dev.msi4j.junit.AzureAssertions.assertThat;

import dev.msi4j.Identity;
import dev.msi4j.junit.Host;
import dev.msi4j.junit.LocalAzureTest;
import dev.msi4j.junit.ManagedIdentity;
import dev.msi4j.junit.RunsAs;
import org.junit.jupiter.api.Test;

@LocalAzureTest
class SecretReaderTests {
  @Test
  @RunsAs(identity = "app", host = Host.VM)
  void signsInAsTheApp(@ManagedIdentity(name = "app") Identity app) {
    var token = new SecretReader().signIn();

    assertThat(token).belongsTo(app).hasAudience("https://vault.azure.net");
  }
}
