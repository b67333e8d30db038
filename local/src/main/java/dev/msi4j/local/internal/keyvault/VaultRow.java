package dev.msi4j.local.internal.keyvault;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.arm.GenericResource;
import dev.msi4j.local.internal.arm.ResourceId;
import dev.msi4j.local.internal.arm.SystemData;
import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.text.CaseFolding;
import java.util.Map;

/**
 * A key vault as it is stored.
 *
 * @param properties the properties of the vault with their defaults, without its address
 */
public record VaultRow(
    String id,
    String name,
    String location,
    Map<String, String> tags,
    ObjectNode properties,
    SystemData systemData) {

  /** Returns the key of the vault in the store. */
  public String key() {
    return CaseFolding.of(id);
  }

  public ResourceId resourceId() {
    return ResourceId.parse(id).orElseThrow();
  }

  /** Returns whether role assignments decide the access to secrets; if not, access policies do. */
  public boolean usesRbac() {
    return properties.path("enableRbacAuthorization").asBoolean();
  }

  /** Returns whether deleted secrets, and the deleted vault, are kept for the retention period. */
  public boolean hasPurgeProtection() {
    return properties.path("enablePurgeProtection").asBoolean();
  }

  /** Returns whether template deployments can read secrets as parameters. */
  public boolean isEnabledForTemplates() {
    return properties.path("enabledForTemplateDeployment").asBoolean();
  }

  /** Returns the number of days that deleted secrets and the deleted vault are kept. */
  public int retentionDays() {
    return properties.path("softDeleteRetentionInDays").asInt();
  }

  /** Converts the vault for lists across providers; its state is always Succeeded. */
  public GenericResource toGenericResource() {
    return new GenericResource(
        resourceId(),
        location,
        tags,
        Json.object(),
        "Succeeded",
        systemData.createdAt(),
        systemData.lastModifiedAt());
  }
}
