package dev.msi4j.local.internal.arm;

import dev.msi4j.local.internal.entra.Caller;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The author and time of the creation and of the last change. Times are ISO 8601 in UTC. */
public record SystemData(
    String createdBy,
    String createdByType,
    String createdAt,
    String lastModifiedBy,
    String lastModifiedByType,
    String lastModifiedAt) {

  /** Returns the data of a resource that is created now. */
  public static SystemData created(Caller caller, Instant now) {
    var by = caller.appId().toString();
    var type = type(caller);
    var at = time(now);
    return new SystemData(by, type, at, by, type, at);
  }

  /** Returns the data after a change that is made now. */
  public SystemData modified(Caller caller, Instant now) {
    return new SystemData(
        createdBy, createdByType, createdAt, caller.appId().toString(), type(caller), time(now));
  }

  private static String type(Caller caller) {
    return caller.managedIdentity() ? "ManagedIdentity" : "Application";
  }

  private static String time(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MILLIS).toString();
  }
}
