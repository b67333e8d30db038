package dev.msi4j.local.internal.providers.keyvault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.arm.ArmErrors;
import dev.msi4j.local.internal.arm.ArmException;
import dev.msi4j.local.internal.arm.Providers;
import dev.msi4j.local.internal.arm.ResourceId;
import dev.msi4j.local.internal.arm.SystemData;
import dev.msi4j.local.internal.entra.Caller;
import dev.msi4j.local.internal.entra.Guids;
import dev.msi4j.local.internal.keyvault.DeletedVault;
import dev.msi4j.local.internal.keyvault.VaultRow;
import dev.msi4j.local.internal.keyvault.Vaults;
import dev.msi4j.local.internal.store.Documents;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Validates, creates, updates, deletes, recovers and purges key vaults. */
final class VaultRules {
  /** The rule of names besides their length. */
  private static final Pattern NAME =
      Pattern.compile("[a-zA-Z][a-zA-Z0-9]{0,23}+(-[a-zA-Z0-9]{1,23}+){0,11}+");

  private static final int MIN_NAME_LENGTH = 3;
  private static final int MAX_NAME_LENGTH = 24;
  private static final int DEFAULT_RETENTION_DAYS = 90;
  private static final int MIN_RETENTION_DAYS = 7;

  private static final String RBAC = "enableRbacAuthorization";
  private static final String PURGE_PROTECTION = "enablePurgeProtection";
  private static final String SOFT_DELETE = "enableSoftDelete";
  private static final String RETENTION = "softDeleteRetentionInDays";
  private static final String POLICIES = "accessPolicies";

  /** The version since which new vaults use role assignments unless the request says otherwise. */
  private static final String RBAC_BY_DEFAULT = "2026-02-01";

  private final Vaults vaults;
  private final Providers providers;
  private final Clock clock;

  VaultRules(Vaults vaults, Providers providers, Clock clock) {
    this.vaults = vaults;
    this.providers = providers;
    this.clock = clock;
  }

  /**
   * A vault as a client requests it; null for members that are not set.
   *
   * @param recovers whether the request recovers a deleted vault
   */
  record RequestedVault(
      @Nullable String location,
      @Nullable Map<String, String> tags,
      ObjectNode properties,
      boolean recovers,
      String apiVersion) {}

  /**
   * The result of a write.
   *
   * @param created whether the vault is new
   */
  record Written(VaultRow vault, boolean created) {}

  Optional<VaultRow> find(Documents documents, ResourceId id) {
    return vaults.find(documents, id);
  }

  VaultRow get(Documents documents, ResourceId id) {
    return find(documents, id).orElseThrow(() -> ArmErrors.resourceNotFound(id));
  }

  /** Creates a vault, or replaces the tags and properties of an existing one. */
  Written createOrUpdate(
      Documents documents, ResourceId id, RequestedVault requested, Caller caller) {
    if (requested.location == null) {
      throw ArmErrors.locationRequired();
    }
    var existing = find(documents, id);
    if (existing.isPresent()) {
      var row = existing.get();
      checkLocation(id, row, requested);
      var properties = requested.properties.deepCopy();
      // The policies of a vault without the member in the request stay.
      keep(row.properties(), properties, POLICIES, RETENTION, PURGE_PROTECTION, RBAC);
      var tags = requested.tags == null ? Map.<String, String>of() : requested.tags;
      return new Written(change(documents, row, tags, properties, requested, caller), false);
    }
    if (!isValid(id.name())) {
      throw KeyVaultErrors.invalidVaultName(id.name());
    }
    if (vaults.byName(documents, id.name()).isPresent()) {
      throw KeyVaultErrors.vaultAlreadyExists(id.name());
    }
    var deleted = vaults.deletedByName(documents, id.name());
    if (requested.recovers) {
      return new Written(
          recover(
              documents,
              deleted.orElseThrow(() -> KeyVaultErrors.deletedVaultNotFound(id.name())),
              id),
          false);
    }
    if (deleted.isPresent()) {
      throw KeyVaultErrors.vaultIsDeleted();
    }
    vaults.purgeExpired(documents, id.name());
    var row =
        new VaultRow(
            id.toString(),
            id.name(),
            requested.location,
            requested.tags == null ? Map.of() : requested.tags,
            complete(requested.properties.deepCopy(), requested.apiVersion),
            SystemData.created(caller, clock.instant()));
    vaults.save(documents, row);
    return new Written(row, true);
  }

  /** Updates the members that the request sets. */
  VaultRow update(Documents documents, ResourceId id, RequestedVault requested, Caller caller) {
    var row = get(documents, id);
    checkLocation(id, row, requested);
    var properties = row.properties().deepCopy();
    requested
        .properties
        .properties()
        .forEach(each -> properties.set(each.getKey(), each.getValue()));
    var tags = requested.tags == null ? row.tags() : requested.tags;
    return change(documents, row, tags, properties, requested, caller);
  }

  /** Changes the access policies of the principals that the request names. */
  VaultRow changePolicies(
      Documents documents,
      ResourceId id,
      AccessPolicies.Change change,
      RequestedVault requested,
      Caller caller) {
    var row = get(documents, id);
    var policies = requested.properties.path(POLICIES);
    checkPolicies(policies);
    var properties = row.properties().deepCopy();
    properties.set(
        POLICIES, AccessPolicies.changed(row.properties().path(POLICIES), change, policies));
    return change(documents, row, row.tags(), properties, requested, caller);
  }

  private VaultRow change(
      Documents documents,
      VaultRow row,
      Map<String, String> tags,
      ObjectNode properties,
      RequestedVault requested,
      Caller caller) {
    if (row.hasPurgeProtection() && !properties.path(PURGE_PROTECTION).asBoolean()) {
      throw KeyVaultErrors.irreversible(
          PURGE_PROTECTION, "Enabling the purge protection for a vault");
    }
    var completed = complete(properties, requested.apiVersion);
    if (completed.path(RETENTION).asInt() != row.retentionDays()) {
      throw KeyVaultErrors.retentionIsFixed(row.retentionDays(), completed.path(RETENTION).asInt());
    }
    var changed =
        new VaultRow(
            row.id(),
            row.name(),
            row.location(),
            tags,
            completed,
            row.systemData().modified(caller, clock.instant()));
    vaults.save(documents, changed);
    return changed;
  }

  private VaultRow recover(Documents documents, DeletedVault deleted, ResourceId id) {
    if (!deleted.vault().key().equals(id.key())) {
      throw KeyVaultErrors.vaultAlreadyExists(id.name());
    }
    vaults.recover(documents, deleted, deleted.vault());
    return deleted.vault();
  }

  /** Deletes a vault with its role assignments; returns false if it did not exist. */
  boolean delete(Documents documents, ResourceId id) {
    var row = find(documents, id);
    row.ifPresent(found -> {
      providers.removeUnder(documents, id.key());
      vaults.delete(documents, found);
    });
    return row.isPresent();
  }

  /** Returns a deleted vault at a location. */
  DeletedVault getDeleted(Documents documents, String subscription, String location, String name) {
    return vaults
        .deletedByName(documents, name)
        .filter(deleted ->
            deleted.vault().resourceId().subscription().equalsIgnoreCase(subscription)
                && deleted.vault().location().equalsIgnoreCase(location.replace(" ", "")))
        .orElseThrow(() -> KeyVaultErrors.deletedVaultNotFound(name));
  }

  void purge(Documents documents, DeletedVault deleted) {
    if (deleted.vault().hasPurgeProtection()) {
      throw KeyVaultErrors.purgeNotAllowed();
    }
    vaults.purge(documents, deleted);
  }

  boolean isKept(DeletedVault deleted) {
    return vaults.isKept(deleted);
  }

  /** Returns the error for a new vault of a name; empty if the name can be used. */
  Optional<ArmException> nameError(Documents documents, String name) {
    if (!isValid(name)) {
      return Optional.of(KeyVaultErrors.invalidVaultName(name));
    }
    return vaults.byName(documents, name).isPresent()
            || vaults.deletedByName(documents, name).isPresent()
        ? Optional.of(KeyVaultErrors.vaultAlreadyExists(name))
        : Optional.empty();
  }

  private static boolean isValid(String name) {
    return name.length() >= MIN_NAME_LENGTH
        && name.length() <= MAX_NAME_LENGTH
        && NAME.matcher(name).matches();
  }

  private static void checkLocation(ResourceId id, VaultRow row, RequestedVault requested) {
    if (requested.location != null && !requested.location.equals(row.location())) {
      throw ArmErrors.invalidResourceLocation(id, row.location(), requested.location);
    }
  }

  private static void keep(JsonNode existing, ObjectNode properties, String... names) {
    for (var name : names) {
      if (!properties.hasNonNull(name) && existing.hasNonNull(name)) {
        properties.set(name, existing.get(name));
      }
    }
  }

  /** Validates the properties and adds the defaults. */
  private static ObjectNode complete(ObjectNode properties, String apiVersion) {
    properties.remove(List.of("createMode", "vaultUri", "provisioningState"));
    checkSku(properties.path("sku"));
    checkGuid("properties.tenantId", properties.path("tenantId"));
    if (!properties.hasNonNull(POLICIES)) {
      properties.putArray(POLICIES);
    }
    checkPolicies(properties.path(POLICIES));
    if (properties.hasNonNull(SOFT_DELETE) && !properties.path(SOFT_DELETE).asBoolean()) {
      throw KeyVaultErrors.irreversible(
          SOFT_DELETE, "Enabling soft delete, which all vaults have,");
    }
    if (properties.hasNonNull(PURGE_PROTECTION) && !properties.path(PURGE_PROTECTION).asBoolean()) {
      throw KeyVaultErrors.irreversible(
          PURGE_PROTECTION, "Enabling the purge protection for a vault");
    }
    properties.put(SOFT_DELETE, true);
    setDefault(properties, RBAC, apiVersion.compareTo(RBAC_BY_DEFAULT) >= 0);
    setDefault(properties, "enabledForDeployment", false);
    setDefault(properties, "enabledForDiskEncryption", false);
    setDefault(properties, "enabledForTemplateDeployment", false);
    if (!properties.hasNonNull(RETENTION)) {
      properties.put(RETENTION, DEFAULT_RETENTION_DAYS);
    }
    var days = properties.path(RETENTION).asInt();
    if (days < MIN_RETENTION_DAYS || days > DEFAULT_RETENTION_DAYS) {
      throw KeyVaultErrors.invalidProperty(
          "properties." + RETENTION, Integer.toString(days), "7 to 90");
    }
    if (!properties.hasNonNull("publicNetworkAccess")) {
      properties.put("publicNetworkAccess", "Enabled");
    }
    return properties;
  }

  private static void setDefault(ObjectNode properties, String name, boolean value) {
    if (!properties.hasNonNull(name)) {
      properties.put(name, value);
    }
  }

  private static void checkSku(JsonNode sku) {
    var name = sku.path("name").asText();
    if (!name.equalsIgnoreCase("standard") && !name.equalsIgnoreCase("premium")) {
      throw invalid("properties.sku.name", name, "standard or premium");
    }
    var family = sku.path("family").asText();
    if (!family.equalsIgnoreCase("A")) {
      throw invalid("properties.sku.family", family, "A");
    }
  }

  private static void checkPolicies(JsonNode policies) {
    for (var policy : policies) {
      checkGuid("properties.accessPolicies.tenantId", policy.path("tenantId"));
      var objectId = policy.path("objectId").asText();
      if (objectId.isBlank()) {
        throw KeyVaultErrors.missingProperty("properties.accessPolicies.objectId", "an object id");
      }
      if (!policy.path("permissions").isObject()) {
        throw KeyVaultErrors.missingProperty(
            "properties.accessPolicies.permissions", "an object of permissions");
      }
    }
  }

  private static void checkGuid(String path, JsonNode value) {
    if (Guids.parse(value.asText()).isEmpty()) {
      throw invalid(path, value.asText(), "a GUID");
    }
  }

  private static ArmException invalid(String path, String value, String rule) {
    return value.isEmpty()
        ? KeyVaultErrors.missingProperty(path, rule)
        : KeyVaultErrors.invalidProperty(path, value, rule);
  }
}
