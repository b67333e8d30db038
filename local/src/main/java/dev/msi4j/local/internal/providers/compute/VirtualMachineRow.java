package dev.msi4j.local.internal.providers.compute;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.arm.GenericResource;
import dev.msi4j.local.internal.arm.ManagedServiceIdentity;
import dev.msi4j.local.internal.arm.ResourceId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A virtual machine as the store keeps it.
 *
 * @param others what the client asked for beside the properties, such as zones and a plan
 * @param properties what the client asked for and what was filled in, less what no answer shows
 * @param power running, stopped or deallocated; null before it has been created to the end
 * @param changedAt when the last operation on it began or ended
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

  /** A machine that is being created. */
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

  /** What a write can change. */
  record Content(
      Map<String, String> tags,
      ManagedServiceIdentity identity,
      ObjectNode others,
      ObjectNode properties) {}

  /** The machine as lists across providers show it. */
  GenericResource described() {
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
    // A machine that is still being created stays so until that is over.
    return in(power == null ? provisioningState : "Updating", power, now);
  }

  VirtualMachineRow deleting(String now) {
    return in(DELETING, power, now);
  }

  VirtualMachineRow succeeded(String power, String now) {
    return in("Succeeded", power, now);
  }

  boolean isDeleting() {
    return provisioningState.equals(DELETING);
  }

  boolean isRunning() {
    return RUNNING.equals(power);
  }

  private VirtualMachineRow in(String state, @Nullable String power, String now) {
    return new VirtualMachineRow(
        id, name, location, tags, identity, others, properties, vmId, state, power, createdAt, now);
  }
}
