package dev.msi4j.local.internal.providers.compute;

import org.jspecify.annotations.Nullable;

/** An action on a virtual machine, with the power state after its completion. */
enum PowerAction {
  START("start", VirtualMachineRow.RUNNING, false),
  POWER_OFF("powerOff", VirtualMachineRow.STOPPED, false),
  DEALLOCATE("deallocate", VirtualMachineRow.DEALLOCATED, false),
  RESTART("restart", VirtualMachineRow.RUNNING, true),
  REDEPLOY("redeploy", VirtualMachineRow.RUNNING, true),
  REAPPLY("reapply", null, false);

  private final String path;
  private final @Nullable String power;
  private final boolean needsRunning;

  /**
   * @param power the power state after the action, or null to keep the state
   */
  PowerAction(String path, @Nullable String power, boolean needsRunning) {
    this.path = path;
    this.power = power;
    this.needsRunning = needsRunning;
  }

  /** Returns the path segment of the action. */
  String path() {
    return path;
  }

  /** Returns the name of the effect that completes the action. */
  String effect() {
    return "virtualMachine." + path;
  }

  boolean needsRunning() {
    return needsRunning;
  }

  /** Returns the power state after the action, given the previous one. */
  String powerAfter(@Nullable String previous) {
    // A deallocated virtual machine stays deallocated when it is powered off.
    var staysDeallocated = this == POWER_OFF && VirtualMachineRow.DEALLOCATED.equals(previous);
    if (power != null && !staysDeallocated) {
      return power;
    }
    return previous == null ? VirtualMachineRow.RUNNING : previous;
  }
}
