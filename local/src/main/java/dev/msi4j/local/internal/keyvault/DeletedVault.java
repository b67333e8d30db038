package dev.msi4j.local.internal.keyvault;

import dev.msi4j.local.internal.text.CaseFolding;
import java.time.Instant;

/**
 * A deleted key vault that can be recovered. Times are ISO 8601 in UTC.
 *
 * @param scheduledPurgeDate the time at which the vault is purged
 */
public record DeletedVault(VaultRow vault, String deletionDate, String scheduledPurgeDate) {
  /** Returns the resource id of the deleted vault. */
  public String id() {
    return Vaults.deletedPrefix(vault.resourceId().subscription())
        + vault.location()
        + "/deletedVaults/"
        + vault.name();
  }

  String key() {
    return CaseFolding.of(id());
  }

  boolean isPurged(Instant now) {
    return !now.isBefore(Instant.parse(scheduledPurgeDate));
  }
}
