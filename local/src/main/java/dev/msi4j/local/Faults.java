package dev.msi4j.local;

import dev.msi4j.local.internal.control.faults.FaultInjector;
import java.util.List;

/**
 * Injects faults into requests, to test how client code handles them. Faults apply only to requests
 * that pass authentication and authorization. Faults are kept in memory, not in the state.
 * Thread-safe.
 */
public final class Faults {
  private final FaultInjector injector;

  Faults(FaultInjector injector) {
    this.injector = injector;
  }

  /**
   * Injects a fault into the next matching requests. Several faults for one operation apply in the
   * order of injection.
   *
   * @param fault the fault
   * @throws IllegalArgumentException if no operation matches, or if the fault has no effect
   */
  public void inject(Fault fault) {
    injector.inject(fault.planned());
  }

  /**
   * Returns the faults that are still to be applied.
   *
   * @return the faults, each with the number of requests left
   */
  public List<Fault> planned() {
    return injector.planned().stream().map(Fault::new).toList();
  }

  /**
   * Returns the faults applied since the start or the last {@link #clear}.
   *
   * @return the last 1000 events, oldest first
   */
  public List<FaultEvent> applied() {
    return injector.applied().stream().map(FaultEvent::new).toList();
  }

  /** Removes all faults and events. Delayed requests continue at once. */
  public void clear() {
    injector.clear();
  }
}
