package dev.msi4j.local;

import dev.msi4j.local.internal.control.faults.FaultRecord;
import java.time.Instant;

/** A fault that was applied to a request. Immutable. */
public final class FaultEvent {
  private final FaultRecord event;

  FaultEvent(FaultRecord event) {
    this.event = event;
  }

  /**
   * Returns the fault as injected.
   *
   * @return the fault
   */
  public Fault fault() {
    return new Fault(event.fault());
  }

  /**
   * Returns the operation of the request.
   *
   * @return the action of the operation, without wildcards
   */
  public String operation() {
    return event.operation();
  }

  /**
   * Returns the time of the request.
   *
   * @return the time by the clock of the local Azure
   */
  public Instant at() {
    return event.at();
  }

  @Override
  public String toString() {
    return "FaultEvent[" + event.operation() + " at " + event.at() + "]";
  }
}
