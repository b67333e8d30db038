package dev.msi4j.local.internal.keyvault;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.json.Json;

/** Renders secrets as response bodies. */
final class SecretResponses {
  private static final int DEFAULT_RETENTION_DAYS = 90;

  private SecretResponses() {}

  /** Returns a secret with its value. */
  static ObjectNode bundle(String origin, VaultRow vault, Secrets.Found found) {
    var document =
        Json.object()
            .put("value", found.version().value())
            .put("id", id(origin, found.secret().name()) + "/" + found.version().version());
    addProperties(document, vault, found.version());
    return document;
  }

  /** Returns a secret, without its value, in a list of secrets. */
  static ObjectNode item(String origin, VaultRow vault, Secrets.Found found) {
    var document = Json.object().put("id", id(origin, found.secret().name()));
    addProperties(document, vault, found.version());
    return document;
  }

  /** Returns a version of a secret, without its value. */
  static ObjectNode version(String origin, VaultRow vault, String name, SecretVersion version) {
    var document = Json.object().put("id", id(origin, name) + "/" + version.version());
    addProperties(document, vault, version);
    return document;
  }

  /** Returns a deleted secret, without its value. */
  static ObjectNode deleted(String origin, VaultRow vault, Secrets.Found found) {
    var document =
        Json.object()
            .put("recoveryId", origin + "/deletedsecrets/" + found.secret().name())
            .put("deletedDate", found.secret().deletedDate())
            .put("scheduledPurgeDate", found.secret().scheduledPurgeDate())
            .put("id", id(origin, found.secret().name()) + "/" + found.version().version());
    addProperties(document, vault, found.version());
    return document;
  }

  /** Returns a deleted secret in a list; its id has no version. */
  static ObjectNode deletedItem(String origin, VaultRow vault, Secrets.Found found) {
    return deleted(origin, vault, found).put("id", id(origin, found.secret().name()));
  }

  private static String id(String origin, String name) {
    return origin + "/secrets/" + name;
  }

  private static void addProperties(ObjectNode document, VaultRow vault, SecretVersion version) {
    var properties = version.properties();
    if (properties.contentType() != null) {
      document.put("contentType", properties.contentType());
    }
    var attributes = document.putObject("attributes").put("enabled", properties.isEnabled());
    if (properties.notBefore() != null) {
      attributes.put("nbf", properties.notBefore());
    }
    if (properties.expires() != null) {
      attributes.put("exp", properties.expires());
    }
    attributes
        .put("created", version.created())
        .put("updated", version.updated())
        .put("recoveryLevel", recoveryLevel(vault))
        .put("recoverableDays", vault.retentionDays());
    var tags = properties.tags();
    if (tags != null) {
      tags.forEach(document.putObject("tags")::put);
    }
  }

  private static String recoveryLevel(VaultRow vault) {
    var prefix = vault.retentionDays() < DEFAULT_RETENTION_DAYS ? "Customized" : "";
    return prefix + (vault.hasPurgeProtection() ? "Recoverable" : "Recoverable+Purgeable");
  }
}
