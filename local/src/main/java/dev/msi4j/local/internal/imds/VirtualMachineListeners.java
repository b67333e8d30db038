package dev.msi4j.local.internal.imds;

import dev.msi4j.local.internal.arm.ResourceId;
import dev.msi4j.local.internal.http.HttpsListener;
import java.util.HashMap;
import java.util.Map;

/**
 * The listeners of single virtual machines, each on its own port. A listener is opened on first
 * use. Thread-safe.
 */
final class VirtualMachineListeners {
  private final ImdsHandler handler;
  private final Listeners listeners;
  private final Map<String, HttpsListener> byMachine = new HashMap<>();

  VirtualMachineListeners(ImdsHandler handler, Listeners listeners) {
    this.handler = handler;
    this.listeners = listeners;
  }

  /** Returns the origin of a machine's listener: {@code http://127.0.0.1:PORT}. */
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
