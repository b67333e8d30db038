package dev.msi4j.local.internal.imds;

import dev.msi4j.local.internal.arm.ResourceId;
import dev.msi4j.local.internal.arm.VirtualMachineRegistry.VirtualMachine;
import dev.msi4j.local.internal.http.Handler;
import dev.msi4j.local.internal.http.Request;
import dev.msi4j.local.internal.http.Response;
import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.store.Store;
import dev.msi4j.local.internal.text.CaseFolding;
import java.util.List;
import java.util.Set;

/**
 * Routes requests at the shared address of all virtual machines. The path begins with the id of the
 * machine, followed by the path of the machine's local endpoint, or by {@code endpoint}, which
 * opens a listener for this machine and returns its address.
 */
final class VirtualMachineRouter implements Handler {
  private static final int ID_SEGMENTS = 6;

  /** The paths of local endpoints; some clients ignore the configured path of the machine. */
  private static final Set<String> WITHOUT_MACHINE = Set.of("metadata", "oauth2");

  private final Store store;
  private final VirtualMachineLookup machines;
  private final ImdsHandler handler;
  private final VirtualMachineListeners listeners;

  VirtualMachineRouter(
      Store store,
      VirtualMachineLookup machines,
      ImdsHandler handler,
      VirtualMachineListeners listeners) {
    this.store = store;
    this.machines = machines;
    this.handler = handler;
    this.listeners = listeners;
  }

  @Override
  public Response handle(Request request) {
    var segments = request.segments();
    if (!namesMachine(segments)) {
      throw segments.isEmpty() || WITHOUT_MACHINE.contains(CaseFolding.of(segments.get(0)))
          ? HostErrors.noMachineNamed()
          : HostErrors.unknownPath(request.path());
    }
    var machine =
        ResourceId.of(
            segments.get(1),
            segments.get(3),
            "Microsoft.Compute",
            "virtualMachines",
            segments.get(5));
    var path = segments.subList(ID_SEGMENTS, segments.size());
    return switch (CaseFolding.of(String.join("/", path))) {
      case "endpoint" -> endpoint(machine, request);
      case "oauth2/token" -> handler.asExtension(machine, request);
      default -> handler.handle(machine, request, path);
    };
  }

  private static boolean namesMachine(List<String> segments) {
    return segments.size() >= ID_SEGMENTS
        && segments.get(0).equalsIgnoreCase("subscriptions")
        && segments.get(2).equalsIgnoreCase("resourceGroups")
        && segments.get(4).equalsIgnoreCase("virtualMachines");
  }

  private Response endpoint(ResourceId id, Request request) {
    RequestChecks.requireMethod(request, "POST");
    RequestChecks.requireMetadataHeader(request);
    VirtualMachine machine = store.read(documents -> machines.running(documents, id));
    var response = Json.object().put("endpoint", listeners.origin(id));
    if (machine.extensionPort() != null) {
      response.put("extensionPort", machine.extensionPort());
    }
    return Response.json(200, response);
  }
}
