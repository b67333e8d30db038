package dev.msi4j.local;

import dev.msi4j.local.internal.control.faults.FaultRecord;
import java.time.Instant;

/** That a fault has happened to a request. Immutable. */
public final class FaultEvent {
  private final FaultRecord faultRecord;

  FaultEvent(FaultRecord faultRecord) {
    this.faultRecord = faultRecord;
  }

  /** What was planned. */
  public Fault fault() {
    return new Fault(faultRecord.fault());
  }

  /** What was asked for. */
  public String operation() {
    return faultRecord.operation();
  }

  /** When, by the clock of the local Azure. */
  public Instant at() {
    return faultRecord.at();
  }

  @Override
  public String toString() {
    return "FaultEvent[" + faultRecord.operation() + " at " + faultRecord.at() + "]";
  }
}
