package dev.msi4j.local.internal.imds;

import dev.msi4j.local.internal.arm.ResourceId;
import dev.msi4j.local.internal.http.HttpsListener;
import java.util.HashMap;
import java.util.Map;

/**
 * The listeners of single machines: each has a port of its own, from when it is first asked for.
 */
final class VirtualMachineListeners {
  private final ImdsHandler handler;
  private final Listeners listeners;
  private final Map<String, HttpsListener> byMachine = new HashMap<>();

  VirtualMachineListeners(ImdsHandler handler, Listeners listeners) {
    this.handler = handler;
    this.listeners = listeners;
  }

  /** Where a machine alone is served: {@code http://127.0.0.1:PORT}. */
  synchronized String origin(ResourceId machine) {
    return byMachine.computeIfAbsent(machine.key(), key -> listen(machine)).origin();
  }

  private HttpsListener listen(ResourceId machine) {
    return listeners.open(
        0,
        "127.0.0.1",
        HostKind.VIRTUAL_MACHINE,
        request -> handler.handle(machine, request, request.segments()));
  }
}
