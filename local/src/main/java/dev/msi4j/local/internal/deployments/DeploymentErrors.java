package dev.msi4j.local.internal.deployments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.arm.ArmException;
import dev.msi4j.local.internal.arm.ArmRequest;
import dev.msi4j.local.internal.arm.ResourceId;
import dev.msi4j.local.internal.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Creates the errors of deployments, with Azure's wording where it is documented. */
final class DeploymentErrors {
  private static final String DETAILS =
      "Please see https://aka.ms/arm-deployment-operations for usage details.";

  private DeploymentErrors() {}

  static ArmException notFound(String name) {
    return new ArmException(
        404, "DeploymentNotFound", "Deployment '" + name + "' could not be found.");
  }

  static ArmException operationNotFound(String id) {
    return new ArmException(
        404,
        "DeploymentOperationNotFound",
        "Deployment operation '" + id + "' could not be found.");
  }

  static ArmException invalidName(String name) {
    return new ArmException(
        400,
        "InvalidDeploymentName",
        "The deployment name '"
            + name
            + "' is invalid: it must have 1 to 64 letters, digits, underscores, hyphens,"
            + " parentheses and periods, and not end in a period.");
  }

  static ArmException invalidMode(String mode) {
    return new ArmException(
        400,
        "InvalidDeploymentMode",
        "The deployment mode '" + mode + "' is invalid: it must be Incremental or Complete.");
  }

  static ArmException completeModeNotSupported() {
    return new ArmException(
        400,
        "CompleteModeNotSupported",
        "The deployment mode Complete is only supported at the scope of a resource group.");
  }

  /** The template is not part of the request. */
  static ArmException linkNotSupported(String member) {
    return new ArmException(
        400,
        "InvalidContentLink",
        "The property '"
            + member
            + "' is not supported: this local Azure does not download templates or parameters. Send"
            + " them in the request, or use nested templates; 'az bicep build' puts modules into"
            + " one template.");
  }

  static ArmException tooManyLevels(int maximum) {
    return new ArmException(
        400, "InvalidTemplate", "Deployments are nested deeper than " + maximum + " levels.");
  }

  static ArmException typeNotServed(String name, String type, String version) {
    return new ArmException(
        400,
        "InvalidResourceType",
        "The resource '"
            + name
            + "' of the type '"
            + type
            + "' in the api-version '"
            + version
            + "' can't be deployed: this local Azure does not serve it.");
  }

  static ArmException missingTemplate() {
    return new ArmException(
        400,
        "InvalidRequestContent",
        "The request content was invalid: the property 'properties.template' is required.");
  }

  /** The caller can't deploy with the secrets of a vault. */
  static ArmException secretReferenceForbidden(ArmRequest request, String vault) {
    return new ArmException(
        403,
        "KeyVaultParameterReferenceAuthorizationFailed",
        "The client '"
            + request.caller().appId()
            + "' with object id '"
            + request.caller().objectId()
            + "' does not have permission to perform action"
            + " 'MICROSOFT.KEYVAULT/VAULTS/DEPLOY/ACTION' on the specified KeyVault resource '"
            + vault
            + "'. Please see https://aka.ms/arm-keyvault for usage details.");
  }

  static ArmException referencedVaultNotFound(ResourceId vault) {
    return new ArmException(
        400,
        "KeyVaultParameterReferenceNotFound",
        "The specified KeyVault '"
            + vault
            + "' could not be found. Please see https://aka.ms/arm-keyvault for usage details.");
  }

  static ArmException secretUnavailable(String parameter, String status, @Nullable String reason) {
    return new ArmException(
        400,
        "KeyVaultParameterReferenceSecretRetrieveFailed",
        "The secret of KeyVault parameter '"
            + parameter
            + "' cannot be retrieved. Http status code: '"
            + status
            + "'. Error message: '"
            + reason
            + "'. Please see https://aka.ms/arm-keyvault for usage details.");
  }

  static ArmException active(DeploymentRow running) {
    return new ArmException(
        409,
        "DeploymentActive",
        "Unable to edit or replace deployment '"
            + running.name()
            + "': previous deployment from '"
            + running.startedAt()
            + "' is still active. Please see https://aka.ms/arm-deploy for usage details.");
  }

  static ArmException notCancelable(DeploymentRow row) {
    return new ArmException(
        409,
        "DeploymentCannotBeCancelled",
        "The deployment '"
            + row.name()
            + "' cannot be cancelled because it is not active: its provisioning state is '"
            + row.state()
            + "'.");
  }

  /** The caller may not write a resource of the template. */
  static ArmException resourceForbidden(
      ArmRequest request, String action, String id, String name, String type) {
    return new ArmException(
        403,
        "AuthorizationFailed",
        "Authorization failed for template resource '"
            + name
            + "' of type '"
            + type
            + "'. The client '"
            + request.caller().appId()
            + "' with object id '"
            + request.caller().objectId()
            + "' does not have permission to perform action '"
            + action
            + "' at scope '"
            + id
            + "'.");
  }

  /** Resources of the template can't be deployed. */
  static ArmException invalidTemplateDeployment(List<ArmException> details) {
    var status = details.get(0).status();
    var messages =
        String.join(":", details.stream().map(each -> String.valueOf(each.getMessage())).toList());
    return new DeploymentException(
        status,
        "InvalidTemplateDeployment",
        details.size() == 1
            ? "The template deployment failed with error: '" + messages + "'."
            : "Deployment failed with multiple errors: '" + messages + "'",
        details);
  }

  /** Returns the error of a deployment with failed resources. */
  static ObjectNode deploymentFailed(String id, List<JsonNode> resourceErrors) {
    var error =
        Json.object()
            .put("code", "DeploymentFailed")
            .put("target", id)
            .put(
                "message",
                "At least one resource deployment operation failed. Please list deployment"
                    + " operations for details. "
                    + DETAILS);
    var details = error.putArray("details");
    resourceErrors.forEach(each -> details.add(each.path("error")));
    return error;
  }
}
