package dev.msi4j.local.internal.providers.compute;

import org.jspecify.annotations.Nullable;

/** What can be done to a machine as a whole, and how it runs when that has come to its end. */
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
   * @param power how the machine runs afterwards, or null for as before
   */
  PowerAction(String path, @Nullable String power, boolean needsRunning) {
    this.path = path;
    this.power = power;
    this.needsRunning = needsRunning;
  }

  /** How the path of a request names it. */
  String path() {
    return path;
  }

  /** The name of what it does at its end. */
  String effect() {
    return "virtualMachine." + path;
  }

  boolean needsRunning() {
    return needsRunning;
  }

  /** How a machine runs afterwards that ran so before. */
  String end(@Nullable String before) {
    // A machine without a host has none to be switched off on.
    var stays = this == POWER_OFF && VirtualMachineRow.DEALLOCATED.equals(before);
    if (power != null && !stays) {
      return power;
    }
    return before == null ? VirtualMachineRow.RUNNING : before;
  }
}
