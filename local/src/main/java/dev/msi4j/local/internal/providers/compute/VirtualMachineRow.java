package dev.msi4j.local.internal.providers.compute;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.arm.GenericResource;
import dev.msi4j.local.internal.arm.ManagedServiceIdentity;
import dev.msi4j.local.internal.arm.ResourceId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A virtual machine as it is stored.
 *
 * @param others other requested top-level members, such as zones and a plan
 * @param properties the requested properties with defaults, without those that no response returns
 * @param power {@code running}, {@code stopped} or {@code deallocated}; null during creation
 * @param changedAt the time at which the last operation started or completed
 */
record VirtualMachineRow(
    String id,
    String name,
    String location,
    Map<String, String> tags,
    ManagedServiceIdentity identity,
    ObjectNode others,
    ObjectNode properties,
    String vmId,
    String provisioningState,
    @Nullable String power,
    String createdAt,
    String changedAt) {
  static final String RUNNING = "running";
  static final String STOPPED = "stopped";
  static final String DEALLOCATED = "deallocated";

  private static final String DELETING = "Deleting";

  /** Creates the row of a virtual machine whose creation has started. */
  static VirtualMachineRow creating(
      String id, String name, String location, Content content, String vmId, String now) {
    return new VirtualMachineRow(
        id,
        name,
        location,
        content.tags,
        content.identity,
        content.others,
        content.properties,
        vmId,
        "Creating",
        null,
        now,
        now);
  }

  /** The members that a write can change. */
  record Content(
      Map<String, String> tags,
      ManagedServiceIdentity identity,
      ObjectNode others,
      ObjectNode properties) {}

  /** Converts the virtual machine for lists across providers. */
  GenericResource toGenericResource() {
    return new GenericResource(
        ResourceId.parse(id).orElseThrow(),
        location,
        tags,
        others,
        provisioningState,
        createdAt,
        changedAt);
  }

  VirtualMachineRow with(Content content) {
    return new VirtualMachineRow(
        id,
        name,
        location,
        content.tags,
        content.identity,
        content.others,
        content.properties,
        vmId,
        provisioningState,
        power,
        createdAt,
        changedAt);
  }

  VirtualMachineRow updating(String now) {
    // The state stays Creating until the creation completes.
    return withState(power == null ? provisioningState : "Updating", power, now);
  }

  VirtualMachineRow deleting(String now) {
    return withState(DELETING, power, now);
  }

  VirtualMachineRow succeeded(String power, String now) {
    return withState("Succeeded", power, now);
  }

  boolean isDeleting() {
    return provisioningState.equals(DELETING);
  }

  boolean isRunning() {
    return RUNNING.equals(power);
  }

  private VirtualMachineRow withState(String state, @Nullable String power, String now) {
    return new VirtualMachineRow(
        id, name, location, tags, identity, others, properties, vmId, state, power, createdAt, now);
  }
}
