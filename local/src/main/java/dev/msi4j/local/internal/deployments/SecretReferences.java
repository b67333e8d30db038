package dev.msi4j.local.internal.deployments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.msi4j.local.internal.arm.ArmErrors;
import dev.msi4j.local.internal.arm.ArmRequest;
import dev.msi4j.local.internal.arm.ResourceId;
import dev.msi4j.local.internal.http.JsonBody;
import dev.msi4j.local.internal.http.ODataErrorException;
import dev.msi4j.local.internal.keyvault.Vaults;
import dev.msi4j.local.internal.store.Documents;

/**
 * Reads the secrets that parameters of a deployment refer to (Microsoft Learn, "Use Azure Key Vault
 * to pass a secret as a parameter during deployment").
 */
final class SecretReferences {
  private static final String DEPLOY = "Microsoft.KeyVault/vaults/deploy/action";

  private final ArmRequest request;
  private final DeploymentServices services;

  SecretReferences(ArmRequest request, DeploymentServices services) {
    this.request = request;
    this.services = services;
  }

  /**
   * Returns the value of a secret.
   *
   * @param parameter the name of the parameter, for error messages
   * @throws dev.msi4j.local.internal.arm.ArmException if the caller can't deploy with the vault, or
   *     if the secret can't be read
   */
  JsonNode value(String parameter, JsonBody reference) {
    var keyVault = reference.object("keyVault");
    var path = keyVault.path() + ".id";
    var id = keyVault.required("id");
    var vault =
        ResourceId.parse(id)
            .filter(parsed -> parsed.kind().equals(Vaults.KIND))
            .orElseThrow(() -> ArmErrors.invalidLinkedId(id, path));
    var name = reference.required("secretName");
    var version = reference.text("secretVersion").orElse("");
    if (!request.access().allows(DEPLOY, id)) {
      throw DeploymentErrors.secretReferenceForbidden(request, id);
    }
    return services
        .runtime()
        .store()
        .read(documents -> TextNode.valueOf(read(documents, vault, parameter, name, version)));
  }

  private String read(
      Documents documents, ResourceId id, String parameter, String name, String version) {
    var vault =
        services
            .vaults()
            .find(documents, id)
            .orElseThrow(() -> DeploymentErrors.referencedVaultNotFound(id));
    if (!vault.isEnabledForTemplates()) {
      throw DeploymentErrors.secretUnavailable(
          parameter,
          "Forbidden",
          "Access is denied: set properties.enabledForTemplateDeployment of the vault to true.");
    }
    try {
      return services.secrets().enabled(documents, vault, name, version).version().value();
    } catch (ODataErrorException exception) {
      throw DeploymentErrors.secretUnavailable(
          parameter, exception.status() == 404 ? "NotFound" : "Forbidden", exception.getMessage());
    }
  }
}
