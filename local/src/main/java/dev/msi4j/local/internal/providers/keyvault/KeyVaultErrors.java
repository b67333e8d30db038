package dev.msi4j.local.internal.providers.keyvault;

import dev.msi4j.local.internal.arm.ArmErrors;
import dev.msi4j.local.internal.arm.ArmException;

/** Creates the errors of Microsoft.KeyVault. */
final class KeyVaultErrors {
  private KeyVaultErrors() {}

  static ArmException invalidVaultName(String name) {
    return new ArmException(
        400,
        "VaultNameNotValid",
        "The vault name '"
            + name
            + "' is invalid. A vault's name must be between 3-24 alphanumeric characters. The name"
            + " must begin with a letter, end with a letter or digit, and not contain consecutive"
            + " hyphens. Follow this link for more information:"
            + " https://go.microsoft.com/fwlink/?linkid=2147742");
  }

  static ArmException vaultAlreadyExists(String name) {
    return new ArmException(
        409,
        "VaultAlreadyExists",
        "The vault name '"
            + name
            + "' is already in use. Vault names are globally unique so it is possible that the name is already taken."
            + " If you are sure that the vault name was not taken then it is possible that a vault"
            + " with the same name was recently deleted but not purged after being placed in a"
            + " recoverable state. If the vault is in a recoverable state then the vault will need"
            + " to be purged before reusing the name. For more information about VaultAlreadyExists,"
            + " soft delete and purging a vault follow this link"
            + " https://go.microsoft.com/fwlink/?linkid=2147740.");
  }

  static ArmException vaultIsDeleted() {
    return new ArmException(
        409,
        "ConflictError",
        "A vault with the same name already exists in deleted state. You need to either recover or"
            + " purge existing key vault. Follow this link"
            + " https://go.microsoft.com/fwlink/?linkid=2149745 for more information on soft delete.");
  }

  static ArmException deletedVaultNotFound(String name) {
    return new ArmException(
        404,
        "DeletedVaultNotFound",
        "The deleted vault '" + name + "' does not exist, or it has been purged.");
  }

  static ArmException purgeNotAllowed() {
    return new ArmException(
        405, "MethodNotAllowed", "Operation 'DeletedVaultPurge' is not allowed.");
  }

  static ArmException irreversible(String property, String effect) {
    return ArmErrors.badRequest(
        "The property \""
            + property
            + "\" cannot be set to false. "
            + effect
            + " is an irreversible action.");
  }

  static ArmException retentionIsFixed(int existing, int requested) {
    return ArmErrors.badRequest(
        "The property \"softDeleteRetentionInDays\" has been set already and it can't be modified:"
            + " it is "
            + existing
            + ", and the request sets "
            + requested
            + ".");
  }

  static ArmException invalidProperty(String path, String value, String rule) {
    return ArmErrors.badRequest(
        "The property '" + path + "' has the value '" + value + "': it must be " + rule + ".");
  }

  static ArmException missingProperty(String path, String rule) {
    return ArmErrors.badRequest(
        "The property '" + path + "' is required: it must be " + rule + ".");
  }
}
