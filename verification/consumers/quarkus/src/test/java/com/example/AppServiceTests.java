package com.example;

import dev.msi4j.junit.AzureAssertions;
import dev.msi4j.junit.AzureSandbox;
import dev.msi4j.junit.LocalAzureQuarkusResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** Has other arguments than the other test, so that Quarkus starts the application once more. */
@QuarkusTest
@WithTestResource(
    value = LocalAzureQuarkusResource.class,
    initArgs = {
      @ResourceArg(name = "identity", value = "billing"),
      @ResourceArg(name = "host", value = "APP_SERVICE")
    })
class AppServiceTests {
  @Inject SecretReader reader;

  private AzureSandbox azure;

  @Test
  void restartedApplicationSignsInAsOtherIdentity() {
    AzureAssertions.assertThat(reader.signIn()).belongsTo(azure.createIdentity("billing"));
  }
}
