package dev.msi4j.local.internal.keyvault;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A secret without its versions. Times are seconds since 1970.
 *
 * @param current the version that requests without a version get
 * @param deletedDate the time of the deletion, or null
 * @param scheduledPurgeDate the time at which the deleted secret is purged, or null
 */
public record Secret(
    String name, String current, @Nullable Long deletedDate, @Nullable Long scheduledPurgeDate) {

  boolean isDeleted() {
    return deletedDate != null;
  }

  boolean isPurged(Instant now) {
    return scheduledPurgeDate != null && now.getEpochSecond() >= scheduledPurgeDate;
  }

  Secret withCurrent(String version) {
    return new Secret(name, version, null, null);
  }

  Secret deleted(long at, long purge) {
    return new Secret(name, current, at, purge);
  }

  Secret recovered() {
    return new Secret(name, current, null, null);
  }
}
