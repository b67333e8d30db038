package com.example;

import dev.msi4j.junit.AzureAssertions;
import dev.msi4j.junit.AzureSandbox;
import dev.msi4j.junit.LocalAzureQuarkusResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

// @start region=test
@QuarkusTest
@WithTestResource(
    value = LocalAzureQuarkusResource.class,
    initArgs = @ResourceArg(name = "identity", value = "shop"))
class SecretReaderTests {
  @Inject SecretReader reader;

  private AzureSandbox azure;

  @Test
  void applicationSignsInAsItsIdentity() {
    AzureAssertions.assertThat(reader.signIn()).belongsTo(azure.createIdentity("shop"));
  }
}
// @end
