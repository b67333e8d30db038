package dev.msi4j.local.internal.providers.compute;

import dev.msi4j.local.internal.arm.ArmErrors;
import dev.msi4j.local.internal.arm.ArmException;
import dev.msi4j.local.internal.arm.ResourceId;

/** Creates the errors of Microsoft.Compute. */
final class ComputeErrors {
  private ComputeErrors() {}

  static ArmException missingParameter(String target) {
    return ArmErrors.invalidParameter(
        target, "Required parameter '" + target + "' is missing (null).");
  }

  static ArmException propertyChangeNotAllowed(String property) {
    return new ArmException(
        409,
        "PropertyChangeNotAllowed",
        "Changing property '" + property + "' is not allowed.",
        property);
  }

  /** Rejects an operation that the state of the virtual machine does not allow. */
  static ArmException operationNotAllowed(String message) {
    return new ArmException(409, "OperationNotAllowed", message);
  }

  static ArmException machineBeingDeleted(String machine, String operation) {
    return operationNotAllowed(
        "Operation '"
            + operation
            + "' is not allowed on VM '"
            + machine
            + "' since the VM is marked for deletion. You can only retry the Delete operation (or wait"
            + " for an ongoing one to complete).");
  }

  static ArmException machineNotRunning() {
    return operationNotAllowed("The operation requires the VM to be running (or set to run).");
  }

  static ArmException extensionsOfStoppedMachine() {
    return operationNotAllowed("Cannot modify extensions in the VM when the VM is not running.");
  }

  /** Rejects a second extension with the same handler under another name. */
  static ArmException handlerInUse(String os, String extension, String handler) {
    return ArmErrors.badRequest(
        "Multiple VMExtensions per handler not supported for OS type '"
            + os
            + "'. VMExtension '"
            + extension
            + "' with handler '"
            + handler
            + "' already added or specified in input.");
  }

  static ArmException nicInUse(String nic, String machine) {
    return new ArmException(
        400,
        "NicInUse",
        "Network Interface " + nic + " is used by existing resource " + machine + ".");
  }

  static ArmException noNetworkInterface(ResourceId machine) {
    return new ArmException(
        400,
        "VirtualMachineMustHaveAtLeastOneNetworkInterface",
        "Virtual Machine " + machine + " must have at least one network interface.");
  }

  static ArmException noPrimaryNetworkInterface(ResourceId machine) {
    return new ArmException(
        400,
        "VirtualMachineMustHaveOneNetworkInterfaceAsPrimary",
        "Virtual machine " + machine + " must have one network interface set as the primary.");
  }

  static ArmException networkInterfacesOfRunningMachine(ResourceId machine) {
    return new ArmException(
        400,
        "AddingOrDeletingNetworkInterfacesOnARunningVirtualMachineNotSupported",
        "Virtual machine "
            + machine
            + " must be stop-deallocated before its network interfaces can be changed.");
  }

  static ArmException diskAttached(String disk, String machine) {
    return operationNotAllowed("Disk " + disk + " is attached to VM " + machine + ".");
  }

  static ArmException diskInUse(String disk, String machine) {
    return new ArmException(
        409,
        "ConflictingUserInput",
        "Disk '" + disk + "' is attached to another virtual machine: '" + machine + "'.");
  }

  static ArmException diskCannotShrink(String disk, int size, int requested) {
    return operationNotAllowed(
        "The size of disk '"
            + disk
            + "' cannot be reduced from "
            + size
            + " GB to "
            + requested
            + " GB.");
  }

  /** Reports a publisher, image or extension that the catalogs do not contain. */
  static ArmException artifactNotFound(String artifact) {
    return new ArmException(404, "NotFound", "Artifact: " + artifact + " was not found.");
  }
}
