package dev.msi4j.local.internal.deployments;

import static dev.msi4j.local.Arm.error;
import static dev.msi4j.local.Arm.json;
import static dev.msi4j.local.Arm.message;
import static dev.msi4j.local.internal.deployments.DeploymentFixture.body;
import static dev.msi4j.local.internal.deployments.DeploymentFixture.deployed;
import static dev.msi4j.local.internal.deployments.DeploymentFixture.parse;
import static dev.msi4j.local.internal.deployments.DeploymentFixture.path;
import static dev.msi4j.local.internal.deployments.DeploymentFixture.post;
import static dev.msi4j.local.internal.deployments.DeploymentFixture.put;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.Arm;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.TestAzure;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class KeyVaultTemplatesTests {
  private static final String READER = "acdd72a7-3385-48ef-bd42-f606fba81ae7";
  private static final String CONTRIBUTOR = "b24988ac-6180-42a0-ab88-20f7382dd24c";

  private static final String VAULT =
      """
      {"$schema": "s", "contentVersion": "1.0.0.0",
       "parameters": {
         "vault": {"type": "string"}, "value": {"type": "securestring"},
         "principal": {"type": "string"}
       },
       "variables": {
         "user": "[subscriptionResourceId('Microsoft.Authorization/roleDefinitions', \
      '4633458b-17de-408a-b874-0445c86b69e6')]"
       },
       "resources": [
         {"type": "Microsoft.KeyVault/vaults", "apiVersion": "2023-07-01",
          "name": "[parameters('vault')]", "location": "westeurope",
          "properties": {
            "tenantId": "[subscription().tenantId]", "sku": {"family": "A", "name": "standard"},
            "enableRbacAuthorization": true, "enabledForTemplateDeployment": true}},
         {"type": "Microsoft.KeyVault/vaults/secrets", "apiVersion": "2023-07-01",
          "name": "[format('{0}/password', parameters('vault'))]",
          "properties": {"value": "[parameters('value')]"},
          "dependsOn": ["[resourceId('Microsoft.KeyVault/vaults', parameters('vault'))]"]},
         {"type": "Microsoft.Authorization/roleAssignments", "apiVersion": "2022-04-01",
          "scope": "[format('Microsoft.KeyVault/vaults/{0}', parameters('vault'))]",
          "name": "[guid(parameters('vault'), parameters('principal'))]",
          "properties": {
            "principalId": "[parameters('principal')]", "principalType": "ServicePrincipal",
            "roleDefinitionId": "[variables('user')]"},
          "dependsOn": ["[resourceId('Microsoft.KeyVault/vaults', parameters('vault'))]"]}
       ],
       "outputs": {
         "uri": {"type": "string",
          "value": "[reference(resourceId('Microsoft.KeyVault/vaults', parameters('vault'))).vaultUri]"}
       }}
      """;

  /** Shows the length of a secret in a tag, because outputs do not show secure values. */
  private static final String CONSUMER =
      """
      {"$schema": "s", "contentVersion": "1.0.0.0",
       "parameters": {"password": {"type": "securestring"}},
       "resources": [
         {"type": "Microsoft.ManagedIdentity/userAssignedIdentities", "apiVersion": "2023-01-31",
          "name": "consumer", "location": "eastus",
          "tags": {"length": "[string(length(parameters('password')))]"}}
       ]}
      """;

  @AutoClose private static final LocalAzure azure = TestAzure.start();
  private static final Arm arm = Arm.signIn(azure);

  @BeforeAll
  static void createGroup() {
    arm.createGroup("rg");
  }

  private static ObjectNode vault(String name, String principal) {
    return body(parse(VAULT), Map.of("vault", name, "value", "p4ssw0rd", "principal", principal));
  }

  private static ObjectNode consumer(String vault, String secret) {
    var body = body(parse(CONSUMER), Map.of());
    var reference =
        body.withObject("/properties/parameters").putObject("password").putObject("reference");
    reference.putObject("keyVault").put("id", id(vault));
    reference.put("secretName", secret);
    return body;
  }

  private static String id(String vault) {
    return arm.group("rg") + "/providers/Microsoft.KeyVault/vaults/" + vault;
  }

  @Test
  void templateCreatesVaultWithSecretAndRoleAssignment() {
    var principal = azure.createServicePrincipal("reader");
    var requested = vault("templated", principal.objectId().toString());

    var deployment = deployed(arm, arm.group("rg"), "vault", requested);

    assertThat(deployment.at("/properties/outputs/uri/value").asText())
        .isEqualTo("https://templated.vault.localhost:8443/");
    var caller = Arm.signIn(azure, principal, "https://vault.azure.net").vault("templated");
    assertThat(json(caller.get("/secrets/password", "7.4")).path("value").asText())
        .isEqualTo("p4ssw0rd");
    assertThat(arm.get(path(arm.group("rg"), "vault"), DeploymentFixture.VERSION).body().text())
        .doesNotContain("p4ssw0rd");
    var whatIf = json(post(arm, arm.group("rg"), "vault", "whatIf", requested));
    assertThat(whatIf.at("/properties/changes").findValuesAsText("changeType"))
        .doesNotContain("Create", "Delete");
  }

  @Test
  void parameterIsReadFromSecret() {
    var principal = azure.createServicePrincipal("unused");
    deployed(arm, arm.group("rg"), "source", vault("source", principal.objectId().toString()));

    deployed(arm, arm.group("rg"), "consumer", consumer("source", "password"));

    var identity = json(arm.get(arm.identity("rg", "consumer"), Arm.VERSION));
    assertThat(identity.path("tags").path("length").asText()).isEqualTo("8");
    assertThat(arm.get(path(arm.group("rg"), "consumer"), DeploymentFixture.VERSION).body().text())
        .doesNotContain("p4ssw0rd");
  }

  @Test
  void unusableReferencesAreRejected() {
    var principal = azure.createServicePrincipal("unused");
    deployed(arm, arm.group("rg"), "closed", vault("closed", principal.objectId().toString()));

    assertThat(error(put(arm, arm.group("rg"), "d", consumer("missing", "password"))))
        .isEqualTo("400 KeyVaultParameterReferenceNotFound");
    assertThat(message(put(arm, arm.group("rg"), "d", consumer("closed", "none"))))
        .contains("parameter 'password' cannot be retrieved", "'NotFound'", "none");
    arm.patch(
        id("closed"), "2023-07-01", "{\"properties\":{\"enabledForTemplateDeployment\":false}}");
    assertThat(message(put(arm, arm.group("rg"), "d", consumer("closed", "password"))))
        .contains("'Forbidden'", "enabledForTemplateDeployment");
  }

  @Test
  void callerNeedsDeployActionAtVault() {
    var principal = azure.createServicePrincipal("deployer");
    deployed(arm, arm.group("rg"), "guarded", vault("guarded", principal.objectId().toString()));
    arm.createGroup("target");
    arm.assign(arm.group("target"), principal, CONTRIBUTOR);
    arm.assign(arm.group("rg"), principal, READER);
    var caller = Arm.signIn(azure, principal);

    var denied = put(caller, arm.group("target"), "d", consumer("guarded", "password"));
    arm.assign(id("guarded"), principal, "f25e0fa2-a7c8-4377-a976-54943a77a395");
    var allowed = put(caller, arm.group("target"), "d", consumer("guarded", "password"));

    assertThat(error(denied)).isEqualTo("403 KeyVaultParameterReferenceAuthorizationFailed");
    assertThat(allowed.status()).as(allowed.body().text()).isEqualTo(201);
  }
}
