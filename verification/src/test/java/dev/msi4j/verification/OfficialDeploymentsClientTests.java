package dev.msi4j.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.management.exception.ManagementException;
import com.azure.core.util.BinaryData;
import com.azure.resourcemanager.resources.ResourceManager;
import com.azure.resourcemanager.resources.models.ChangeType;
import com.azure.resourcemanager.resources.models.Deployment;
import com.azure.resourcemanager.resources.models.DeploymentMode;
import com.azure.resourcemanager.resources.models.DeploymentOperation;
import com.azure.resourcemanager.resources.models.WhatIfChange;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.TestAzure;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tests Microsoft's client of template deployments against the local Azure. */
class OfficialDeploymentsClientTests {
  private static final String GROUP = "deployments";
  private static final String TEMPLATE =
      """
      {
        "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
        "contentVersion": "1.0.0.0",
        "parameters": {"name": {"type": "string"}, "subject": {"type": "string"}},
        "resources": [
          {
            "type": "Microsoft.ManagedIdentity/userAssignedIdentities",
            "apiVersion": "2023-01-31",
            "name": "[parameters('name')]",
            "location": "[resourceGroup().location]"
          },
          {
            "type": "Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials",
            "apiVersion": "2023-01-31",
            "name": "[concat(parameters('name'), '/main')]",
            "dependsOn": [
              "[resourceId('Microsoft.ManagedIdentity/userAssignedIdentities', parameters('name'))]"
            ],
            "properties": {
              "issuer": "https://token.actions.githubusercontent.com",
              "subject": "[parameters('subject')]",
              "audiences": ["api://AzureADTokenExchange"]
            }
          }
        ],
        "outputs": {
          "id": {
            "type": "string",
            "value": "[resourceId('Microsoft.ManagedIdentity/userAssignedIdentities', parameters('name'))]"
          }
        }
      }
      """;

  /** Each poll takes the client one second, so one poll is enough to test waiting. */
  @AutoClose
  private static final LocalAzure azure =
      TestAzure.builder()
          .longRunningOperationPolls("Microsoft.Resources/deployments/write", 1)
          .start();

  private static final Clients clients = new Clients(azure);
  private static final ResourceManager resources = clients.resources();

  @BeforeAll
  static void createGroup() {
    clients.createGroup(GROUP);
  }

  @Test
  void deploymentIsCreatedReadExportedAndDeleted() throws IOException {
    var created = deploy("life", "repo:contoso/shop:ref:refs/heads/main");

    assertThat(created.provisioningState()).isEqualTo("Succeeded");
    assertThat(created.outputs()).asString().contains("userAssignedIdentities/life");
    assertThat(created.outputResources()).hasSize(2);
    assertThat(created.exportTemplate().templateAsJson()).contains("federatedIdentityCredentials");
    assertThat(created.deploymentOperations().list())
        .extracting(DeploymentOperation::provisioningState)
        .containsOnly("Succeeded");
    assertThat(resources.deployments().listByResourceGroup(GROUP))
        .extracting(Deployment::name)
        .contains("life");
    assertThat(clients.identities().identities().getByResourceGroup(GROUP, "life").principalId())
        .isNotEmpty();
    resources.deployments().deleteByResourceGroup(GROUP, "life");
    assertThat(resources.deployments().checkExistence(GROUP, "life")).isFalse();
  }

  @Test
  void previewReturnsDifferencesOnly() throws IOException {
    var created = deploy("preview", "repo:contoso/shop:ref:refs/heads/main");

    assertThat(whatIf(created, "repo:contoso/shop:ref:refs/heads/main"))
        .doesNotContain(ChangeType.CREATE, ChangeType.MODIFY, ChangeType.DELETE);
    assertThat(whatIf(created, "repo:contoso/shop:environment:prod"))
        .containsOnlyOnce(ChangeType.MODIFY);
  }

  @Test
  void invalidTemplateIsReportedWithItsCode() {
    assertThatThrownBy(() -> deploy("wrong", "s", "{\"resources\": [{\"name\": \"a\"}]}"))
        .isInstanceOfSatisfying(
            ManagementException.class,
            exception -> assertThat(exception.getValue().getCode()).isEqualTo("InvalidTemplate"));
  }

  private static Iterable<ChangeType> whatIf(Deployment deployment, String subject) {
    return deployment
        .prepareWhatIf()
        .withIncrementalMode()
        .withWhatIfTemplate(BinaryData.fromString(TEMPLATE).toObject(Object.class))
        .withWhatIfParameters(
            Map.of(
                "name", Map.of("value", deployment.name()),
                "subject", Map.of("value", subject)))
        .whatIf()
        .changes()
        .stream()
        .map(WhatIfChange::changeType)
        .toList();
  }

  private static Deployment deploy(String name, String subject) throws IOException {
    return deploy(name, subject, TEMPLATE);
  }

  private static Deployment deploy(String name, String subject, String template)
      throws IOException {
    return resources
        .deployments()
        .define(name)
        .withExistingResourceGroup(GROUP)
        .withTemplate(template)
        .withParameters(parameters(name, subject))
        .withMode(DeploymentMode.INCREMENTAL)
        .create();
  }

  private static String parameters(String name, String subject) {
    return "{\"name\": {\"value\": \"%s\"}, \"subject\": {\"value\": \"%s\"}}"
        .formatted(name, subject);
  }
}
