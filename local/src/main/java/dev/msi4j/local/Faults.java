package dev.msi4j.local;

import dev.msi4j.local.internal.control.faults.FaultInjector;
import java.util.List;

/**
 * Faults that a local Azure has on request, so that a test can show what its code does about them.
 * They happen to requests that would be served: a caller without the right to ask is told so as
 * always. Kept in memory. Thread-safe.
 */
public final class Faults {
  private final FaultInjector plan;

  Faults(FaultInjector plan) {
    this.plan = plan;
  }

  /**
   * Plans a fault for the next requests that it is for. Of several for the same operation, the one
   * planned first happens first.
   *
   * @throws IllegalArgumentException if no operation has that name, or if it does nothing
   */
  public void inject(Fault fault) {
    plan.inject(fault.planned());
  }

  /** What has not happened yet, with how many times are left. */
  public List<Fault> planned() {
    return plan.planned().stream().map(Fault::new).toList();
  }

  /** What has happened since the start or {@link #clear}: the newest thousand, in order. */
  public List<FaultEvent> applied() {
    return plan.applied().stream().map(FaultEvent::new).toList();
  }

  /** Forgets what is planned and what has happened; requests that are held go on. */
  public void clear() {
    plan.clear();
  }
}
