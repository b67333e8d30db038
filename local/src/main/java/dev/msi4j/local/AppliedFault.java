package dev.msi4j.local;

import dev.msi4j.local.internal.control.faults.Applied;
import java.time.Instant;

/** That a fault has happened to a request. Immutable. */
public final class AppliedFault {
  private final Applied applied;

  AppliedFault(Applied applied) {
    this.applied = applied;
  }

  /** What was planned. */
  public Fault fault() {
    return new Fault(applied.fault());
  }

  /** What was asked for. */
  public String operation() {
    return applied.operation();
  }

  /** When, by the clock of the local Azure. */
  public Instant at() {
    return applied.at();
  }

  @Override
  public String toString() {
    return "AppliedFault[" + applied.operation() + " at " + applied.at() + "]";
  }
}
