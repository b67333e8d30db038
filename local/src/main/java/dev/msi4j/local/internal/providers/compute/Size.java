package dev.msi4j.local.internal.providers.compute;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.json.Json;

/** A size of virtual machines. */
record Size(
    String name,
    String family,
    int cores,
    double memoryGib,
    int diskMib,
    int dataDisks,
    boolean premium,
    String architecture) {
  private static final int OS_DISK_MIB = 1_047_552;

  /** Renders the item of a size list. */
  ObjectNode json() {
    return Json.object()
        .put("name", name)
        .put("numberOfCores", cores)
        .put("osDiskSizeInMB", OS_DISK_MIB)
        .put("resourceDiskSizeInMB", diskMib)
        .put("memoryInMB", (int) (memoryGib * 1024))
        .put("maxDataDiskCount", dataDisks);
  }
}
