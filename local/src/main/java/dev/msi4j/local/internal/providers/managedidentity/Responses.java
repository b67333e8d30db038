package dev.msi4j.local.internal.providers.managedidentity;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.arm.ArmRequest;
import dev.msi4j.local.internal.arm.ManagedServiceIdentity;
import dev.msi4j.local.internal.arm.ResourceId;
import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.text.CaseFolding;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Renders resources as response bodies with exactly the members of the requested api-version.
 * {@code systemData} is part of the schema since 2023-01-31, but no recorded response of Azure
 * contains it.
 */
final class Responses {
  private static final String ISOLATION_SCOPE_SINCE = "2024-11-30";
  private static final Set<String> ASSIGNMENT_RESTRICTIONS_VERSIONS =
      Set.of("2025-05-31-preview", "2026-05-31");

  /** The versions with flexible credentials: first a separate resource type, then a property. */
  static final Set<String> EXPRESSION_VERSIONS = Set.of("2025-01-31-preview", "2025-05-31-preview");

  private static final String SECRET_URL_VERSION = "2015-08-31-preview";

  private Responses() {}

  static ObjectNode identity(ArmRequest request, IdentityRow row) {
    var version = request.apiVersion();
    var document =
        Json.object()
            .put("id", row.id())
            .put("name", row.name())
            .put("type", "Microsoft.ManagedIdentity/userAssignedIdentities")
            .put("location", row.location());
    row.tags().forEach(document.putObject("tags")::put);
    var properties =
        document
            .putObject("properties")
            .put("tenantId", row.tenantId())
            .put("principalId", row.principalId())
            .put("clientId", row.clientId());
    if (version.equals(SECRET_URL_VERSION)) {
      properties.put(
          "clientSecretUrl", secretUrl(request, row.id(), row.clientId(), row.tenantId()));
    }
    if (version.compareTo(ISOLATION_SCOPE_SINCE) >= 0) {
      properties.put("isolationScope", row.isolationScope());
    }
    if (ASSIGNMENT_RESTRICTIONS_VERSIONS.contains(version)) {
      var providers = properties.putObject("assignmentRestrictions").putArray("providers");
      row.assignmentRestrictions().forEach(providers::add);
    }
    return document;
  }

  static ObjectNode credential(ArmRequest request, CredentialRow row) {
    var version = request.apiVersion();
    var document =
        Json.object()
            .put("id", row.id())
            .put("name", row.name())
            .put(
                "type",
                "Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials");
    var properties = document.putObject("properties").put("issuer", row.issuer());
    if (row.subject() != null) {
      properties.put("subject", row.subject());
    }
    row.audiences().forEach(properties.putArray("audiences")::add);
    var expression = row.claimsMatchingExpression();
    if (expression != null && EXPRESSION_VERSIONS.contains(version)) {
      properties
          .putObject("claimsMatchingExpression")
          .put("value", expression.value())
          .put("languageVersion", expression.languageVersion());
    }
    return document;
  }

  static ObjectNode systemAssigned(
      ArmRequest request,
      ResourceId resourceId,
      ManagedServiceIdentity.SystemAssigned identity,
      LocationAndTags resource) {
    var id = resourceId + "/providers/Microsoft.ManagedIdentity/identities/default";
    var document =
        Json.object()
            .put("id", id)
            .put("name", "default")
            .put("type", "Microsoft.ManagedIdentity/identities")
            .put("location", resource.location());
    resource.tags().forEach(document.putObject("tags")::put);
    document
        .putObject("properties")
        .put("tenantId", identity.tenantId())
        .put("principalId", identity.principalId())
        .put("clientId", identity.clientId())
        .put("clientSecretUrl", secretUrl(request, id, identity.clientId(), identity.tenantId()));
    return document;
  }

  static ObjectNode associatedResource(ResourceId id, @Nullable String subscriptionName) {
    return Json.object()
        .put("id", id.toString())
        .put("name", id.name())
        .put("type", CaseFolding.of(id.type()))
        .put("resourceGroup", id.resourceGroup())
        .put("subscriptionId", id.subscription())
        .put("subscriptionDisplayName", subscriptionName);
  }

  /** The location and the tags of a resource of any provider. */
  record LocationAndTags(String location, Map<String, String> tags) {}

  private static String secretUrl(ArmRequest request, String id, String clientId, String tenantId) {
    return request.http().origin()
        + id
        + "/credentials/v2/identities?tid="
        + tenantId
        + "&aid="
        + clientId;
  }
}
