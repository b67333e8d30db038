package dev.msi4j.local.internal.providers.resources;

import static dev.msi4j.local.Arm.VERSION;
import static dev.msi4j.local.Arm.error;
import static dev.msi4j.local.Arm.json;
import static dev.msi4j.local.Arm.message;
import static org.assertj.core.api.Assertions.assertThat;

import dev.msi4j.local.Arm;
import dev.msi4j.local.TestAzure;
import org.junit.jupiter.api.Test;

class SubscriptionsTests {
  @Test
  void listsTenantsSubscriptionsAndLocations() {
    try (var azure = TestAzure.start()) {
      var arm = Arm.signIn(azure);

      assertThat(json(arm.get("/tenants", "2022-12-01")).path("value").get(0).path("tenantId"))
          .hasToString("\"" + azure.tenantId() + "\"");
      assertThat(json(arm.get("/subscriptions", "2022-12-01")).path("value").get(0).path("state"))
          .hasToString("\"Enabled\"");
      assertThat(json(arm.get(arm.subscription(), "2022-12-01")).path("subscriptionId"))
          .hasToString("\"" + azure.subscriptionId() + "\"");
      assertThat(
              json(arm.get(arm.subscription() + "/locations", "2022-12-01"))
                  .path("value")
                  .findValuesAsText("name"))
          .contains("eastus", "westeurope");
    }
  }

  @Test
  void unregisteredProviderReturns409() {
    try (var azure = TestAzure.builder().providersRegistered(false).start()) {
      var arm = Arm.signIn(azure);
      arm.createGroup("rg");
      var provider = arm.subscription() + "/providers/microsoft.managedidentity";

      var rejected = arm.put(arm.identity("rg", "web"), VERSION, "{\"location\":\"eastus\"}");

      assertThat(error(rejected)).isEqualTo("409 MissingSubscriptionRegistration");
      assertThat(message(rejected)).contains("'Microsoft.ManagedIdentity'");
      assertThat(json(arm.get(provider, "2021-04-01")).path("registrationState"))
          .hasToString("\"NotRegistered\"");
      assertThat(json(arm.post(provider + "/register", "2021-04-01")).path("registrationState"))
          .hasToString("\"Registered\"");
      arm.createIdentity("rg", "web");
      var inUse = arm.post(provider + "/unregister", "2021-04-01");
      assertThat(error(inUse)).startsWith("409 ");
      assertThat(message(inUse)).contains("microsoft.managedidentity/userassignedidentities");
      assertThat(arm.get(arm.identity("rg", "web"), VERSION).status()).isEqualTo(200);
      arm.delete(arm.identity("rg", "web"), VERSION);
      assertThat(json(arm.post(provider + "/unregister", "2021-04-01")).path("registrationState"))
          .hasToString("\"NotRegistered\"");
      assertThat(error(arm.get(arm.identity("rg", "web"), VERSION)))
          .isEqualTo("409 MissingSubscriptionRegistration");
    }
  }

  @Test
  void providerReturnsDeclaredResourceTypes() {
    try (var azure = TestAzure.start()) {
      var arm = Arm.signIn(azure);

      var provider =
          json(arm.get(arm.subscription() + "/providers/Microsoft.ManagedIdentity", "2021-04-01"));

      var types = provider.path("resourceTypes");
      assertThat(types.findValuesAsText("resourceType"))
          .contains(
              "userAssignedIdentities", "userAssignedIdentities/federatedIdentityCredentials");
      assertThat(error(arm.get(arm.subscription() + "/providers/Microsoft.Nothing", "2021-04-01")))
          .isEqualTo("404 InvalidResourceNamespace");
    }
  }
}
