package dev.msi4j.local.providers.compute;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.arm.HostIdentity;
import java.util.Map;

/**
 * A virtual machine as the store keeps it.
 *
 * @param properties what the client asked for, less what no answer shows
 */
record VirtualMachineRow(
    String id,
    String name,
    String location,
    Map<String, String> tags,
    HostIdentity identity,
    ObjectNode properties,
    String vmId) {

  VirtualMachineRow with(Map<String, String> tags, HostIdentity identity, ObjectNode properties) {
    return new VirtualMachineRow(id, name, location, tags, identity, properties, vmId);
  }
}
