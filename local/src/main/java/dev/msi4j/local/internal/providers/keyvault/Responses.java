package dev.msi4j.local.internal.providers.keyvault;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.arm.ArmRequest;
import dev.msi4j.local.internal.arm.SystemData;
import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.keyvault.DeletedVault;
import dev.msi4j.local.internal.keyvault.Secrets;
import dev.msi4j.local.internal.keyvault.VaultHosts;
import dev.msi4j.local.internal.keyvault.VaultRow;
import java.util.Map;

/** Renders vaults, deleted vaults and secrets as response bodies. */
final class Responses {
  static final String VAULT_TYPE = "Microsoft.KeyVault/vaults";
  static final String DELETED_TYPE = "Microsoft.KeyVault/deletedVaults";
  static final String SECRET_TYPE = VAULT_TYPE + "/secrets";

  private Responses() {}

  static ObjectNode vault(ArmRequest request, VaultRow vault) {
    var document =
        Json.object()
            .put("id", vault.id())
            .put("name", vault.name())
            .put("type", VAULT_TYPE)
            .put("location", vault.location());
    addTags(document, vault.tags());
    addSystemData(document, vault.systemData());
    document.set(
        "properties",
        vault
            .properties()
            .deepCopy()
            .put("vaultUri", url(request, vault) + "/")
            .put("provisioningState", "Succeeded"));
    return document;
  }

  /** Renders all access policies of a vault as the response to a change of some. */
  static ObjectNode accessPolicies(VaultRow vault, String type) {
    var document = Json.object().put("id", vault.id() + "/accessPolicies/").put("type", type);
    document
        .putObject("properties")
        .set("accessPolicies", vault.properties().path("accessPolicies"));
    return document;
  }

  static ObjectNode deletedVault(DeletedVault deleted) {
    var vault = deleted.vault();
    var document =
        Json.object().put("id", deleted.id()).put("name", vault.name()).put("type", DELETED_TYPE);
    var properties =
        document
            .putObject("properties")
            .put("vaultId", vault.id())
            .put("location", vault.location())
            .put("deletionDate", deleted.deletionDate())
            .put("scheduledPurgeDate", deleted.scheduledPurgeDate());
    if (vault.hasPurgeProtection()) {
      properties.put("purgeProtectionEnabled", true);
    }
    addTags(properties, vault.tags());
    return document;
  }

  /** Returns a secret as Resource Manager shows it: without its value. */
  static ObjectNode secret(ArmRequest request, VaultRow vault, Secrets.Found found) {
    var name = found.secret().name();
    var version = found.version();
    var document =
        Json.object()
            .put("id", vault.id() + "/secrets/" + name)
            .put("name", name)
            .put("type", SECRET_TYPE)
            .put("location", vault.location());
    addTags(document, version.properties().tags() == null ? Map.of() : version.properties().tags());
    var uri = url(request, vault) + "/secrets/" + name;
    var properties = document.putObject("properties");
    if (version.properties().contentType() != null) {
      properties.put("contentType", version.properties().contentType());
    }
    var attributes =
        properties.putObject("attributes").put("enabled", version.properties().isEnabled());
    if (version.properties().notBefore() != null) {
      attributes.put("nbf", version.properties().notBefore());
    }
    if (version.properties().expires() != null) {
      attributes.put("exp", version.properties().expires());
    }
    attributes.put("created", version.created()).put("updated", version.updated());
    properties.put("secretUri", uri).put("secretUriWithVersion", uri + "/" + version.version());
    return document;
  }

  private static String url(ArmRequest request, VaultRow vault) {
    return VaultHosts.url(request.http().origin(), vault.name());
  }

  private static void addTags(ObjectNode document, Map<String, String> tags) {
    tags.forEach(document.putObject("tags")::put);
  }

  private static void addSystemData(ObjectNode document, SystemData data) {
    document
        .putObject("systemData")
        .put("createdBy", data.createdBy())
        .put("createdByType", data.createdByType())
        .put("createdAt", data.createdAt())
        .put("lastModifiedBy", data.lastModifiedBy())
        .put("lastModifiedByType", data.lastModifiedByType())
        .put("lastModifiedAt", data.lastModifiedAt());
  }
}
